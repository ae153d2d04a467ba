import * as z from 'zod/mini';
import type { TimerDeps } from '../../functions/fire-timers/deps.ts';
import { fireTimer } from '../../functions/fire-timers/fire-timer.ts';
import { trackSla } from '../../functions/track-slas/track-sla.ts';
import { DAY, MINUTE } from '../../shared/kernel/clock.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { QueueMessage } from '../../shared/platform/messaging/sqs.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import { auditKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getSla } from '../../shared/sla/sla.store.ts';
import { type RulesSource, rulesSource } from '../../shared/sla/sla-rules.store.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import type { Audit } from '../../shared/tickets/audit.ts';
import type { TicketCommit } from '../../shared/tickets/change-ticket.ts';
import { timersDue } from '../../shared/timers/timer.store.ts';
import type { Timer } from '../../shared/timers/timer.ts';
import { TEST_SECRETS } from './call-api.ts';
import type { TestClock } from './clock.ts';

/** What acts by itself: timers that fire, and clocks that follow tickets, over a test's table and clock. */
export interface TimerService {
  readonly deps: TimerDeps;
  /** Timers that came too early. */
  readonly sentBack: QueueMessage[];
  fire(timer: Timer): Promise<void>;
  /** Fires every timer that is due by now and was not fired by an earlier call. */
  fireDue(): Promise<Timer[]>;
  /** Tells the clocks about a commit. */
  nudge(commit: TicketCommit | undefined): Promise<void>;
  audits(ticketId: number): Promise<Audit[]>;
  sla(ticketId: number): ReturnType<typeof getSla>;
  /** The event that the last audit of a ticket was committed with. */
  lastEvent(ticketId: number): Promise<EventMessage>;
}

export const ESCALATION_STEP = 30 * MINUTE;

/** Timers that were set for a moment already past are found this far back. */
const LOOK_BACK = 5 * MINUTE;

/** The event a commit goes out with. */
export function eventOf({ ticket, audit, comment, facts }: TicketCommit): EventMessage {
  const automatic = comment !== undefined && comment.origin !== 'person';
  const { id: audit_id, created_at: at } = audit;
  const data = { ticket_id: ticket.id, audit_id, version: ticket.version, comment_id: comment?.id ?? null, automatic };
  return { id: String(audit_id), names: [...facts], subject: String(ticket.id), at, data };
}

/** For those who have no file in hand. */
const NO_BUCKET = Object.freeze({}) as Objects;

/** Timers and clocks over a table; `files` for timers that sweep them. */
export function aTimerService(table: Table, clock: TestClock, files: Objects = NO_BUCKET): TimerService {
  const sentBack: QueueMessage[] = [];
  // Nothing is remembered: tests change rules within a second.
  const rules: RulesSource = (asOf, atLeast) => rulesSource(table, clock.now, ESCALATION_STEP)(asOf, atLeast);
  const deps: TimerDeps = {
    table,
    files,
    now: clock.now,
    newId: clock.newId,
    sendMessages: async (_, messages) => {
      sentBack.push(...messages);
      return new Set();
    },
    timerQueue: 'fire-timers',
    rules,
    secrets: async () => TEST_SECRETS,
    publicUrl: 'https://support.moorline.test',
    defaultLocale: 'en',
    closeAfter: 4 * DAY,
  };
  let firedTo = clock.now() - LOOK_BACK;
  const fired = new Set<string>();
  return {
    deps,
    sentBack,
    fire: (timer) => fireTimer(timer, deps),
    async fireDue() {
      const due: Timer[] = [];
      for await (const timers of timersDue(table, firedTo, clock.now())) due.push(...timers);
      const fresh = due.filter((timer) => !fired.has(JSON.stringify(timer)));
      firedTo = clock.now() - LOOK_BACK;
      for (const timer of fresh.sort((a, b) => a.due_at - b.due_at)) {
        fired.add(JSON.stringify(timer));
        await fireTimer(timer, deps);
      }
      return fresh;
    },
    nudge: async (commit) => {
      if (commit) await trackSla(eventOf(commit), { table, now: clock.now, rules });
    },
    audits: (ticketId) => listAudits(table, ticketId, { descending: false, limit: 100 }),
    sla: (ticketId) => getSla(table, ticketId),
    async lastEvent(ticketId) {
      const [last] = await listAudits(table, ticketId, { descending: true, limit: 1 });
      const item = last && (await table.get(auditKey(ticketId, last.id)));
      return z.parse(EventMessage, item?.['event']);
    },
  };
}
