import { fuzzMail } from '../support/fuzz-mail.ts';
import type { Measurement } from './measure.ts';

const MAILS = 100_000;

/** Damaged mails through everything that looks at a mail before it is kept. */
export const fuzz: Measurement = {
  name: 'fuzz',
  async run(progress) {
    const result = await fuzzMail(1, MAILS, (done) => {
      if (done % 10_000 === 0) progress(`${done} of ${MAILS} damaged mails`);
    });
    for (const fault of result.faults) progress(fault);
    return [
      {
        what: `of ${MAILS} damaged mails: errors, or longer than 2 s`,
        target: 'none',
        seen: `${result.faults.length} (${result.unreadable} refused, slowest ${result.slowestMs.toFixed(0)} ms)`,
        ratio: result.faults.length === 0 ? 0 : Number.POSITIVE_INFINITY,
      },
    ];
  },
};
