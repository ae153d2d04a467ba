import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packModel } from '../../shared/intake/classifier/model.ts';
import { endWith } from '../command-line.ts';
import { examplesIn } from './examples.ts';
import { type Labelled, learn } from './learn.ts';
import { trainOptions } from './options.ts';
import { counted } from './saying.ts';

/** A model is loaded with the code that uses it: what npm run train writes stays below this. */
const MOST_BYTES = 14_000_000;
const MOST_COMPLAINTS = 10;

const SILENT_SECONDS = 10;

const started = process.hrtime.bigint();
let told = 0;
function secondsSince(): number {
  return Number(process.hrtime.bigint() - started) / 1e9;
}
function tell(line: string): void {
  told = secondsSince();
  process.stderr.write(`${told.toFixed(1).padStart(6)} s  ${line}\n`);
}
/** Nobody has to wonder whether it still runs. */
function progress(share: number): void {
  if (secondsSince() - told > SILENT_SECONDS) tell(`... ${(100 * share).toFixed(0)} % of this step`);
}

/** `npm run train -- --input FILE --output MODEL`: learns a text classifier from labelled texts. */
try {
  const { inputs, output, seed } = trainOptions(process.argv.slice(2));
  // Better said now than after minutes of learning.
  accessSync(existsSync(output) ? output : dirname(output), constants.W_OK);
  const examples: Labelled[] = [];
  let bad = 0;
  const complain = (path: string, line: number, error: string) => {
    if (++bad <= MOST_COMPLAINTS) tell(`${path}, line ${line}: ${error}; left out`);
  };
  for (const path of inputs)
    for await (const found of examplesIn(path, process.stdin)) {
      if ('error' in found) complain(path, found.line, found.error);
      else if (found.text.trim() === '') complain(path, found.line, 'the "text" is empty');
      else if (found.label === undefined) complain(path, found.line, 'no "label"');
      else examples.push({ text: found.text, label: found.label });
    }
  if (bad > 0) tell(`${counted(bad, 'line')} left out`);
  if (examples.length === 0) throw new Error('There is no labelled text to learn from.');
  const { parts } = learn(examples, { seed, tell, progress, mostBytes: MOST_BYTES });
  const bytes = packModel(parts);
  writeFileSync(output, bytes);
  tell(
    `${output}: ${counted(parts.labels.length, 'label')}, ${counted(parts.hashes.length, 'feature')}, ${(bytes.length / 1e6).toFixed(1)} MB`,
  );
} catch (error) {
  endWith(error);
}
