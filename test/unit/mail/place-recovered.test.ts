import { describe, expect, test } from 'vitest';
import type { Authentication } from '../../../shared/mail/authentication.ts';
import type { Candidate, KnownSender } from '../../../shared/mail/place-mail.ts';
import { placeRecovered } from '../../../shared/mail/place-recovered.ts';
import type { MailKind } from '../../../shared/mail/verdict.ts';

const CUSTOMER: KnownSender = { id: 1, isStaff: false, suspended: false };
const COPIED: KnownSender = { id: 2, isStaff: false, suspended: true };
const STRANGER: KnownSender = { id: 3, isStaff: false, suspended: false };
const AGENT: KnownSender = { id: 4, isStaff: true, suspended: false };

const ticket = { id: 7, status: 'open', requester_id: 1, email_cc_ids: [2], is_public: true } as const;
const signed: Candidate = { rule: 'reply-address', signed: true, toNotice: false, ticket };
const typed: Candidate = { rule: 'subject-number', signed: false, toNotice: false, ticket };
const closed: Candidate = { ...signed, ticket: { ...ticket, status: 'closed' } };
const internal: Candidate = { ...signed, ticket: { ...ticket, is_public: false } };
const merged: Candidate = { ...closed, into: { ...ticket, id: 8 } };

type Row = [
  what: string,
  kind: MailKind,
  about: Candidate | undefined,
  sender: KnownSender | undefined,
  authentication: Authentication,
  becomes: string,
];

describe('a recovered mail', () => {
  test.each<Row>([
    ['about nothing', 'normal', undefined, CUSTOMER, 'pass', 'opens'],
    ['of nobody we know', 'normal', undefined, undefined, 'fail', 'opens'],
    ['of a proven customer', 'normal', signed, CUSTOMER, 'pass', 'speaks on 7'],
    ['of a proven customer by a number', 'normal', typed, CUSTOMER, 'pass', 'speaks on 7'],
    ['of a proven customer on a closed ticket', 'normal', closed, CUSTOMER, 'pass', 'follows up 7'],
    ['of an unproven customer', 'normal', signed, CUSTOMER, 'fail', 'speaks on 7 by judgement'],
    ['of an unproven customer through a list', 'list', typed, CUSTOMER, 'unproven', 'speaks on 7 by judgement'],
    ['of an unproven customer in copy who was suspended', 'normal', typed, COPIED, 'fail', 'speaks on 7 by judgement'],
    ['of an unproven customer on a closed ticket', 'normal', closed, CUSTOMER, 'fail', 'opens'],
    ['of an unproven customer on a merged ticket', 'normal', merged, CUSTOMER, 'fail', 'speaks on 8 by judgement'],
    ['of a customer about whom a ticket is internal', 'normal', internal, CUSTOMER, 'fail', 'opens'],
    ['of a stranger', 'normal', signed, STRANGER, 'pass', 'opens'],
    ['of an unproven stranger', 'normal', typed, STRANGER, 'fail', 'opens'],
    ['of nobody we know, about a ticket', 'normal', signed, undefined, 'fail', 'opens'],
    ['of a proven agent', 'normal', signed, AGENT, 'pass', 'speaks on 7'],
    ['of an unproven agent', 'normal', signed, AGENT, 'fail', 'notes on 7 by judgement'],
    ['of an unproven agent about nothing', 'normal', undefined, AGENT, 'fail', 'opens'],
    ['of a machine that answers for a customer', 'auto-reply', signed, CUSTOMER, 'pass', 'notes on 7'],
    ['of a machine that is not on the ticket', 'auto-reply', signed, undefined, 'pass', 'notes on 7 by judgement'],
    ['of a machine about nothing', 'auto-reply', undefined, CUSTOMER, 'pass', 'opens'],
    ['that came back, by a number', 'bounce', typed, undefined, 'fail', 'notes on 7 by judgement'],
    ['that came back, about a closed ticket', 'bounce', closed, undefined, 'fail', 'opens'],
    ['of our own', 'own', signed, undefined, 'fail', 'notes on 7 by judgement'],
  ])('%s (%s)', (_, kind, about, sender, authentication, becomes) => {
    const candidates = about ? [about] : [];
    const { placement, byJudgement } = placeRecovered(kind, candidates, sender, authentication, false);
    const words =
      placement.do === 'open'
        ? placement.followUpOf === null
          ? 'opens'
          : `follows up ${placement.followUpOf}`
        : `${placement.public ? 'speaks' : 'notes'} on ${placement.ticketId}`;
    expect(byJudgement ? `${words} by judgement` : words).toBe(becomes);
  });

  test('that a proven agent forwards is a ticket of its own', () => {
    const { placement } = placeRecovered('normal', [typed], AGENT, 'pass', true);
    expect(placement).toMatchObject({ do: 'open', followUpOf: null });
  });
});
