import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Measurement, Row } from './measure.ts';

const run = promisify(execFile);
const CASES = Number(process.env['CASES'] ?? 100_000);
const FOLDER = 'test/unit/sla';

/** What must hold, and the test that tries it. */
const PROPERTIES = [
  ['add and difference are inverse', 'add and difference are inverse, forwards and backwards'],
  ['pausing never makes due earlier', 'are never due earlier for a pause'],
  ['replay equals incremental', 'are the same replayed and told one by one, from any point on'],
  [
    'clock-change days',
    'on days of a clock change is what a wall clock shows, for hours that begin and end on the hour',
  ],
  ["a year's closure", "over a year's closure stands still, and goes on after it as if there had been none"],
] as const;

interface TestResult {
  readonly title: string;
  readonly status: string;
  readonly duration?: number;
}

/** The properties of business time and of clocks, each with many seeded cases: `CASES=5000 npm run bench -- properties` for fewer. */
export const properties: Measurement = {
  name: 'properties',
  async run(progress) {
    progress(`${CASES} cases for each of ${PROPERTIES.length} properties`);
    const results = await tried(PROPERTIES.map(([, title]) => title));
    return PROPERTIES.map(([what, title]): Row => {
      const found = results.find((each) => each.title === title);
      const holds = found?.status === 'passed';
      const seconds = ((found?.duration ?? 0) / 1_000).toFixed(0);
      return {
        what: `${what}: cases that hold`,
        target: 'all of 100,000',
        seen: holds
          ? `all of ${CASES.toLocaleString('en')} in ${seconds} s`
          : (found?.status ?? 'there is no such test'),
        ratio: holds ? 100_000 / CASES : Number.POSITIVE_INFINITY,
      };
    });
  },
};

/** Runs the tests of these titles alone, each with so many cases. */
async function tried(titles: readonly string[]): Promise<TestResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'moorline-properties-'));
  const outputFile = join(folder, 'results.json');
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const pattern = titles.map((title) => `${title}$`).join('|');
  const options = ['--config', 'test/vitest.config.ts', '--testTimeout', '3600000', '--reporter', 'json'];
  try {
    await run(process.execPath, [vitest, 'run', ...options, '--outputFile', outputFile, '-t', pattern, FOLDER], {
      env: { ...process.env, CASES: String(CASES) },
      maxBuffer: 2 ** 26,
    }).catch(() => undefined);
    const { testResults } = JSON.parse(await readFile(outputFile, 'utf8')) as {
      testResults: { assertionResults: TestResult[] }[];
    };
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
