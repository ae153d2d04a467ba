import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Measurement } from './measure.ts';

const run = promisify(execFile);
const SEEDS = 400;
const SEEDS_A_SECOND = 20;
const MOST_SEEDS = 500;

/** How fast the fault harness plays whole workloads, and how soon it misses each safeguard. */
export const faults: Measurement = {
  name: 'faults',
  async run(progress) {
    progress(`npm run faults -- --seeds ${SEEDS}`);
    const played = await output('--seeds', String(SEEDS));
    const [, rate = '0'] = /([\d.]+) seeds\/s\n[^\n]*$/.exec(played) ?? [];
    const [, violations = '?'] = /(\d+) violations$/.exec(played) ?? [];
    progress('npm run faults -- --mutants');
    const lines = (await output('--mutants')).split('\n').slice(0, -1);
    const seeds = lines.map((line) => Number(/ seed +(\d+) /.exec(line)?.[1] ?? Number.POSITIVE_INFINITY));
    return [
      {
        what: 'whole workloads of the fault harness a second, two workers',
        target: `over ${SEEDS_A_SECOND}`,
        seen: `${rate} (${violations} violations in ${SEEDS} seeds)`,
        ratio: SEEDS_A_SECOND / Number(rate),
      },
      {
        what: `seeds until the last of ${seeds.length} missing safeguards was missed`,
        target: `all within ${MOST_SEEDS}`,
        seen: String(Math.max(...seeds)),
        ratio: Math.max(...seeds) / MOST_SEEDS,
      },
    ];
  },
};

async function output(...options: string[]): Promise<string> {
  const ended = await run(process.execPath, ['test/faults/main.ts', ...options], { maxBuffer: 2 ** 26 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return ended.stdout.trim();
}
