import { describe, expect, test } from 'vitest';
import { decideNotices } from '../../../shared/notifications/decide.ts';
import { type GroupPeople, type Happening, peopleNeeded } from '../../../shared/notifications/happening.ts';
import { isFor } from '../../../shared/notifications/reach.ts';
import { newUser } from '../../../shared/people/user.ts';
import type { TicketChange, TicketCommit } from '../../../shared/tickets/change-ticket.ts';
import { AGENT, aTicketLife, CUSTOMER, SYSTEM } from '../../support/a-ticket-life.ts';
import { aClock } from '../../support/clock.ts';

const NOBODY: GroupPeople = { members: [], supervisors: [], admins: [] };
const CUSTOMER_ID = 2001;
const AGENT_ID = 1001;
const UNOWNED = { assignee_id: null, group_id: null };

function happening(commit: TicketCommit, ticket = commit.ticket): Happening {
  const { audit, comment, facts } = commit;
  return { id: String(audit.id), names: facts, ticket, audit, comment, survey: undefined };
}

function told(happened: Happening, people: Partial<GroupPeople> = {}) {
  return decideNotices(happened, { ...NOBODY, ...people }).map(
    ({ template, recipientId }) => `${template} ${recipientId}`,
  );
}

async function created(fields: Parameters<typeof aTicketLife>[1], comment?: Parameters<typeof aTicketLife>[3]) {
  const { commits } = await aTicketLife(aClock(), { ...UNOWNED, ...fields }, undefined, comment);
  return happening(commits[0] as TicketCommit);
}

async function changed(change: TicketChange, actor = AGENT, fields: Parameters<typeof aTicketLife>[1] = {}) {
  const life = await aTicketLife(aClock(), fields);
  return happening((await life.change(change, actor)) as TicketCommit);
}

const agent = { id: AGENT_ID, role: 'agent' } as const;

describe('a new ticket', () => {
  test('is acknowledged to its requester', async () => {
    expect(told(await created({}))).toEqual([`acknowledgement ${CUSTOMER_ID}`]);
  });

  test('that an agent opens with public words brings them to the requester and those in copy', async () => {
    const opened = await created({ email_cc_ids: [5] }, { body: 'Hello', public: true, author: agent });
    expect(told(opened)).toEqual([`answer ${CUSTOMER_ID}`, 'answer 5']);
  });

  test('that an agent opens with a note, or a machine caused, is acknowledged to nobody', async () => {
    expect(told(await created({}, { body: 'note', public: false, author: agent }))).toEqual([]);
    expect(told(await created({}, { body: 'ooo', public: true, origin: 'auto-reply' }))).toEqual([]);
  });

  test('of an agent’s own is acknowledged like any other', async () => {
    const own = await created({ requester_id: AGENT_ID }, { body: 'my laptop', public: true, author: agent });
    expect(told(own)).toEqual([`acknowledgement ${AGENT_ID}`]);
  });

  test('for somebody, or a group, is told to them as well', async () => {
    expect(told(await created({ assignee_id: 7 }))).toEqual([`acknowledgement ${CUSTOMER_ID}`, 'assigned 7']);
    const inGroup = await created({ group_id: 500 });
    expect(peopleNeeded(inGroup)).toEqual({
      members: true,
      routing: true,
      supervisors: false,
      admins: false,
      groups: [],
    });
    expect(told(inGroup, { members: [7, 8] })).toEqual([`acknowledgement ${CUSTOMER_ID}`, 'assigned 7', 'assigned 8']);
  });
});

describe('a comment', () => {
  test('of an agent in public goes to the requester and those in copy, not to its author', async () => {
    const fields = { email_cc_ids: [5, AGENT_ID] };
    expect(told(await changed({ comment: { body: 'Hi', public: true } }, AGENT, fields))).toEqual([
      `answer ${CUSTOMER_ID}`,
      'answer 5',
    ]);
  });

  test('that is internal goes to nobody', async () => {
    expect(told(await changed({ comment: { body: 'fraud?', public: false } }))).toEqual([]);
  });

  test('of the customer goes to the assignee, if there is one', async () => {
    const words = { comment: { body: 'Any news?', public: true } };
    expect(told(await changed(words, CUSTOMER))).toEqual([`customer-commented ${AGENT_ID}`]);
    expect(told(await changed(words, CUSTOMER, UNOWNED))).toEqual([]);
  });

  test('of a machine goes to nobody, whoever it is for', async () => {
    for (const origin of ['auto-reply', 'bounce', 'system'] as const) {
      expect(told(await changed({ comment: { body: 'x', public: true, origin } }, CUSTOMER))).toEqual([]);
      expect(told(await changed({ comment: { body: 'x', public: true, origin } }, AGENT))).toEqual([]);
    }
  });

  test('that an agent enters for the customer is the customer’s', async () => {
    const author = { id: CUSTOMER_ID, role: 'end-user' } as const;
    const entered = await changed({ comment: { body: 'by phone', public: true, author } }, AGENT, { assignee_id: 7 });
    expect(told(entered)).toEqual(['customer-commented 7']);
  });
});

describe('those who follow a ticket', () => {
  const followedBy = { follower_ids: [6, AGENT_ID] };
  const note: TicketChange = { comment: { body: 'fraud?', public: false } };

  test('hear what people say, internal notes too, but not what they say themselves or a machine writes', async () => {
    expect(told(await changed(note, AGENT, followedBy))).toEqual(['followed 6']);
    const answer = { comment: { body: 'Hi', public: true } };
    expect(told(await changed(answer, AGENT, followedBy))).toEqual([`answer ${CUSTOMER_ID}`, 'followed 6']);
    const system: TicketChange = { comment: { body: 'late', public: false, origin: 'system' } };
    expect(told(await changed(system, SYSTEM, followedBy))).toEqual([]);
    expect(told(await created(followedBy))).toContain('followed 6');
  });

  test('hear it once, though they are the assignee or in copy too', async () => {
    const words = { comment: { body: 'Any news?', public: true } };
    expect(told(await changed(words, CUSTOMER, followedBy))).toEqual([`customer-commented ${AGENT_ID}`, 'followed 6']);
    const inCopy = { ...followedBy, email_cc_ids: [6] };
    const answer = { comment: { body: 'Hi', public: true } };
    expect(told(await changed(answer, AGENT, inCopy))).toEqual([`answer ${CUSTOMER_ID}`, 'answer 6']);
  });

  test('include staff in copy where a customer writes; who is no staff gets none of it', async () => {
    const inCopy = { email_cc_ids: [5, CUSTOMER_ID] };
    const happened = await changed({ comment: { body: 'Any news?', public: true } }, CUSTOMER, inCopy);
    expect(told(happened)).toEqual([`customer-commented ${AGENT_ID}`, 'followed 5']);
    const [, notice] = decideNotices(happened, NOBODY);
    if (!notice) throw new Error('There is no notice');
    const person = newUser(5, { name: 'Bob' }, 0);
    expect([isFor(notice, person), isFor(notice, { ...person, role: 'agent' })]).toEqual([false, true]);
  });

  test('do not include whoever asked, though they are staff: on their own ticket they are a customer', async () => {
    const own = { requester_id: 6, follower_ids: [6] };
    expect(told(await changed(note, AGENT, own))).toEqual([]);
  });
});

describe('an assignment', () => {
  test('is told to the new assignee, not to who made it', async () => {
    expect(told(await changed({ fields: { assignee_id: 7 } }))).toEqual(['assigned 7']);
    expect(told(await changed({ fields: { assignee_id: AGENT_ID } }, AGENT, { assignee_id: 7 }))).toEqual([]);
  });

  test('that was changed again meanwhile is told to nobody who lost it', async () => {
    const life = await aTicketLife(aClock());
    const first = (await life.change({ fields: { assignee_id: 7 } })) as TicketCommit;
    await life.change({ fields: { assignee_id: 8 } });
    expect(told(happening(first, life.ticket))).toEqual(['assigned 8']);
  });

  test('of another group is not told to an assignee who kept the ticket', async () => {
    expect(told(await changed({ fields: { group_id: 501 } }))).toEqual([]);
  });

  test('of a ticket that is done meanwhile is told to nobody', async () => {
    const solved = await changed({ fields: { assignee_id: 7, status: 'solved' } });
    expect(told(solved)).toEqual([]);
  });
});

describe('a ticket of a group whose work is given out', () => {
  const routed = { members: [7, AGENT_ID], isRouted: true };
  const inGroup = () => changed({ fields: { group_id: 500 } }, AGENT, UNOWNED);
  const left = (happened: Happening, group = 500): Happening => ({
    ...happened,
    names: ['ticket.left_waiting.v1'],
    leftWaitingIn: group,
  });

  test('is not announced to the group, but to who gets it', async () => {
    expect(told(await inGroup(), routed)).toEqual([]);
    expect(told(await changed({ fields: { assignee_id: 7 } }, SYSTEM, UNOWNED), routed)).toEqual(['assigned 7']);
  });

  test('is announced to all of it once nobody could take it, except to whose doing that is', async () => {
    const waiting = left(await inGroup());
    expect(peopleNeeded(waiting)).toMatchObject({ members: true, routing: false });
    expect(told(waiting, routed)).toEqual(['assigned 7']);
    expect(told({ ...waiting, audit: undefined }, routed)).toEqual(['assigned 7', `assigned ${AGENT_ID}`]);
  });

  test('is announced to nobody any more when somebody has it, it is elsewhere, or there is nothing to do', async () => {
    const waiting = left(await inGroup());
    const now = (fields: Partial<Happening['ticket']>) => ({ ...waiting, ticket: { ...waiting.ticket, ...fields } });
    expect(told(now({ assignee_id: 7 }), routed)).toEqual([]);
    expect(told(now({ group_id: 501 }), routed)).toEqual([]);
    expect(told(now({ status: 'pending' }), routed)).toEqual([]);
  });

  test('is announced when it comes and waits for its customer, for then nobody is given it', async () => {
    const pending = await changed({ fields: { group_id: 500, status: 'pending' } }, SYSTEM, UNOWNED);
    expect(told(pending, routed)).toEqual(['assigned 7', `assigned ${AGENT_ID}`]);
  });
});

describe('an escalation', () => {
  const breach = (step: number): TicketChange => ({
    comment: { body: 'late', public: false, origin: 'system' },
    events: [{ type: 'SlaBreach', metric: 'first_reply_time', step, due_at: 1 }],
    facts: ['ticket.escalated.v1'],
  });

  test('is told to supervisors first, from the second step on to administrators too', async () => {
    const first = await changed(breach(1), SYSTEM);
    expect(peopleNeeded(first)).toEqual({
      members: false,
      routing: false,
      supervisors: true,
      admins: false,
      groups: [],
    });
    expect(told(first, { supervisors: [3] })).toEqual(['escalated 3']);
    const second = await changed(breach(2), SYSTEM);
    expect(peopleNeeded(second)).toMatchObject({ supervisors: true, admins: true });
    expect(told(second, { supervisors: [3], admins: [3, 4] })).toEqual(['escalated 3', 'escalated 4']);
  });

  test('is told to those whom its step names, once each', async () => {
    const notify = ['assignee', 'group', 'admins', 'group:77'];
    const events = [{ type: 'SlaBreach', metric: 'first_reply_time', step: 1, due_at: 1, at: '0s', notify }] as const;
    const happening = await changed({ ...breach(1), events }, SYSTEM, { assignee_id: 5 });
    expect(peopleNeeded(happening)).toEqual({
      members: true,
      routing: false,
      supervisors: false,
      admins: true,
      groups: [77],
    });
    const people = { members: [5, 6], supervisors: [], admins: [8], named: [6, 9] };
    expect(told(happening, people).sort()).toEqual(['escalated 5', 'escalated 6', 'escalated 8', 'escalated 9']);
  });

  test('that hands the ticket on is told to who had it, not to who has it by the time that they are told', async () => {
    const notify = ['assignee'];
    const events = [{ type: 'SlaBreach', metric: 'first_reply_time', step: 1, due_at: 1, at: '0s', notify }] as const;
    const handed = { ...breach(1), events, fields: { group_id: 77, assignee_id: null } };
    const happening = await changed(handed, SYSTEM, { assignee_id: 5 });
    expect(happening.ticket.assignee_id).toBeNull();
    expect(told(happening, {})).toContain('escalated 5');
    const taken = { ...happening, ticket: { ...happening.ticket, assignee_id: 6 } };
    expect(told(taken, {})).toContain('escalated 5');
    expect(told(taken, {})).not.toContain('escalated 6');
    const nobodys = await changed({ ...handed, fields: { group_id: 77 } }, SYSTEM, { assignee_id: null });
    expect(told(nobodys, {})).toEqual([]);
  });

  test('that tells the assignee of a ticket nobody has is told to supervisors of its group, without one to administrators', async () => {
    const notify = ['assignee'];
    const events = [{ type: 'SlaBreach', metric: 'first_reply_time', step: 1, due_at: 1, at: '0s', notify }] as const;
    const grouped = await changed({ ...breach(1), events, fields: { group_id: 77 } }, SYSTEM, { assignee_id: null });
    expect(peopleNeeded(grouped)).toMatchObject({ supervisors: true, admins: false });
    const nowhere = await changed({ ...breach(1), events }, SYSTEM, { group_id: null, assignee_id: null });
    expect(peopleNeeded(nowhere)).toMatchObject({ supervisors: false, admins: true });
    const theirs = await changed({ ...breach(1), events }, SYSTEM, { group_id: 77, assignee_id: 5 });
    expect(peopleNeeded(theirs)).toMatchObject({ supervisors: false, admins: false });
  });

  test('that only warns says so', async () => {
    const warning = { type: 'SlaWarning', metric: 'first_reply_time', step: 1, due_at: 1, at: '80%' } as const;
    const happening = await changed({ ...breach(1), events: [{ ...warning, notify: ['assignee'] }] }, SYSTEM);
    const [notice] = decideNotices(happening, { members: [], supervisors: [], admins: [] });
    expect(notice?.params).toMatchObject({ soon: 1, metric: 'first_reply_time' });
  });

  test('of a ticket without a group is told to administrators at once', async () => {
    expect(peopleNeeded(await changed(breach(1), SYSTEM, UNOWNED))).toMatchObject({ supervisors: false, admins: true });
  });
});
