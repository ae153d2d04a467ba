import type { Histogram } from 'hdr-histogram-js';
import { givenUp, type Sample, total } from './backlog.ts';
import { at, record, type Scoreboard, waitsHistogram } from './figures.ts';
import type { Accepted } from './journal.ts';
import type { Consequence } from './mails.ts';
import { OPERATIONS } from './options.ts';
import { ms, type Verdict } from './report.ts';

/** All that is known when a run is over. */
export interface Outcome {
  readonly board: Scoreboard;
  readonly accepted: readonly Accepted[];
  readonly mails: readonly Consequence[];
  /** How often what was written stands in a ticket. */
  readonly tickets: ReadonlyMap<string, number>;
  readonly samples: readonly Sample[];
  /** Seconds from the last arrival until nothing waited; undefined: it never happened. */
  readonly drainedAfter: number | undefined;
}

const SECOND = 1_000;
/** Nobody is held to have waited below this: there was nothing to overtake. */
const NO_WAIT = SECOND;

/** Whether each promise was kept in a phase. */
export function verdicts(outcome: Outcome, phase: string): Verdict[] {
  return [
    answeredInTime(outcome, phase),
    urgentOvertakes(outcome, phase),
    nothingRefused(outcome),
    nothingLost(outcome),
    drained(outcome),
  ];
}

function answeredInTime({ board }: Outcome, phase: string): Verdict {
  const p99 = OPERATIONS.map((operation) => ({ operation, wait: at(board.of(phase, operation).waits, 99) }));
  return {
    promise: `acknowledgements under a second at p99 (${phase})`,
    kept: p99.every(({ wait }) => Number.isNaN(wait) || wait < SECOND),
    seen: p99.map(({ operation, wait }) => `${operation} ${ms(wait) || 'none'}`).join(', '),
  };
}

/** Compares mails of one kind and cause with each other: those of urgent tickets with the others of the same phase. */
function urgentOvertakes({ mails }: Outcome, phase: string): Verdict {
  const lanes = new Map<string, { urgent: Histogram; others: Histogram }>();
  for (const { kind, cause, ms: wait } of mails) {
    if (cause.phase !== phase || cause.operation === 'mail') continue;
    const lane = lanes.get(kind) ?? { urgent: waitsHistogram(), others: waitsHistogram() };
    lanes.set(kind, lane);
    record(cause.urgent ? lane.urgent : lane.others, wait);
  }
  const compared = [...lanes].map(([kind, { urgent, others }]) => ({
    kind,
    urgent: at(urgent, 90),
    others: at(others, 90),
  }));
  return {
    promise: `urgent tickets overtake (${phase}, mails, p90)`,
    kept: compared.every(({ urgent, others }) => Number.isNaN(urgent) || urgent < Math.max(NO_WAIT, others / 2)),
    seen: compared
      .map(({ kind, urgent, others }) => `${kind} ${ms(urgent) || 'none'} against ${ms(others) || 'none'}`)
      .join(', '),
  };
}

function nothingRefused({ board }: Outcome): Verdict {
  const entries = board
    .entries()
    .flatMap(({ operation, figures }) =>
      [...figures.errors].map(([kind, count]) => ({ operation, kind, count, told: kind.endsWith('told to retry') })),
    );
  const bad = entries.filter(({ told, operation }) => !told || operation === 'mail');
  const told = board.entries().reduce((sum, { figures }) => sum + figures.toldToRetry, 0);
  return {
    promise: 'nothing is refused that was not told to retry, and no mail ever',
    kept: bad.length === 0,
    seen:
      bad.length === 0
        ? `${told} told to retry`
        : bad.map(({ operation, kind, count }) => `${operation}: ${count} x ${kind}`).join(', '),
  };
}

/** Each accepted mail and call is one ticket, with its acknowledgement; each answer one mail. */
function nothingLost({ accepted, mails, tickets, samples }: Outcome): Verdict {
  const opened = accepted.filter(({ operation }) => operation !== 'update');
  const copies = new Map<string, number>();
  for (const { kind, cause } of mails)
    if (kind !== 'notice') copies.set(cause.token, (copies.get(cause.token) ?? 0) + 1);
  const notOneTicket = opened.filter(({ token }) => tickets.get(token) !== 1).length;
  const notOneMail = accepted.filter(({ token }) => copies.get(token) !== 1).length;
  const last = samples.at(-1);
  const dead = last ? givenUp(last) : 0;
  return {
    promise: 'each accepted request is one ticket, and each acknowledgement and answer went out once',
    kept: notOneTicket + notOneMail + dead === 0,
    seen: `${opened.length} tickets, ${notOneTicket} not once; ${accepted.length} mails to customers, ${notOneMail} not once; ${dead} messages given up`,
  };
}

function drained({ samples, drainedAfter }: Outcome): Verdict {
  const most = Math.max(0, ...samples.map(total));
  return {
    promise: 'the backlog drains',
    kept: drainedAfter !== undefined,
    seen: `${most} messages at most; ${drainedAfter === undefined ? 'not empty at the end' : `empty ${drainedAfter.toFixed(0)} s after the last rush`}`,
  };
}
