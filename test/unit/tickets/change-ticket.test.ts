import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/kernel/errors.ts';
import {
  type Actor,
  type ChangeContext,
  changeTicket,
  openTicket,
  type TicketChange,
} from '../../../shared/tickets/change-ticket.ts';
import { type Status, type Ticket, via } from '../../../shared/tickets/ticket.ts';
import { aTicket } from '../../support/a-ticket.ts';
import { AGENT, CUSTOMER, SYSTEM } from '../../support/a-ticket-life.ts';
import { aClock } from '../../support/clock.ts';

const clock = aClock();
const CLOSE_AFTER = 4 * 86_400_000;
const context = (actor: Actor): ChangeContext => ({
  now: clock.advance(60_000),
  actor,
  via: via('api'),
  newId: clock.newId,
  closeAfter: CLOSE_AFTER,
});
const change = (ticket: Ticket, what: TicketChange, actor: Actor = AGENT) => changeTicket(ticket, what, context(actor));
const says = (body: string, isPublic = true) => ({ comment: { body, public: isPublic } });
const refusal = (what: () => unknown) => {
  try {
    what();
  } catch (error) {
    if (error instanceof DomainError) return { kind: error.kind, code: error.code, field: error.fields[0]?.field };
    throw error;
  }
  return undefined;
};
const open = (
  fields: Partial<Ticket> & { comment?: { body: string; public: boolean } } = {},
  actor: Actor = CUSTOMER,
) =>
  openTicket(
    {
      id: 7,
      subject: 'Stuck',
      requester_id: 2001,
      submitter_id: 2001,
      locale: 'en',
      comment: { body: 'Help', public: true },
      ...fields,
    },
    context(actor),
  );

describe('a new ticket', () => {
  test('is new, and open as soon as somebody is assigned', () => {
    expect(open().ticket.status).toBe('new');
    expect(open({ assignee_id: 1001 }).ticket.status).toBe('open');
    expect(open({ group_id: 5 }).ticket.status).toBe('new');
  });

  test('keeps the status it is given', () => {
    for (const status of ['open', 'pending', 'hold'] as const) expect(open({ status }).ticket.status).toBe(status);
  });

  test('cannot be solved or closed without an assignee', () => {
    for (const status of ['solved', 'closed'] as const)
      expect(refusal(() => open({ status }))).toEqual({
        kind: 'invalid',
        code: 'ticket.solved_needs_assignee',
        field: 'assignee_id',
      });
  });

  test('that is solved at once is a resolution and will be closed', () => {
    const commit = open({ status: 'solved', assignee_id: 1001 });
    expect(commit.ticket).toMatchObject({ resolution: 1, solved_at: commit.audit.created_at });
    expect(commit.facts).toEqual(['ticket.created.v1', 'ticket.assigned.v1', 'ticket.solved.v1']);
    expect(commit.closeAt).toBe(commit.audit.created_at + CLOSE_AFTER);
  });

  test('needs something said', () => {
    for (const body of ['', '  \n'])
      expect(refusal(() => open({ comment: { body, public: true } }))?.field).toBe('comment');
  });

  test('carries the beginning of its first comment along', () => {
    const short = open().ticket;
    expect(short).toMatchObject({ description: 'Help', description_more: false });
    const long = open({ comment: { body: 'x'.repeat(5_000), public: true } }).ticket;
    expect(long).toMatchObject({ description: 'x'.repeat(1_024), description_more: true });
  });

  test('with an internal first note is not for its requester’s eyes', () => {
    const { ticket } = open({ comment: { body: 'watch this one', public: false } }, AGENT);
    expect(ticket).toMatchObject({ is_public: false, description_public: false, public_comment_count: 0 });
  });

  test('takes no derived value from whoever opens it', () => {
    const forged = { version: 9, resolution: 4, is_public: false, deleted_at: 1, created_at: 1 } as Partial<Ticket>;
    const { ticket } = open(forged);
    expect(ticket).toMatchObject({ version: 1, resolution: 0, is_public: true, deleted_at: null });
    expect(ticket.created_at).toBe(clock.now());
  });
});

describe('the status of a ticket', () => {
  const inStatus = (status: Status) => aTicket({ status, assignee_id: 1001 });

  test.each(['pending', 'hold', 'solved'] as const)('a customer’s own words reopen a %s ticket', (status) => {
    expect(change(inStatus(status), says('still stuck'), CUSTOMER)?.ticket.status).toBe('open');
  });

  test.each(['new', 'open'] as const)('a customer’s own words leave a %s ticket as it is', (status) => {
    const ticket = aTicket({ status, assignee_id: status === 'new' ? null : 1001 });
    expect(change(ticket, says('more'), CUSTOMER)?.ticket.status).toBe(status);
  });

  test.each(['auto-reply', 'bounce', 'system'] as const)('what a machine sends (%s) reopens nothing', (origin) => {
    const comment = { body: 'I am away', public: true, origin };
    expect(change(inStatus('solved'), { comment }, CUSTOMER)?.ticket.status).toBe('solved');
  });

  test('an agent’s words and internal notes reopen nothing', () => {
    expect(change(inStatus('solved'), says('note', false), AGENT)?.ticket.status).toBe('solved');
    expect(change(inStatus('solved'), says('by the way'), AGENT)?.ticket.status).toBe('solved');
    expect(change(inStatus('pending'), says('note', false), CUSTOMER)?.ticket.status).toBe('pending');
  });

  test('an agent may enter what the customer said', () => {
    const comment = { body: 'called again', public: true, author: { id: 2001, role: 'end-user' as const } };
    expect(change(inStatus('solved'), { comment }, AGENT)?.ticket.status).toBe('open');
  });

  test('a customer who answers and declares it solved has solved it', () => {
    const solved = change(inStatus('pending'), { ...says('works, thanks'), fields: { status: 'solved' } }, CUSTOMER);
    expect(solved?.ticket.status).toBe('solved');
    const again = change(inStatus('solved'), { ...says('thanks'), fields: { status: 'solved' } }, CUSTOMER);
    expect(again?.ticket.status).toBe('solved');
  });

  test('a public answer opens a new ticket that somebody owns, an assignee opens it by itself', () => {
    const owned = aTicket({ status: 'new', assignee_id: 1001 });
    expect(change(owned, says('Looking'), AGENT)?.ticket.status).toBe('open');
    expect(change(owned, says('note', false), AGENT)?.ticket.status).toBe('new');
    expect(change(aTicket(), says('Looking'), AGENT)?.ticket.status).toBe('new');
    expect(change(aTicket(), { fields: { assignee_id: 1001 } })?.ticket.status).toBe('open');
    expect(change(aTicket(), { fields: { group_id: 5 } })?.ticket.status).toBe('new');
  });

  test('what is asked for goes before what would follow by itself', () => {
    const asked = change(aTicket(), { fields: { assignee_id: 1001, status: 'pending' }, ...says('?') });
    expect(asked?.ticket.status).toBe('pending');
  });

  test('never becomes new again', () => {
    for (const status of ['open', 'pending', 'hold', 'solved'] as const)
      expect(refusal(() => change(inStatus(status), { fields: { status: 'new' } }))?.code).toBe(
        'ticket.cannot_be_new_again',
      );
  });

  test('solving needs an assignee, in the same request or before', () => {
    expect(refusal(() => change(aTicket(), { fields: { status: 'solved' } }))).toMatchObject({
      code: 'ticket.solved_needs_assignee',
      field: 'assignee_id',
    });
    expect(change(aTicket(), { fields: { status: 'solved', assignee_id: 1001 } })?.ticket.status).toBe('solved');
    expect(refusal(() => change(inStatus('solved'), { fields: { assignee_id: null } }))?.code).toBe(
      'ticket.solved_needs_assignee',
    );
  });

  test('each solving counts, sets a time to close, and is undone by reopening', () => {
    const solved = change(inStatus('open'), { fields: { status: 'solved' } });
    expect(solved?.ticket).toMatchObject({ resolution: 1, solved_at: solved?.audit.created_at });
    expect(solved?.closeAt).toBe((solved?.audit.created_at ?? 0) + CLOSE_AFTER);
    expect(solved?.facts).toEqual(['ticket.status_changed.v1', 'ticket.solved.v1', 'ticket.moved.v1']);
    const reopened = change(solved?.ticket ?? aTicket(), says('no'), CUSTOMER);
    expect(reopened?.ticket).toMatchObject({ resolution: 1, solved_at: null, status: 'open' });
    expect(reopened?.facts).toContain('ticket.reopened.v1');
    expect(reopened?.closeAt).toBeUndefined();
    const twice = change(reopened?.ticket ?? aTicket(), { fields: { status: 'solved' } });
    expect(twice?.ticket.resolution).toBe(2);
  });

  test('closing a solved ticket is no further resolution', () => {
    const solved = aTicket({ status: 'solved', assignee_id: 1001, resolution: 1, solved_at: 5 });
    const closed = change(solved, { fields: { status: 'closed' } }, SYSTEM);
    expect(closed?.ticket).toMatchObject({ status: 'closed', resolution: 1, solved_at: 5 });
    expect(closed?.facts).toEqual(['ticket.status_changed.v1', 'ticket.closed.v1']);
    expect(closed?.closeAt).toBeUndefined();
  });
});

describe('a closed ticket', () => {
  const closed = aTicket({ status: 'closed', assignee_id: 1001, resolution: 1 });

  test.each<[string, TicketChange]>([
    ['a comment', says('hello?')],
    ['an internal note', says('note', false)],
    ['a status', { fields: { status: 'open' } }],
    ['tags', { fields: { tags: ['late'] } }],
  ])('takes no %s', (_, what) => {
    for (const actor of [AGENT, CUSTOMER, SYSTEM])
      expect(refusal(() => change(closed, what, actor))).toMatchObject({
        kind: 'invalid',
        code: 'ticket.closed_is_final',
      });
  });

  test('can still be rated, deleted, and have a comment hidden', () => {
    const rating = { id: 1, score: 'good' as const, comment: null };
    expect(change(closed, { satisfaction: rating })?.ticket.satisfaction).toEqual(rating);
    expect(change(closed, { delete: true })?.facts).toEqual(['ticket.deleted.v1']);
  });
});

describe('a change', () => {
  test('that changes nothing is no commit', () => {
    const ticket = aTicket({ tags: ['a'], priority: 'high' });
    expect(change(ticket, {})).toBeUndefined();
    expect(change(ticket, { fields: { priority: 'high', tags: ['a'] } })).toBeUndefined();
    expect(change(ticket, { fields: { priority: undefined } as never })).toBeUndefined();
  });

  test('that states a fact is one, even if no value changes', () => {
    expect(change(aTicket(), { facts: ['ticket.escalated.v1'] })?.facts).toEqual(['ticket.escalated.v1']);
  });

  test('of a stale copy is refused when the caller asks to be safe', () => {
    const ticket = aTicket();
    const stale = { fields: { priority: 'high' as const }, seen: ticket.updated_at - 1_000 };
    expect(refusal(() => change(ticket, stale))).toMatchObject({ kind: 'conflict', code: 'ticket.update_conflict' });
    expect(change(ticket, { ...stale, seen: ticket.updated_at })).toBeDefined();
  });

  test('moves the ticket to another second each time, so that a stamp tells every two states apart', () => {
    let ticket = aTicket();
    for (let index = 0; index < 5; index++) {
      const now = ticket.updated_at;
      const next = changeTicket(ticket, says('quick'), { ...context(AGENT), now });
      expect(Math.floor((next?.ticket.updated_at ?? 0) / 1_000)).toBeGreaterThan(Math.floor(ticket.updated_at / 1_000));
      ticket = next?.ticket ?? ticket;
    }
  });

  test('names what it moved: lists, owners, priority', () => {
    const ticket = aTicket({ status: 'open', assignee_id: 1001, group_id: 5 });
    expect(change(ticket, { fields: { priority: 'urgent' } })?.facts).toEqual(['ticket.priority_changed.v1']);
    expect(change(ticket, { fields: { group_id: 6 } })?.facts).toEqual(['ticket.assigned.v1', 'ticket.moved.v1']);
    expect(change(ticket, { fields: { assignee_id: null, group_id: null } })?.facts).toEqual(['ticket.moved.v1']);
    expect(change(ticket, { fields: { tags: ['x'] } })?.facts).toEqual(['ticket.fields_changed.v1']);
    expect(change(ticket, { fields: { subject: 'x' } })?.facts).toEqual([]);
  });
});

describe('what is known of the requester', () => {
  test('adds up and never falls while the requester stays', () => {
    const signedIn = aTicket({ requester_assurance: 'signed_in' });
    expect(change(signedIn, { requester_assurance: 'unverified', ...says('x') })?.ticket.requester_assurance).toBe(
      'signed_in',
    );
    const proven = change(aTicket(), { requester_assurance: 'verified_mail' });
    expect(proven?.ticket.requester_assurance).toBe('verified_mail');
    expect(proven?.audit.events).toMatchObject([{ type: 'Change', field_name: 'requester_assurance' }]);
  });

  test('says nothing about another requester', () => {
    const signedIn = aTicket({ requester_assurance: 'signed_in' });
    expect(change(signedIn, { fields: { requester_id: 2002 } })?.ticket.requester_assurance).toBe('unverified');
  });
});

describe('hiding a comment', () => {
  test('makes it internal, takes it off the count and, if it is the first one, hides the description', () => {
    const opened = open();
    const first = opened.comment;
    if (!first) throw new Error('no comment');
    const hidden = change(opened.ticket, { hide: first });
    expect(hidden?.comment).toEqual({ ...first, public: false });
    expect(hidden?.ticket).toMatchObject({ comment_count: 1, public_comment_count: 0, description_public: false });
    // Their request does not vanish from their list.
    expect(hidden?.ticket.is_public).toBe(true);
    expect(hidden?.audit.events).toMatchObject([{ type: 'CommentPrivacyChange', comment_id: first.id, public: false }]);
    expect(hidden?.facts).toEqual([]);
  });

  test('that is internal already changes nothing', () => {
    const opened = open({ comment: { body: 'note', public: false } }, AGENT);
    expect(change(opened.ticket, opened.comment ? { hide: opened.comment } : {})).toBeUndefined();
  });
});
