import { asksForHelp, HelpAsked, UsageError } from '../command-line.ts';

/** What `npm run intake` was asked for. */
export interface Options {
  /** Files of messages; none for standard input. */
  readonly paths: readonly string[];
  readonly json: boolean;
  /** Compare with labels that people gave: figures only, or also what was misread. */
  readonly score: 'no' | 'figures' | 'misread';
}

const USAGE = `npm run intake -- [options] [FILE ...]

Shows what intake decides about messages: what each is about, its language, risk and priority, the facts in it, and what it
lacks. Reads one JSON object a line, {"subject": ..., "text": ..., "channel": ...}, from files or standard input; only the
text is needed. A line may also say "files" (content types of what is attached), "tier" ("vip"), "people" (how many have
the same trouble), "regulator" (true) and "known" (names of facts that are known already). Of a mail that is forwarded, what its
writer says above it decides.
Needs no running instance and changes nothing. A line that is no message stops nothing: it is named with its file and number,
and the exit code is 1, as for a file that cannot be read.

  --json     one JSON object a line, in the order of the messages; {"error": ...} for a line that is no message
  --score    the lines are labelled ("kind", "category", "reason", "risk", "language", "facts", in the line or in its
             "gold"): prints how many were read as labelled
  --misread  the same, with every message that was not
  -          reads standard input
`;

/** Reads the command line. Throws UsageError for what it does not know. */
export function readOptions(given: readonly string[]): Options {
  const paths: string[] = [];
  let json = false;
  let score: Options['score'] = 'no';
  for (const word of given) {
    if (word === '--json') json = true;
    else if (word === '--score') score = score === 'no' ? 'figures' : score;
    else if (word === '--misread') score = 'misread';
    else if (asksForHelp(word)) throw new HelpAsked(USAGE);
    else if (word.startsWith('--')) throw new UsageError(`There is no option ${word}.\n\n${USAGE}`);
    else paths.push(word);
  }
  return { paths: paths.length > 0 ? paths : ['-'], json, score };
}
