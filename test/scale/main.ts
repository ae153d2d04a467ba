import { readFileSync, writeFileSync } from 'node:fs';
import { crowd } from './crowd.ts';
import { BOUND, tables } from './page.ts';

/*
 * `npm run scale`: a crowd through the real functions, which partition keys it warms, and which limits it meets; written
 * into infra/docs/scale.md; with `-- --json` only the share of the warmest is printed. Fails when it is warmer than it may be.
 */

const PAGE = new URL('../../infra/docs/scale.md', import.meta.url);
const SECONDS = 30;

process.stderr.write('  a thousand tickets a minute; this takes about a minute\n');
const seen = await crowd(1_000, SECONDS);
const { keys, limits } = tables(seen);
let page = readFileSync(PAGE, 'utf8');
for (const [name, table] of [
  ['keys', keys],
  ['limits', limits],
] as const) {
  const [begin, end] = [`<!-- ${name}: npm run scale -->`, `<!-- end of ${name} -->`];
  page = page.replace(new RegExp(`${begin}[\\s\\S]*${end}`), () => `${begin}\n\n${table}\n\n${end}`);
}
writeFileSync(PAGE, page);
const warmest = Math.max(...seen.heat.map(({ peak }) => peak));
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ warmest })}\n`
    : `\nwarmest partition in its worst second: ${(warmest * 100).toFixed(1)} % (at most ${BOUND * 100} %)\n`,
);
process.exitCode = warmest <= BOUND ? 0 : 1;
