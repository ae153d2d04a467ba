import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { bundles } from './bundles.ts';
import { capacity } from './capacity.ts';
import { classifier } from './classifier.ts';
import { clock } from './clock.ts';
import { cost } from './cost.ts';
import { create } from './create.ts';
import { faults } from './faults.ts';
import { fuzz } from './fuzz.ts';
import { handlers } from './handlers.ts';
import { lists } from './lists.ts';
import { mail } from './mail.ts';
import { mailParse } from './mail-parse.ts';
import type { Measurement, Row } from './measure.ts';
import { properties } from './properties.ts';
import { routing } from './routing.ts';
import { scale } from './scale.ts';
import { start } from './start.ts';
import { sweep } from './sweep.ts';
import { timers } from './timers.ts';
import { views } from './views.ts';

/**
 * `npm run bench [-- name ...]`: runs the measurements, prints the table and, when all were run, writes it to
 * RESULTS.md with the machine named.
 */
const ALL: readonly Measurement[] = [
  bundles,
  handlers,
  lists,
  views,
  start,
  create,
  mail,
  mailParse,
  fuzz,
  timers,
  sweep,
  clock,
  properties,
  routing,
  classifier,
  capacity,
  cost,
  scale,
  faults,
];

const wanted = process.argv.slice(2);
const chosen = wanted.length > 0 ? ALL.filter((each) => wanted.includes(each.name)) : ALL;
const rows: Row[] = [];
for (const measurement of chosen) {
  const from = Date.now();
  try {
    rows.push(...(await measurement.run((text) => console.error(`  ${text}`))));
  } catch (error) {
    // What the others measured in a quarter of an hour is not lost for it; the run still ends with an error.
    console.error(`${measurement.name} failed:`, error);
    rows.push({ what: measurement.name, target: '', seen: 'failed', ratio: undefined });
    process.exitCode = 1;
  }
  console.error(`${measurement.name}: ${((Date.now() - from) / 1000).toFixed(0)} s`);
}

const table = [
  '| what | target | seen | seen / target |',
  '| --- | --- | --- | --- |',
  ...rows.map(
    ({ what, target, seen, ratio }) =>
      `| ${what} | ${target} | ${seen} | ${ratio === undefined ? '' : `${ratio.toFixed(2)}${ratio > 1 ? ' **over**' : ''}`} |`,
  ),
].join('\n');
console.log(table);

if (wanted.length === 0) {
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`;
  const file = new URL('RESULTS.md', import.meta.url);
  const [, notes = ''] = readSafely(file).split('\n## Notes\n');
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(
    file,
    `# What was measured\n\nBy \`npm run bench\` on ${date}: ${machine}. Medians of several runs; a ratio of 1 or less is within the target.\n\n${table}\n${notes ? `\n## Notes\n${notes}` : ''}`,
  );
}

function readSafely(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
