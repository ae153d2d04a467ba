import { figuresOf } from './figures.ts';
import type { Measurement } from './measure.ts';

const BOUND = 0.3;

/** How warm the warmest partition gets: `npm run scale` shows which it is, and which limits come next. */
export const scale: Measurement = {
  name: 'scale',
  async run(progress) {
    progress('npm run scale');
    const { warmest = Number.NaN } = await figuresOf('test/scale/main.ts');
    return [
      {
        what: 'warmest partition at 1,000 tickets a minute, in its worst second',
        target: `at most ${BOUND * 100} % of its limit`,
        seen: `${(warmest * 100).toFixed(1)} %`,
        ratio: warmest / BOUND,
      },
    ];
  },
};
