import { asksForHelp, HelpAsked, UsageError } from '../command-line.ts';

/** What `npm run mail` was asked for. */
export interface Options {
  readonly paths: readonly string[];
  readonly json: boolean;
  /** The addresses that a mail is to be read as sent to. */
  readonly supportAddresses: readonly string[];
  /** Holds the deployment's mail key, by which our own signed addresses and ids are known; without one none is. */
  readonly secretsFile: string | undefined;
}

const USAGE = `npm run mail -- [options] FILE|FOLDER ...

Shows what intake would make of mails in files (one raw mail each): what kind each is, by which rule, which ticket it
points to, who wrote it, what is new in it and what is folded, and its files. Needs no running instance and changes nothing. A file
that cannot be opened stops nothing: it is named at once, and the exit code is 1.

  --json                 one JSON object a line, in the order of the files
  --support ADDRESS      an address of yours that receives mail (may be repeated; default support@moorline.test)
  --secrets FILE         a secrets file with the mail key (the local run's is .local/secrets.json), to check signatures
  -                      reads the names of the files from standard input, one a line
`;

/** Reads the command line. Throws UsageError for what it does not know. */
export function readOptions(given: readonly string[]): Options {
  const paths: string[] = [];
  const supportAddresses: string[] = [];
  let json = false;
  let secretsFile: string | undefined;
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    const value = () => {
      const next = given[++at];
      if (next === undefined) throw new UsageError(`${word} needs a value.\n\n${USAGE}`);
      return next;
    };
    if (word === '--json') json = true;
    else if (word === '--support') supportAddresses.push(value().trim().toLowerCase());
    else if (word === '--secrets') secretsFile = value();
    else if (asksForHelp(word)) throw new HelpAsked(USAGE);
    else if (word.startsWith('--')) throw new UsageError(`There is no option ${word}.\n\n${USAGE}`);
    else paths.push(word);
  }
  if (paths.length === 0) throw new UsageError(USAGE);
  return {
    paths,
    json,
    supportAddresses: supportAddresses.length > 0 ? supportAddresses : ['support@moorline.test'],
    secretsFile,
  };
}
