import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { User } from '../../../shared/people/user.ts';
import { countersOfTicket, countersOfUser } from '../../../shared/reports/counted.ts';
import { foldAudit, nextDue, settledTo, type TicketClock } from '../../../shared/sla/clock.ts';
import { keptClock, SlaRecord } from '../../../shared/sla/clock-record.ts';
import type { SlaRules } from '../../../shared/sla/sla-rules.ts';
import type { Audit } from '../../../shared/tickets/audit.ts';
import { statusClass, type Ticket } from '../../../shared/tickets/ticket.ts';
import { CLOSE_AFTER_MINUTES } from '../world/environment.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** Counters say how many there are. */
export const countsAgree: Invariant = ({ items, tickets }) => {
  const expected = new Map<string, number>();
  const add = (counters: readonly string[]) => {
    for (const counter of counters) expected.set(counter, (expected.get(counter) ?? 0) + 1);
  };
  for (const ticket of tickets.values()) add(countersOfTicket(ticket));
  for (const item of items) if (item['entity'] === 'user') add(countersOfUser(z.parse(User, item)));
  const counted = new Map<string, number>();
  for (const item of items) {
    if (item['entity'] !== 'counter') continue;
    const name = String(item['pk']).slice('COUNTER#'.length);
    counted.set(name, (counted.get(name) ?? 0) + Number(item['value']));
  }
  return [...new Set([...expected.keys(), ...counted.keys()])].flatMap((name) => {
    const [is, should] = [counted.get(name) ?? 0, expected.get(name) ?? 0];
    return is === should ? [] : [`${name} counts ${is} of ${should}`];
  });
};

/** Clocks are what a replay of their ticket's audits gives, and nothing that fell due is still to come. */
export const clocksAgree: Invariant = ({ items, tickets, audits, rules, world }) =>
  items.flatMap((item) => {
    if (item['entity'] !== 'sla') return [];
    const { ticket_id, clock } = z.parse(SlaRecord, item);
    const ticket = tickets.get(ticket_id);
    if (!ticket || !clock) return [`there are clocks of ticket ${ticket_id}, which is not there or has no promises`];
    const violations: string[] = [];
    if (clock.facts['status'] !== ticket.status)
      violations.push(`ticket ${ticket.id} is ${ticket.status}, its clocks know ${clock.facts['status']}`);
    if (clock.facts['priority'] !== ticket.priority)
      violations.push(
        `ticket ${ticket.id}: its clocks know priority ${clock.facts['priority']}, not ${ticket.priority}`,
      );
    const known = (audits.get(ticket_id) ?? []).filter(({ version }) => version <= clock.ticket_version);
    const replayed = replay(known, rules);
    // Up to when somebody looked is in no audit.
    const looked = replayed && settledTo(replayed, clock.settled_to);
    if (!looked || !isDeepStrictEqual(keptClock(looked, rules), clock))
      violations.push(`ticket ${ticket.id}: its clocks are not what its audits give`);
    // Nobody tells them what no promise goes by.
    if (!isDeepStrictEqual(replay(audits.get(ticket_id) ?? [], rules)?.times.facts, clock.facts))
      violations.push(`ticket ${ticket.id}: its clocks do not know it as it is`);
    const due = looked ? nextDue(looked, rules, world.time.now()) : null;
    if (due !== null && due < world.time.now() - 3 * 60_000)
      violations.push(`ticket ${ticket.id} fell due at ${due} and nobody looked`);
    return violations;
  });

function replay(audits: readonly Audit[], rules: SlaRules): TicketClock | undefined {
  return audits.reduce<TicketClock | undefined>((clock, audit) => foldAudit(clock, audit, rules), undefined);
}

/** Each step of an escalation is taken once. */
export const stepsAreTakenOnce: Invariant = ({ audits }) =>
  [...audits].flatMap(([ticketId, list]) => {
    const taken = list.flatMap(({ events }) =>
      events.flatMap((line) => (line.type === 'SlaBreach' && isOnce(line.metric) ? [`${line.metric} ${line.at}`] : [])),
    );
    return taken.length === new Set(taken).size ? [] : [`ticket ${ticketId} was escalated twice alike: ${taken}`];
  });

/** A next reply is promised again and again; everything else of this world once. */
function isOnce(metric: string): boolean {
  return metric !== 'next_reply_time';
}

/** What was promised to happen later has happened. */
export const timersFire: Invariant = (evidence) =>
  [...evidence.tickets.values()].flatMap((ticket) => overdue(ticket, evidence));

function overdue(ticket: Ticket, { world, items }: Evidence): string[] {
  if (ticket.deleted_at !== null) return [];
  const now = world.time.now();
  if (ticket.status === 'solved' && (ticket.solved_at ?? now) + (CLOSE_AFTER_MINUTES + 3) * 60_000 < now)
    return [`ticket ${ticket.id} was solved long ago and never closed`];
  if (statusClass(ticket.status) === 'live') {
    const hasClock = items.some((item) => item['entity'] === 'sla' && item['ticket_id'] === ticket.id);
    return hasClock ? [] : [`ticket ${ticket.id} has no clocks`];
  }
  return [];
}

/** What a customer answered to a survey stands on the ticket, once. */
export const ratingsAgree: Invariant = ({ ledger, tickets, deliveries, items }) =>
  ledger.rated.flatMap(({ marker, score, deliveryId, outcome }) => {
    const ticket = tickets.get(deliveries.get(deliveryId)?.ticket_id ?? -1);
    if (!ticket || outcome !== 'accepted') return [];
    const ratings = items.filter((item) => item['entity'] === 'satisfaction_rating' && item['comment'] === marker);
    if (ratings.length !== 1) return [`the rating ${marker} was accepted and is there ${ratings.length} times`];
    return ratings[0]?.['score'] === score ? [] : [`the rating ${marker} says ${ratings[0]?.['score']}, not ${score}`];
  });
