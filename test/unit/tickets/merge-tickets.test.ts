import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { changeTicket, type TicketChange } from '../../../shared/tickets/change-ticket.ts';
import { mergeRefusal, mergeRows, sourceChange, targetChange } from '../../../shared/tickets/merge-tickets.ts';
import { MAX_RECIPIENTS, Ticket, via } from '../../../shared/tickets/ticket.ts';
import { aTicket } from '../../support/a-ticket.ts';
import { AGENT } from '../../support/a-ticket-life.ts';
import { aClock } from '../../support/clock.ts';

const SILENT = { text: null, public: false };
const OURS = 'our words';
const target = aTicket({ id: 20 });
const source = aTicket({ id: 12, tags: ['vip'] });

function change(before: Ticket, what: TicketChange) {
  const { now, newId } = aClock();
  return changeTicket(before, what, { now: now() + 60_000, newId, actor: AGENT, via: via('api'), closeAfter: 1_000 });
}
const says = (body: string): TicketChange => ({ comment: { body, public: true } });

describe('the ticket that is merged', () => {
  test('is closed for good, though nobody has it, and says where it goes on', () => {
    const commit = change(source, sourceChange(source, 20, SILENT, OURS));
    expect(commit?.ticket).toMatchObject({
      status: 'closed',
      merged_into_id: 20,
      tags: ['vip', 'closed_by_merge'],
      assignee_id: null,
      solved_at: commit?.audit.created_at,
    });
    expect(commit?.comment).toMatchObject({ body: OURS, public: false, origin: 'system' });
    expect(commit?.audit.events).toContainEqual(
      expect.objectContaining({ type: 'Change', field_name: 'merged_into_id', value: 20, previous_value: null }),
    );
  });

  test('was not solved: nobody is asked how it went, and nothing is counted or closed later', () => {
    const commit = change(source, sourceChange(source, 20, SILENT, OURS));
    expect(commit?.ticket.resolution).toBe(0);
    expect(commit?.closeAt).toBeUndefined();
    expect(commit?.facts).toEqual([
      'ticket.commented.v1',
      'ticket.status_changed.v1',
      'ticket.closed.v1',
      'ticket.moved.v1',
      'ticket.fields_changed.v1',
    ]);
  });

  test('may have been solved before, and keeps that', () => {
    const solved = change(aTicket({ id: 12, assignee_id: 1001 }), { fields: { status: 'solved' } });
    if (!solved) throw new Error('nothing was solved');
    const commit = change(solved.ticket, sourceChange(solved.ticket, 20, SILENT, OURS));
    expect(commit?.ticket).toMatchObject({ status: 'closed', resolution: 1, solved_at: solved.ticket.solved_at });
    expect(commit?.facts).not.toContain('ticket.moved.v1');
  });

  test('can be rated or have a comment hidden afterwards, but never merged again or changed', () => {
    const merged = change(source, sourceChange(source, 20, SILENT, OURS))?.ticket;
    if (!merged) throw new Error('nothing was merged');
    expect(change(merged, { satisfaction: { id: 1, score: 'good', comment: null } })?.ticket.status).toBe('closed');
    for (const again of [{ merged_into_id: 21 }, says('more'), { fields: { status: 'open' } as const }])
      expect(() => change(merged, again)).toThrow(/closed_is_final/);
  });
});

describe('what cannot be merged', () => {
  test.each([
    ['a ticket into itself', 20, target, target, 'ticket.merge_into_itself'],
    ['one that is not there', 12, undefined, target, 'ticket.merge_unknown'],
    ['a closed one', 12, aTicket({ id: 12, status: 'closed' }), target, 'ticket.merge_source_closed'],
    ['a merged one', 12, aTicket({ id: 12, status: 'closed', merged_into_id: 9 }), target, 'ticket.merge_again'],
    ['any into a closed one', 12, source, aTicket({ id: 20, status: 'closed' }), 'ticket.merge_target_closed'],
  ] as const)('%s', (_what, id, from, into, code) => {
    expect(mergeRefusal(id, from, into)).toMatchObject({ code });
  });

  test.each(['new', 'open', 'pending', 'hold', 'solved'] as const)('a ticket that is %s can be', (status) => {
    expect(mergeRefusal(12, aTicket({ id: 12, status }), aTicket({ id: 20, status }))).toBeUndefined();
  });
});

describe('the ticket in which others go on', () => {
  const theirs = aTicket({ id: 13, requester_id: 7, email_cc_ids: [8] });
  const spoken = (text: string | null, isPublic: boolean) =>
    targetChange(target, [source, theirs], { text, public: isPublic }, OURS);

  test('is told which they are, in our words below those that do not name them all', () => {
    expect(spoken(null, false).comment).toMatchObject({ body: OURS, public: false, origin: 'system' });
    expect(spoken('Same matter as #12 and #13.', false).comment).toMatchObject({
      body: 'Same matter as #12 and #13.',
      origin: 'person',
    });
    expect(spoken('Same matter as #12 and #130.', false).comment?.body).toBe(`Same matter as #12 and #130.\n\n${OURS}`);
  });

  test('gets their people as copied people only when its own are told openly', () => {
    expect(spoken('internal', false).fields).toBeUndefined();
    expect(spoken('We answer you together.', true).fields).toEqual({ email_cc_ids: [7, 8] });
  });

  test('gets nobody twice, nobody of an internal ticket, and not more than it can carry', () => {
    const said = { text: 'x', public: true };
    expect(targetChange(target, [source], said, OURS).fields).toBeUndefined();
    expect(targetChange(target, [{ ...theirs, is_public: false }], said, OURS).fields).toBeUndefined();
    const many = aTicket({ id: 14, requester_id: 100, email_cc_ids: Array.from({ length: 20 }, (_, at) => 101 + at) });
    expect(targetChange(target, [many], said, OURS).fields?.email_cc_ids).toHaveLength(MAX_RECIPIENTS);
  });

  test('is not answered by what we say ourselves, and is by an agent who says it openly', () => {
    const by = (isPublic: boolean) => {
      const fresh = aTicket({ id: 20, assignee_id: 1001 });
      return change(fresh, targetChange(fresh, [source], { text: null, public: isPublic }, OURS))?.comment?.origin;
    };
    expect([by(false), by(true)]).toEqual(['system', 'person']);
  });
});

describe('a request to merge', () => {
  test('is a row for each ticket, once, and the first speaks for all', () => {
    const rows = mergeRows(20, { ids: [12, 13, 12], target_comment: 'to all', source_comment_is_public: true });
    const on_source = { text: null, public: true };
    expect(rows).toEqual([
      { id: 12, into: 20, on_source, on_target: { ids: [12, 13], said: { text: 'to all', public: false } } },
      { id: 13, into: 20, on_source },
    ]);
  });
});

test('a ticket that was kept before there were merges is not merged', () => {
  const { merged_into_id: _leftOut, ...older } = aTicket();
  expect(z.parse(Ticket, older).merged_into_id).toBeNull();
});
