import { readFileSync, writeFileSync } from 'node:fs';
import { packModel } from '../../shared/intake/classifier/model.ts';
import { foldText } from '../../shared/intake/folded-text.ts';
import { mendWord } from '../../shared/intake/misspelt-words.ts';
import { learn } from '../train-classifier/learn.ts';

/**
 * `node infra/try-intake/learn.ts [FILE ...]`: learns from labelled messages what the phrases do not know, and writes it beside
 * them. Without files it takes the messages that ship with this command; a desk gives its own besides.
 */
const SHIPPED = new URL('labelled-messages.jsonl', import.meta.url);
/** Of each axis: what is left out for it says little. */
const MOST_BYTES = 1_500_000;

const given = process.argv.slice(2);
const messages = (given.length > 0 ? given : [SHIPPED]).flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<'subject' | 'text' | 'category' | 'kind' | 'risk', string>),
);
for (const axis of ['category', 'kind', 'risk'] as const) {
  const examples = messages.map((message) => ({
    text: foldText(`${message.subject}\n${message.text}`, mendWord).text,
    label: message[axis],
  }));
  const tell = (line: string) => void process.stderr.write(`${axis}: ${line}\n`);
  const { parts } = learn(examples, { seed: 1, tell, progress: () => {}, mostBytes: MOST_BYTES });
  const model = Buffer.from(packModel(parts)).toString('base64');
  const target = new URL(`../../shared/intake/vocabulary/learned-${axis}.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify({ model }, undefined, 2)}\n`);
}
