import * as z from 'zod/mini';
import { scansOf } from '../../shared/attachments/attachment-scan.store.ts';
import { decideIntake, type IntakeDecision } from '../../shared/intake/decide-intake.ts';
import { getIntake, intakeWrites, putIntake } from '../../shared/intake/intake.store.ts';
import type { IntakeRecord } from '../../shared/intake/intake-record.ts';
import { settledOf } from '../../shared/intake/settled.ts';
import {
  answeredByUs,
  isVip,
  knownOf,
  readableFiles,
  speaksForLaw,
  wordsOfCustomer,
} from '../../shared/intake/what-is-known.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { listGroups } from '../../shared/people/group.store.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { ownFactsOf } from '../../shared/tickets/own-facts.ts';
import { needsByFields } from '../../shared/tickets/taxonomy/by-fields.ts';
import { TicketEventData } from '../../shared/tickets/ticket.events.ts';
import { ticketUnchanged } from '../../shared/tickets/ticket.store.ts';
import { type Ticket, via } from '../../shared/tickets/ticket.ts';
import type { TicketField } from '../../shared/tickets/ticket-field.ts';
import { type TicketDecision, updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { wordsIn } from './words-in.ts';

export interface ExamineDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly ticketFields: (needed: readonly number[]) => Promise<TicketField[]>;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
  /** The language of what agents read. */
  readonly defaultLocale: string;
  /** Whether customers are asked for what is missing, and for how many milliseconds their answer is awaited. */
  readonly asks: boolean;
  readonly deadline: number;
  /** Name of the group for what nobody can be sure about; empty for none. */
  readonly triageGroup: string;
}

const ATTEMPTS = 5;
/** More than a customer writes on a ticket; what comes after is not read. */
const COMMENTS = 200;

/**
 * Looks at what the customer of a ticket has written so far, says on the ticket what it is about and how pressing it is, and
 * asks for what is missing. The event is only a nudge: all is read anew, so late, repeated and reordered ones find nothing
 * left to do.
 */
export async function examineTicket(event: EventMessage, deps: ExamineDeps): Promise<void> {
  const { ticket_id, automatic } = z.parse(TicketEventData, event.data);
  // What a machine says, our own question among it, tells nothing new.
  if (automatic && !event.names.includes('ticket.reclassified.v1')) return;
  for (let attempt = 1; ; attempt++) {
    try {
      return await examine(ticket_id, deps);
    } catch (error) {
      // Somebody else has looked at it in this very moment.
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** Looks at a ticket of which a field, a tag or the type has changed: only what was missing can have come with that. */
export async function examineValues(event: EventMessage, deps: ExamineDeps): Promise<void> {
  const { ticket_id, automatic } = z.parse(TicketEventData, event.data);
  const record = automatic ? undefined : await getIntake(deps.table, ticket_id);
  if (record && record.missing.length > 0) await examineTicket(event, deps);
}

async function examine(ticketId: number, deps: ExamineDeps): Promise<void> {
  const { table } = deps;
  let before: IntakeRecord | undefined;
  let decided: IntakeDecision | undefined;
  let seen: Ticket | undefined;
  await updateTicket(
    table,
    ticketId,
    async (ticket): Promise<TicketDecision | undefined> => {
      seen = ticket;
      before = await getIntake(table, ticketId);
      decided = await decide(ticket, before, deps);
      const { change, record } = decided ?? {};
      return change && record ? { change, also: () => intakeWrites(before, record, deps.now()) } : undefined;
    },
    () => ({
      now: deps.now(),
      newId: deps.newId,
      closeAfter: deps.closeAfter,
      actor: { kind: 'system', reason: decided?.reason ?? '' },
      via: via('system'),
    }),
  );
  if (!decided || decided.change) return;
  // A ticket that was read a moment before its record looks as if a person had said otherwise.
  const isCorrected = decided.record.corrected.length > (before?.corrected.length ?? 0);
  const only = isCorrected && seen ? [ticketUnchanged(seen)] : [];
  await putIntake(table, before, decided.record, deps.now(), only);
}

async function decide(ticket: Ticket, before: IntakeRecord | undefined, deps: ExamineDeps) {
  if (ticket.status === 'closed') return undefined;
  const { table, triageGroup } = deps;
  const comments = await listComments(table, ticket.id, { descending: false, limit: COMMENTS });
  const said = wordsOfCustomer(ticket, comments);
  if (said.length === 0) return undefined;
  const files = said.flatMap(({ attachments }) => attachments);
  const [requester, fields, groups, scans, { examineTicket: look }] = await Promise.all([
    getUser(table, ticket.requester_id),
    deps.ticketFields([]),
    triageGroup === '' || before ? [] : listGroups(table),
    scansOf(table, files),
    // What reads messages is big: it is read when there is one.
    import('../../shared/intake/examine-ticket.ts'),
  ]);
  const examined = look(
    ticket.subject,
    await Promise.all(said.map((comment) => wordsIn(comment, ticket, requester))),
    {
      ...settledOf(ticket, before),
      files: readableFiles(files, scans),
      alreadyKnown: knownOf(requester, ticket),
      needs: needsByFields(fields),
      ownFacts: ownFactsOf(fields),
      ...(isVip(requester) ? { tier: 'vip' } : {}),
      ...(speaksForLaw(requester) ? { regulator: true } : {}),
    },
    before?.asked ? { needs: before.asked.needs, at: before.asked.at, facts: before.facts } : undefined,
  );
  return decideIntake(ticket, before, examined, {
    now: deps.now(),
    fields,
    triageGroup: groups.find(({ name }) => name === triageGroup),
    answered: answeredByUs(ticket, comments),
    asks: deps.asks,
    deadline: deps.deadline,
    locale: deps.defaultLocale,
  });
}
