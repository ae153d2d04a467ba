import { parentPort, workerData } from 'node:worker_threads';
import { onRealTable } from './real-seed.ts';
import { runSeed, type SeedResult } from './run-seed.ts';

/** The last seed of each hundred runs on the embedded engine, so that the table in memory is never taken on trust alone. */
const REAL_EVERY = 100;

/** What the parent hands over: the endpoint of the embedded engine. */
const { tableEndpoint } = workerData as { tableEndpoint: string };

parentPort?.on('message', (seed: number) => {
  void run(seed).then((result) => parentPort?.postMessage(result));
});

async function run(seed: number): Promise<SeedResult> {
  const isReal = seed % REAL_EVERY === 0;
  const play = (traced: boolean) => (isReal ? onRealTable({ seed, traced }, tableEndpoint) : runSeed({ seed, traced }));
  try {
    const result = await play(false);
    return result.violations.length === 0 ? result : await play(true);
  } catch (error) {
    const reason = error instanceof Error ? error.stack : String(error);
    return { seed, violations: [`the world itself broke: ${reason}`], trace: [], tickets: 0, mails: 0, events: 0 };
  }
}
