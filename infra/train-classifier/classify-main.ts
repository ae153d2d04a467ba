import { readFileSync } from 'node:fs';
import { classify } from '../../shared/intake/classifier/classify-text.ts';
import { loadModel, type Model } from '../../shared/intake/classifier/model.ts';
import { endWith } from '../command-line.ts';
import { type BadLine, type Example, examplesIn } from './examples.ts';
import { classifyOptions } from './options.ts';
import { forPeople, newTally, type Tally } from './tally.ts';

const SHOWN = 80;

/** `npm run classify -- --model MODEL --input FILE`: labels the texts of a file. */
try {
  const { inputs, model: path, json } = classifyOptions(process.argv.slice(2));
  const model = loadModel(readFileSync(path));
  const tally = newTally();
  // Whoever reads only the first lines closes the pipe: nothing more to do then.
  process.stdout.on('error', () => process.exit(0));
  for (const input of inputs)
    for await (const found of examplesIn(input, process.stdin)) {
      if ('error' in found) process.stderr.write(`${input}, line ${found.line}: ${found.error}\n`);
      const line = lineFor(found, model, json, tally);
      if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  const summary = forPeople(tally);
  if (summary !== '') (json ? process.stderr : process.stdout).write(`\n${summary}`);
} catch (error) {
  endWith(error);
}

/** One line for one of the file, so that they correspond: also for a line that could not be read. */
function lineFor(found: Example | BadLine, model: Model, json: boolean, tally: Tally): string {
  if ('error' in found) return JSON.stringify({ error: found.error });
  const { label, confidence, why } = classify(model, found.text);
  if (found.label !== undefined) tally.add(found.label, label);
  const rounded = Number(confidence.toFixed(4));
  if (json) return JSON.stringify({ label, confidence: rounded, text: found.text, expected: found.label, why });
  const start = Array.from(found.text.replace(/\s+/g, ' ').trim()).slice(0, SHOWN).join('');
  return `${label}\t${rounded.toFixed(4)}\t${start}`;
}
