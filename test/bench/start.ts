import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstance, treeMemory } from './instance.ts';
import { type Measurement, median, ms } from './measure.ts';

const RUNS = 5;

/** `npm start` to ready: with nothing cached, and again; the memory of everything once ready. */
export const start: Measurement = {
  name: 'start',
  async run(progress) {
    const first: number[] = [];
    const second: number[] = [];
    const memory: number[] = [];
    for (let run = 1; run <= RUNS; run++) {
      progress(`start ${run} of ${RUNS}`);
      const dir = await mkdtemp(join(tmpdir(), 'moorline-start-'));
      const cold = await startInstance({ dir, ephemeral: false });
      first.push(cold.readyAfter);
      await cold.stop();
      const warm = await startInstance({ dir, ephemeral: false });
      second.push(warm.readyAfter);
      await new Promise((done) => setTimeout(done, 3_000));
      memory.push(await treeMemory(warm.run.pid));
      await warm.stop();
      await rm(dir, { recursive: true, force: true });
    }
    return [
      { what: 'first start to ready', target: 'under 8 s', seen: ms(median(first)), ratio: median(first) / 8_000 },
      { what: 'second start to ready', target: 'under 3 s', seen: ms(median(second)), ratio: median(second) / 3_000 },
      {
        what: 'process tree, 3 s after ready',
        target: 'under 350 MB',
        seen: `${median(memory).toFixed(0)} MB`,
        ratio: median(memory) / 350,
      },
    ];
  },
};
