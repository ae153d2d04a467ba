import { asksForHelp, HelpAsked, UsageError } from '../command-line.ts';

/** What `npm run train` was asked for. */
export interface TrainOptions {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly seed: number;
}

/** What `npm run classify` was asked for. */
export interface ClassifyOptions {
  readonly inputs: readonly string[];
  readonly model: string;
  readonly json: boolean;
}

const TRAIN = `npm run train -- --input FILE --output MODEL [--seed N]

Learns a linear text classifier from labelled texts and writes it to a file, which "npm run classify" and the desk load.

  --input FILE     JSON lines ({"text", "label"}) or CSV (RFC 4180, first line names the columns); - is standard input; may be repeated
  --output MODEL   where the model is written
  --seed N         the same texts and the same seed give the same model (default 1)
`;

const CLASSIFY = `npm run classify -- --model MODEL --input FILE [--json]

Labels the texts of a file, one line for each: label, confidence and the text's start, with tabs between them. Where the
file says what a text is, accuracy and what was confused follow.

  --model MODEL    what "npm run train" wrote
  --input FILE     JSON lines ({"text"}, perhaps "label") or CSV (first line names the columns); - is standard input; may be repeated
  --json           a line of JSON for each text: label, confidence, text, expected (where given), why (the words that decided)
`;

/** Reads the command line of `npm run train`. Throws UsageError for what it does not know. */
export function trainOptions(given: readonly string[]): TrainOptions {
  const { inputs, values } = read(given, ['--output', '--seed'], [], TRAIN);
  const output = values.get('--output');
  const seed = Number(values.get('--seed') ?? 1);
  if (inputs.length === 0 || output === undefined) throw new UsageError(TRAIN);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed is a whole number.\n\n${TRAIN}`);
  return { inputs, output, seed };
}

/** Reads the command line of `npm run classify`. Throws UsageError for what it does not know. */
export function classifyOptions(given: readonly string[]): ClassifyOptions {
  const { inputs, values, switches } = read(given, ['--model'], ['--json'], CLASSIFY);
  const model = values.get('--model');
  if (inputs.length === 0 || model === undefined) throw new UsageError(CLASSIFY);
  return { inputs, model, json: switches.has('--json') };
}

function read(given: readonly string[], names: readonly string[], flags: readonly string[], usage: string) {
  const inputs: string[] = [];
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (let at = 0; at < given.length; at++) {
    const [word = '', joined] = (given[at] ?? '').split(/=(.*)/s);
    const value = () => {
      const next = joined ?? given[++at];
      if (next === undefined) throw new UsageError(`${word} needs a value.\n\n${usage}`);
      return next;
    };
    if (word === '--input') inputs.push(value());
    else if (names.includes(word)) values.set(word, value());
    else if (flags.includes(word)) switches.add(word);
    else if (asksForHelp(word)) throw new HelpAsked(usage);
    else throw new UsageError(`There is no option ${word}.\n\n${usage}`);
  }
  return { inputs, values, switches };
}
