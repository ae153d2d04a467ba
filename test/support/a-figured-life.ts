import type { Counted } from '../../shared/reports/bucket.ts';
import type { PromiseOutcome } from '../../shared/reports/figure-row.ts';
import { ticketFigures } from '../../shared/reports/ticket-figures.ts';
import type { TicketLife } from './a-ticket-life.ts';

/** What became of a ticket of a test, by reports. */
export function figuresOf(life: TicketLife, promises: readonly PromiseOutcome[] = []) {
  return ticketFigures({ ticket: life.ticket, audits: life.commits.map(({ audit }) => audit), promises });
}

/** What is counted of one figure, by bucket. */
export function bucketsWith(counted: Counted, figure: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counted).flatMap(([bucket, figures]) => {
      const count = figures[figure];
      return count === undefined ? [] : [[bucket, count]];
    }),
  );
}
