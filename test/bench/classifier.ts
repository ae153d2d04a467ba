import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { classify } from '../../shared/intake/classifier/classify-text.ts';
import { loadModel } from '../../shared/intake/classifier/model.ts';
import { type Measurement, median, percentile } from './measure.ts';

const run = promisify(execFile);
const LABELS = 77;
const TEXTS = 10_000;
const MB = 1e6;

/** What `npm run train` takes for as many texts and labels as a large desk has, and what using the model takes. */
export const classifier: Measurement = {
  name: 'classifier',
  async run(progress) {
    const folder = mkdtempSync(join(tmpdir(), 'moorline-bench-'));
    try {
      const texts = Array.from({ length: TEXTS }, (_, at) => textOf(at));
      const input = join(folder, 'texts.jsonl');
      const output = join(folder, 'model');
      writeFileSync(input, texts.map((text, at) => JSON.stringify({ text, label: `label ${at % LABELS}` })).join('\n'));
      progress(`learning ${TEXTS} texts`);
      const trainer = fileURLToPath(new URL('../../infra/train-classifier/main.ts', import.meta.url));
      const from = performance.now();
      await run(process.execPath, [trainer, '--input', input, '--output', output]);
      const seconds = (performance.now() - from) / 1000;
      const size = statSync(output).size / MB;
      const model = loadModel(readFileSync(output));
      const times = texts.slice(0, 2_000).map((text) => {
        const started = performance.now();
        classify(model, text);
        return performance.now() - started;
      });
      const p50 = median(times);
      return [
        {
          what: `learn ${TEXTS.toLocaleString('en')} texts of ${LABELS} labels`,
          target: 'under 120 s',
          seen: `${seconds.toFixed(0)} s`,
          ratio: seconds / 120,
        },
        {
          what: 'label a text by what was learnt, p50',
          target: 'under 5 ms',
          seen: `${p50.toFixed(2)} ms (p99 ${percentile(times, 99).toFixed(2)} ms)`,
          ratio: p50 / 5,
        },
        { what: 'size of that model', target: 'under 15 MB', seen: `${size.toFixed(1)} MB`, ratio: size / 15 },
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

const OPENINGS = [
  'please tell me',
  'hello,',
  'since yesterday',
  'I do not understand why',
  '请问',
  '你好，',
  '昨天开始',
];

/** A short text of its label in one of two languages: two of the label's words among words of all. */
function textOf(at: number): string {
  const label = at % LABELS;
  const word = (number: number, chinese: boolean) =>
    chinese
      ? String.fromCharCode(0x4e00 + ((number * 37) % 900), 0x5200 + ((number * 101) % 900))
      : `${((number + 40) * 7919).toString(36)}ing`;
  const chinese = at % 3 === 0;
  const own = [label * 5 + (at % 5), label * 5 + ((at >> 3) % 5)];
  const others = [at * 13, at * 29, at * 31].map((each) => 400 + (each % 1_500));
  const words = [...others.slice(0, 2), ...own, ...others.slice(2)].map((each) => word(each, chinese));
  return `${OPENINGS[at % OPENINGS.length]} ${words.join(chinese ? '' : ' ')}`;
}
