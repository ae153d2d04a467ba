import { UsageError } from '../usage-error.ts';

/** What `npm run intake` was asked for. */
export interface Options {
  /** Files of messages; none for standard input. */
  readonly paths: readonly string[];
  readonly json: boolean;
}

const USAGE = `npm run intake -- [options] [FILE ...]

Shows what intake decides about messages: what each is about, its language, risk and priority, the facts in it, and what it
lacks. Reads one JSON object a line, {"subject": ..., "text": ..., "channel": ...}, from files or standard input; only the
text is needed. A line may also say "files" (content types of what is attached), "tier" ("vip"), "people" (how many have
the same trouble), "regulator" (true) and "known" (names of facts that are known already).
Needs no running instance and changes nothing.

  --json    one JSON object a line, in the order of the messages; {"error": ...} for a line that is no message
  -         reads standard input
`;

/** Reads the command line. Throws UsageError for what it does not know. */
export function readOptions(given: readonly string[]): Options {
  const paths: string[] = [];
  let json = false;
  for (const word of given) {
    if (word === '--json') json = true;
    else if (word === '--help') throw new UsageError(USAGE);
    else if (word.startsWith('--')) throw new UsageError(`There is no option ${word}.\n\n${USAGE}`);
    else paths.push(word);
  }
  return { paths: paths.length > 0 ? paths : ['-'], json };
}
