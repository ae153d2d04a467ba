import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Audit } from '../../../shared/tickets/audit.ts';
import { AUDITED_FIELDS } from '../../../shared/tickets/audit-lines.ts';
import {
  type Actor,
  changeTicket,
  openTicket,
  type TicketChange,
  type TicketCommit,
} from '../../../shared/tickets/change-ticket.ts';
import {
  ASSURANCES,
  PRIORITIES,
  STATUSES,
  statusClass,
  TICKET_TYPES,
  type Ticket,
  via,
} from '../../../shared/tickets/ticket.ts';
import { AGENT, CUSTOMER, SYSTEM } from '../../support/a-ticket-life.ts';
import { aClock } from '../../support/clock.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const id = fc.integer({ min: 1, max: 4 });
const ids = fc.uniqueArray(id, { maxLength: 3 });

const fields = fc.record(
  {
    subject: fc.constantFrom('a', 'b'),
    status: fc.constantFrom(...STATUSES),
    priority: orNull(fc.constantFrom(...PRIORITIES)),
    type: orNull(fc.constantFrom(...TICKET_TYPES)),
    requester_id: id,
    assignee_id: orNull(id),
    group_id: orNull(id),
    organization_id: orNull(id),
    tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
    custom_fields: fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 100, max: 102 }), value: fc.constantFrom('v', 'w', 3, true) }),
      { selector: (field) => field.id },
    ),
    external_id: orNull(fc.constantFrom('e1', 'e2')),
    email_cc_ids: ids,
    follower_ids: ids,
    due_at: orNull(fc.integer({ min: 1, max: 9 })),
    problem_id: orNull(id),
  },
  { requiredKeys: [] },
);
const comment = fc.record({
  body: fc.constantFrom('hello', 'x'.repeat(3_000)),
  public: fc.boolean(),
  origin: fc.constantFrom('person' as const, 'auto-reply' as const, 'system' as const),
});
const satisfaction = fc.record({
  id,
  score: fc.constantFrom('offered' as const, 'good' as const, 'bad' as const),
  comment: orNull(fc.constant('thanks')),
});
const change: fc.Arbitrary<TicketChange & { hideNth?: number | undefined }> = fc
  .record({
    fields: maybe(fields),
    comment: maybe(comment),
    satisfaction: maybe(satisfaction),
    requester_assurance: maybe(fc.constantFrom(...ASSURANCES)),
    hideNth: maybe(fc.nat(3)),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
const actor = fc.constantFrom<Actor>(AGENT, CUSTOMER, SYSTEM);
const steps = fc.array(fc.tuple(change, actor, fc.integer({ min: 0, max: 5_000 })), { maxLength: 12 });

/** A ticket's life: what was committed, and what was refused with the state it was refused in. */
function live(
  first: Partial<Ticket>,
  firstComment: { body: string; public: boolean },
  all: readonly (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number][],
) {
  const clock = aClock();
  const context = (by: Actor) => ({
    now: clock.now(),
    actor: by,
    via: via('api'),
    newId: clock.newId,
    closeAfter: 1_000,
  });
  const opened = openTicket(
    { id: 1, subject: 's', requester_id: 1, submitter_id: 1, locale: 'en', ...first, comment: firstComment },
    context(CUSTOMER),
  );
  const commits: TicketCommit[] = [opened];
  const refused: { before: Ticket; change: TicketChange; error: DomainError }[] = [];
  const comments = opened.comment ? [opened.comment] : [];
  for (const [{ hideNth, ...what }, by, wait] of all) {
    clock.advance(wait);
    const before = (commits.at(-1) ?? opened).ticket;
    const hide = hideNth === undefined || what.comment ? undefined : comments[hideNth];
    try {
      const commit = changeTicket(before, { ...what, ...(hide ? { hide } : {}) }, context(by));
      if (!commit) continue;
      commits.push(commit);
      const made = commit.comment;
      if (!made) continue;
      const at = comments.findIndex((each) => each.id === made.id);
      if (at < 0) comments.push(made);
      else comments[at] = made;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ before, change: what, error });
    }
  }
  return { commits, refused, comments };
}

/** The audited values of a ticket, as its audits alone tell them. */
function replay(audits: readonly Audit[]) {
  const values: Record<string, unknown> = {};
  for (const line of audits.flatMap((audit) => audit.events)) {
    if (line.type === 'Create') values[line.field_name] = line.value;
    if (line.type !== 'Change') continue;
    expect(values[line.field_name] ?? emptyOf(line.field_name)).toEqual(line.previous_value);
    values[line.field_name] = line.value;
  }
  return values;
}

const LISTS = ['tags', 'email_cc_ids', 'follower_ids'];
function emptyOf(field: string): unknown {
  if (field === 'satisfaction_score') return 'unoffered';
  return LISTS.includes(field) ? [] : null;
}

const opening = fields.filter(({ status, assignee_id }) => statusClass(status ?? 'new') === 'live' || !!assignee_id);
const firstComment = fc.record({ body: fc.constantFrom('first', 'y'.repeat(2_000)), public: fc.boolean() });
const lives = fc.tuple(opening, firstComment, steps).map(([first, said, all]) => live(first, said, all));

describe('the life of a ticket', () => {
  const holds = (rule: (life: ReturnType<typeof live>) => void) =>
    fc.assert(fc.property(lives, rule), { numRuns: 500 });

  test('is told in full by its audits', () => {
    holds(({ commits }) => {
      const { ticket } = commits.at(-1) as TicketCommit;
      const told = replay(commits.map((commit) => commit.audit));
      for (const name of AUDITED_FIELDS) expect(told[name] ?? emptyOf(name), name).toEqual(ticket[name]);
      for (const field of [100, 101, 102]) {
        const value = ticket.custom_fields.find((each) => each.id === field)?.value ?? null;
        expect(told[String(field)] ?? null).toEqual(value);
      }
      expect(told['satisfaction_score'] ?? 'unoffered').toBe(ticket.satisfaction?.score ?? 'unoffered');
    });
  });

  test('goes forward: every commit is one version, one audit, and a later second', () => {
    holds(({ commits }) => {
      for (const [at, { ticket, audit, expected }] of commits.entries()) {
        expect(ticket.version).toBe(at + 1);
        expect(audit.version).toBe(ticket.version);
        expect(expected).toBe(at);
        const before = commits[at - 1]?.ticket;
        if (before) expect(Math.floor(ticket.updated_at / 1e3)).toBeGreaterThan(Math.floor(before.updated_at / 1e3));
      }
      const lines = commits.flatMap(({ audit }) => audit.events.map((line) => `${audit.id}.${line.id}`));
      expect(new Set(lines).size).toBe(lines.length);
    });
  });

  test('ends with closing: then nothing it says or is changes, though it may be rated', () => {
    holds(({ commits }) => {
      const at = commits.findIndex(({ ticket }) => ticket.status === 'closed');
      if (at < 0) return;
      const closed = commits[at]?.ticket;
      for (const { ticket } of commits.slice(at)) {
        expect(ticket).toMatchObject({ status: 'closed', comment_count: closed?.comment_count });
        for (const name of ['subject', 'tags', 'assignee_id', 'custom_fields'] as const)
          expect(ticket[name]).toEqual(closed?.[name]);
      }
    });
  });

  test('is never done without somebody who answers for it, and never new twice', () => {
    holds(({ commits }) => {
      for (const [at, { ticket }] of commits.entries()) {
        if (statusClass(ticket.status) === 'done') expect(ticket.assignee_id).not.toBeNull();
        expect(ticket.solved_at !== null).toBe(statusClass(ticket.status) === 'done');
        if (at > 0 && ticket.status === 'new') expect(commits[at - 1]?.ticket.status).toBe('new');
      }
    });
  });

  test('counts each solving once, with a fact and a time to close', () => {
    holds(({ commits }) => {
      let solved = 0;
      for (const { ticket, facts, closeAt } of commits) {
        if (facts.includes('ticket.solved.v1')) solved += 1;
        expect(ticket.resolution).toBe(solved);
        expect(closeAt !== undefined).toBe(facts.includes('ticket.solved.v1') && ticket.status !== 'closed');
      }
    });
  });

  test('counts its comments, and shows a requester nothing that is internal', () => {
    holds(({ commits, comments }) => {
      const { ticket } = commits.at(-1) as TicketCommit;
      expect(ticket.comment_count).toBe(comments.length);
      expect(ticket.public_comment_count).toBe(comments.filter((each) => each.public).length);
      expect(ticket.description_public).toBe(comments[0]?.public);
      if (ticket.public_comment_count > 0) expect(ticket.is_public).toBe(true);
    });
  });

  test('is as sure of its requester as it ever was, until there is another one', () => {
    holds(({ commits }) => {
      for (const [at, { ticket }] of commits.entries()) {
        const before = commits[at - 1]?.ticket;
        if (before?.requester_id !== ticket.requester_id) continue;
        const rank = (each: Ticket) => ASSURANCES.indexOf(each.requester_assurance);
        expect(rank(ticket)).toBeGreaterThanOrEqual(rank(before));
      }
    });
  });

  test('says that it moved whenever it stands in other lists', () => {
    holds(({ commits }) => {
      const lists = (ticket: Ticket) => [
        statusClass(ticket.status),
        ticket.group_id,
        ticket.assignee_id,
        ticket.requester_id,
        ticket.organization_id,
      ];
      for (const [at, { ticket, facts }] of commits.entries()) {
        const before = commits[at - 1]?.ticket;
        if (before) expect(facts.includes('ticket.moved.v1')).toBe(`${lists(before)}` !== `${lists(ticket)}`);
      }
    });
  });

  test('refuses by the rules only', () => {
    const RULES = [
      'ticket.closed_is_final',
      'ticket.solved_needs_assignee',
      'ticket.cannot_be_new_again',
      'ticket.lowering_needs_reason',
    ];
    holds(({ refused }) => {
      for (const { error } of refused) expect(RULES).toContain(error.code);
    });
  });
});
