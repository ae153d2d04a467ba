import { figuresOf } from './figures.ts';
import type { Measurement } from './measure.ts';

const THOUSAND_TICKETS = 0.8;
const IDLE_MONTH = 8;

/** What AWS charges: `npm run cost` shows what makes it up. */
export const cost: Measurement = {
  name: 'cost',
  async run(progress) {
    progress('npm run cost');
    const { alone = Number.NaN, busy = Number.NaN, idleMonth = Number.NaN } = await figuresOf('test/cost/main.ts');
    return [
      {
        what: '1,000 tickets of four mails and more, each alone, beyond the fee of SES',
        target: `under ${THOUSAND_TICKETS.toFixed(2)} USD`,
        seen: `${alone.toFixed(2)} USD (${busy.toFixed(2)} at 1,000 a minute)`,
        ratio: alone / THOUSAND_TICKETS,
      },
      {
        what: 'an idle month, without any free tier',
        target: `under ${IDLE_MONTH} USD`,
        seen: `${idleMonth.toFixed(2)} USD`,
        ratio: idleMonth / IDLE_MONTH,
      },
    ];
  },
};
