import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { startTableEngine } from '../../infra/local/table-engine.ts';
import { indexStreamRecords } from '../../infra/local/tables.ts';
import { excerpt } from './excerpt.ts';
import { huntMutants } from './hunt-mutants.ts';
import { type FaultOptions, faultOptions } from './options.ts';
import type { SeedResult } from './run-seed.ts';

/*
 * `npm run faults -- --seeds N --from S`: plays the seeds S to S+N-1 and says what must never be so and was. The last
 * line is `N seeds, V violations`; the exit code is 0 only when V is 0. A seed that failed replays by `--seeds 1 --from`.
 * With `--mutants` it takes the system's safeguards away, one by one, and says which seed missed each.
 */

const PROGRESS_MS = 5_000;
const traces = join(tmpdir(), 'moorline-faults');

async function main(options: FaultOptions): Promise<number> {
  const engine = await startTableEngine({});
  indexStreamRecords(engine.file);
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'world', AWS_SECRET_ACCESS_KEY: 'world' });
  try {
    return await playAll(options, engine.endpoint);
  } finally {
    await engine.stop();
  }
}

async function playAll({ seeds, from, workers }: FaultOptions, tableEndpoint: string): Promise<number> {
  const started = performance.now();
  let next = from;
  let done = 0;
  let violations = 0;
  let tickets = 0;
  let mails = 0;
  const progress = setInterval(() => {
    const rate = done / ((performance.now() - started) / 1_000);
    console.log(`${done} of ${seeds} seeds, ${violations} violations, ${rate.toFixed(1)} seeds/s`);
  }, PROGRESS_MS);

  async function playOn(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { tableEndpoint } });
    const broken = new Promise<never>((_, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('A worker ended by itself')));
    });
    broken.catch(() => undefined);
    while (next < from + seeds) {
      const answered = new Promise<SeedResult>((resolve) => worker.once('message', resolve));
      worker.postMessage(next++);
      const result = await Promise.race([answered, broken]);
      done++;
      tickets += result.tickets;
      mails += result.mails;
      violations += result.violations.length;
      if (result.violations.length > 0) report(result);
    }
    await worker.terminate();
  }

  try {
    await Promise.all(Array.from({ length: Math.min(workers, seeds) }, playOn));
  } finally {
    clearInterval(progress);
  }
  const seconds = (performance.now() - started) / 1_000;
  console.log(
    `${tickets} tickets and ${mails} mails in ${seconds.toFixed(0)} s, ${(seeds / seconds).toFixed(1)} seeds/s`,
  );
  console.log(`${seeds} seeds, ${violations} violations`);
  return violations;
}

function report({ seed, violations, trace }: SeedResult): void {
  console.log(`\nseed ${seed}`);
  for (const violation of violations) console.log(`  ✗ ${violation}`);
  for (const line of excerpt(trace, violations)) console.log(`    ${line}`);
  if (trace.length > 0) {
    mkdirSync(traces, { recursive: true });
    const file = join(traces, `seed-${seed}.txt`);
    writeFileSync(file, `${[...violations, '', ...trace].join('\n')}\n`);
    console.log(`  all ${trace.length} lines: ${file}`);
  }
  console.log(`  again: npm run faults -- --seeds 1 --from ${seed}\n`);
}

try {
  const options = faultOptions(process.argv.slice(2));
  const failures = options.mutants ? await huntMutants() : await main(options);
  process.exitCode = failures === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
