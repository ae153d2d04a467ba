import { describe, expect, test } from 'vitest';
import { type Candidate, type KnownSender, placeMail } from '../../../shared/mail/place-mail.ts';
import type { Verdict } from '../../../shared/mail/verdict.ts';

const NORMAL: Verdict = { kind: 'normal', reason: 'nothing-unusual' };
const AUTO: Verdict = { kind: 'auto-reply', reason: 'auto-submitted' };
const BOUNCE: Verdict = { kind: 'bounce', reason: 'delivery-status-report' };
const LIST: Verdict = { kind: 'list', reason: 'list-id' };

const REQUESTER: KnownSender = { id: 1, isStaff: false, suspended: false };
const COPIED: KnownSender = { ...REQUESTER, id: 2 };
const STRANGER: KnownSender = { ...REQUESTER, id: 3 };
const AGENT: KnownSender = { id: 9, isStaff: true, suspended: false };

const ticket = (status: Candidate['ticket']['status'] = 'open') => ({
  id: 12,
  status,
  requester_id: 1,
  email_cc_ids: [2],
  is_public: true,
});
const SIGNED: Candidate = { rule: 'reply-address', signed: true, toNotice: false, ticket: ticket() };
const NUMBER: Candidate = { rule: 'subject-number', signed: false, toNotice: false, ticket: ticket() };
const CLOSED: Candidate = { ...SIGNED, ticket: ticket('closed') };

describe('where a mail goes', () => {
  test('a first mail opens a ticket, whoever writes', () => {
    for (const sender of [undefined, REQUESTER, STRANGER]) {
      expect(placeMail(NORMAL, [], sender, 'unproven')).toMatchObject({ do: 'open', followUpOf: null });
    }
  });

  test('an answer of the requester or somebody in copy joins', () => {
    for (const sender of [REQUESTER, COPIED]) {
      expect(placeMail(NORMAL, [SIGNED], sender, 'pass')).toEqual({
        do: 'comment',
        ticketId: 12,
        public: true,
        rule: 'reply-address',
      });
      expect(placeMail(NORMAL, [SIGNED], sender, 'aligned')).toMatchObject({ do: 'comment', ticketId: 12 });
      expect(placeMail(NORMAL, [NUMBER], sender, 'pass')).toMatchObject({ do: 'comment', ticketId: 12 });
    }
  });

  test('a stranger who has the signed address or knows the number opens a ticket of their own', () => {
    for (const candidate of [SIGNED, NUMBER]) {
      expect(placeMail(NORMAL, [candidate], STRANGER, 'pass')).toMatchObject({ do: 'open', followUpOf: null });
      expect(placeMail(NORMAL, [candidate], undefined, 'pass')).toMatchObject({ do: 'open', followUpOf: null });
    }
  });

  test('a forged sender does not join, even with the signed address', () => {
    expect(placeMail(NORMAL, [SIGNED], REQUESTER, 'fail')).toMatchObject({ do: 'open', followUpOf: null });
  });

  test('a signed sign speaks for nobody who was never on its ticket, wherever that goes on', () => {
    const into = { ...ticket(), id: 20, requester_id: STRANGER.id, email_cc_ids: [] };
    const merged: Candidate = { ...CLOSED, into };
    expect(placeMail(NORMAL, [merged], STRANGER, 'pass')).toMatchObject({ do: 'comment', ticketId: 20 });
    expect(placeMail(NORMAL, [merged], STRANGER, 'aligned')).toMatchObject({ do: 'open', followUpOf: null });
    const own: Candidate = { ...merged, into: { ...into, email_cc_ids: [REQUESTER.id] } };
    expect(placeMail(NORMAL, [own], REQUESTER, 'aligned')).toMatchObject({ do: 'comment', ticketId: 20 });
  });

  test('a sender for whom nothing speaks does not join, even with the signed address', () => {
    expect(placeMail(NORMAL, [SIGNED], REQUESTER, 'unproven')).toMatchObject({ do: 'open', followUpOf: null });
    expect(placeMail(NORMAL, [NUMBER], REQUESTER, 'unproven')).toMatchObject({ do: 'open', followUpOf: null });
  });

  test.each(['subject-number', 'stored-reference'] as const)(
    'a sender whom no check proves does not join by a sign that anyone can make (%s)',
    (rule) => {
      const unsigned = { ...NUMBER, rule };
      expect(placeMail(NORMAL, [unsigned], REQUESTER, 'aligned')).toEqual({
        do: 'open',
        followUpOf: null,
        rule: `not-joined:${rule}`,
      });
      const closed = { ...unsigned, ticket: ticket('closed') };
      expect(placeMail(NORMAL, [closed], COPIED, 'aligned')).toMatchObject({ do: 'open', followUpOf: null });
      expect(placeMail(AUTO, [unsigned], REQUESTER, 'aligned')).toMatchObject({ do: 'suspend' });
    },
  );

  test('what an agent answers to a notice for staff, on a ticket no customer sees, or by its number only, is a note', () => {
    const notice = { ...SIGNED, toNotice: true };
    const hidden = { ...SIGNED, ticket: { ...ticket(), is_public: false } };
    for (const candidate of [notice, hidden, NUMBER]) {
      expect(placeMail(NORMAL, [candidate], AGENT, 'pass')).toMatchObject({ do: 'comment', public: false });
    }
    expect(placeMail(NORMAL, [notice], REQUESTER, 'pass')).toMatchObject({ do: 'comment', public: true });
  });

  test('an agent answers the customer from their own proven address', () => {
    expect(placeMail(NORMAL, [SIGNED], AGENT, 'pass')).toMatchObject({ do: 'comment', public: true });
  });

  test.each(['aligned', 'unproven', 'fail'] as const)(
    'who claims to be an agent without proof (%s) is set aside',
    (how) => {
      expect(placeMail(NORMAL, [SIGNED], AGENT, how)).toMatchObject({ do: 'suspend', cause: 'unauthenticated_update' });
      expect(placeMail(NORMAL, [], AGENT, how)).toMatchObject({ do: 'suspend', cause: 'failed_authentication' });
    },
  );

  test('an answer to a closed ticket opens a follow-up, of those who were on it', () => {
    expect(placeMail(NORMAL, [CLOSED], REQUESTER, 'pass')).toMatchObject({ do: 'open', followUpOf: 12 });
    expect(placeMail(NORMAL, [CLOSED], STRANGER, 'pass')).toMatchObject({ do: 'open', followUpOf: null });
  });

  test('the strongest sign that lets the sender in decides', () => {
    const foreign = { ...SIGNED, ticket: { ...ticket(), id: 99, requester_id: 5, email_cc_ids: [] } };
    expect(placeMail(NORMAL, [foreign, NUMBER], REQUESTER, 'pass')).toMatchObject({ do: 'comment', ticketId: 12 });
  });

  test('an automatic answer is kept on its ticket, out of sight, and opens none', () => {
    expect(placeMail(AUTO, [SIGNED], REQUESTER, 'pass')).toMatchObject({ do: 'comment', public: false });
    expect(placeMail(AUTO, [], REQUESTER, 'pass')).toMatchObject({ do: 'suspend', cause: 'automatic_mail' });
    expect(placeMail(AUTO, [CLOSED], REQUESTER, 'pass')).toMatchObject({ do: 'suspend', cause: 'automatic_mail' });
    expect(placeMail(AUTO, [SIGNED], STRANGER, 'pass')).toMatchObject({ do: 'suspend', cause: 'automatic_mail' });
  });

  test('a bounce is kept on the ticket that our own signature in it names, and nowhere else', () => {
    expect(placeMail(BOUNCE, [SIGNED], undefined, 'unproven')).toMatchObject({ do: 'comment', public: false });
    expect(placeMail(BOUNCE, [NUMBER], undefined, 'pass')).toMatchObject({ do: 'suspend', cause: 'delivery_failure' });
  });

  test('a mail through a list opens a ticket like any other', () => {
    expect(placeMail(LIST, [], STRANGER, 'pass')).toMatchObject({ do: 'open' });
  });

  test('a suspended person’s mail is set aside', () => {
    expect(placeMail(NORMAL, [SIGNED], { ...REQUESTER, suspended: true }, 'pass')).toMatchObject({
      do: 'suspend',
      cause: 'blocked_sender',
      ticketId: 12,
    });
  });
});
