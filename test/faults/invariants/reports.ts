import * as z from 'zod/mini';
import { addTo, type Figures, sumOfCounted, sumsOf, type Tally, tallyOf } from '../../../shared/reports/bucket.ts';
import { FigureRow, isUpToDate } from '../../../shared/reports/figure-row.ts';
import { ticketFigures } from '../../../shared/reports/ticket-figures.ts';
import { SlaRecord } from '../../../shared/sla/clock-record.ts';
import { promiseOutcomes } from '../../../shared/sla/promise-outcome.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** Each ticket's row says what its audits and clocks say, and the buckets of reports hold what the rows say. */
export const figuresAgree: Invariant = (evidence) => {
  const { items, tickets, audits } = evidence;
  const of = (entity: string) => items.filter((item) => item['entity'] === entity);
  const rows = new Map(of('figure_row').map((item) => [Number(item['ticket_id']), z.parse(FigureRow, item)]));
  const clocks = new Map(of('sla').map((item) => [Number(item['ticket_id']), z.parse(SlaRecord, item)]));
  const behind = [...tickets.values()].flatMap((ticket) => {
    const promises = promiseOutcomes(clocks.get(ticket.id)?.clock);
    const figures = ticketFigures({ ticket, audits: audits.get(ticket.id) ?? [], promises });
    const row = rows.get(ticket.id);
    const { ticket_version = 0, sla_version = 0 } = row ?? {};
    return isUpToDate(row, { ...figures, ticket_version, sla_version })
      ? []
      : [`the row of ticket ${ticket.id} is not what its audits say`];
  });
  const expected = sumOfCounted([...rows.values()].map(({ counted }) => counted));
  const counted = bucketsOf(evidence);
  const wrong = [...new Set([...expected.keys(), ...counted.keys()])].filter(
    (bucket) => !sameFigures(expected.get(bucket) ?? {}, counted.get(bucket) ?? {}),
  );
  return [...behind, ...wrong.map((bucket) => `the bucket ${bucket} is not the sum of the rows`)];
};

function bucketsOf({ items }: Evidence): Map<string, Figures> {
  const buckets = new Map<string, Tally>();
  for (const item of items) {
    if (item['entity'] !== 'figures') continue;
    const [kind, name = ''] = String(item['pk']).split('#');
    const sk = String(item['sk']);
    const bucket = kind === 'FIRST_REPLIES' ? `replies|${name}|${sk.replace(/#\d+$/, '')}` : `${name}|${sk}`;
    const numbers = Object.entries(item).filter(([, value]) => typeof value === 'number');
    addTo(tallyOf(buckets, bucket), Object.fromEntries(numbers) as Figures);
  }
  return sumsOf(buckets);
}

function sameFigures(a: Figures, b: Figures): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
