import { beforeAll, describe, expect, test } from 'vitest';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { anAgent, aUser } from '../support/a-user.ts';
import { anOrganization, anOrganizationMember } from '../support/an-organization.ts';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
beforeAll(async () => {
  apis = await ticketApis();
});

describe('opening a ticket', () => {
  test('answers 201 with the ticket, its audit and where it is', async () => {
    const { call, customer } = apis;
    const body = { ticket: { subject: '提现未到账', comment: { body: '请帮忙' }, requester_id: customer.user.id } };
    const made = await call('POST /tickets.json', { body });
    expect(made.status).toBe(201);
    const { ticket, audit } = made.body;
    expect(made.headers['location']).toBe(`https://support.moorline.test/api/v2/tickets/${ticket.id}`);
    expect(ticket).toMatchObject({
      url: `https://support.moorline.test/api/v2/tickets/${ticket.id}.json`,
      subject: '提现未到账',
      raw_subject: '提现未到账',
      description: '请帮忙',
      status: 'new',
      priority: null,
      type: null,
      requester_id: customer.user.id,
      submitter_id: customer.user.id,
      assignee_id: null,
      tags: [],
      custom_fields: [],
      fields: [],
      satisfaction_rating: { score: 'unoffered' },
      via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
      requester_assurance: 'unverified',
    });
    expect(audit.events[0]).toMatchObject({
      type: 'Comment',
      body: '请帮忙',
      public: true,
      author_id: customer.user.id,
    });
    const shown = await call(`GET /tickets/${ticket.id}.json`);
    expect(shown.body).toEqual({ ticket });
  });

  test('without a requester is the caller’s own, of whom we are as sure as of their sign-in', async () => {
    const ticket = await apis.aNewTicket();
    expect(ticket).toMatchObject({ requester_id: apis.agent.user.id, requester_assurance: 'signed_in' });
  });

  test('makes a requester who is new, once, in their language', async () => {
    const requester = { name: 'Ann', email: 'Ann@Customer.test', locale_id: 10 };
    const first = await apis.aNewTicket({ requester });
    const second = await apis.aNewTicket({ requester: { ...requester, name: 'Somebody else' } });
    expect(second.requester_id).toBe(first.requester_id);
    expect(await findUserByEmail(apis.table, 'ann@customer.test')).toMatchObject({
      id: first.requester_id,
      name: 'Ann',
      locale: 'zh-CN',
      verified: false,
    });
  });

  test('takes the subject from the text, and the text from the description', async () => {
    const { call } = apis;
    const body = { ticket: { description: '\n\nFirst line\nsecond' } };
    const made = await call('POST /tickets', { body });
    expect(made.body.ticket).toMatchObject({ subject: 'First line', description: '\n\nFirst line\nsecond' });
  });

  test('takes everything the wire can say about it', async () => {
    const { table, clock, call } = apis;
    const [group, organization, specialist, follower] = [
      await aGroup(table, clock),
      await anOrganization(table, clock),
      await anAgent(table, clock),
      await anAgent(table, clock),
    ];
    await aGroupMember(table, clock, { group_id: group.id, user_id: specialist.user.id });
    const cc = await aUser(table, clock);
    const ticket = await apis.aNewTicket({
      priority: 'high',
      type: 'incident',
      status: 'pending',
      group_id: group.id,
      assignee_email: specialist.user.email,
      organization_id: organization.id,
      tags: ['VIP', 'Stuck withdrawal'],
      external_id: 4711,
      due_at: '2026-12-01T08:00:00+08:00',
      email_ccs: [
        { user_id: String(cc.id), action: 'put' },
        { user_email: 'new@customer.test', user_name: 'New' },
      ],
      followers: [{ user_id: follower.user.id, action: 'put' }],
      via: { channel: 'web' },
      metadata: { anything: true },
      unknown_field: 'passed over',
    });
    const added = await findUserByEmail(table, 'new@customer.test');
    expect(ticket).toMatchObject({
      priority: 'high',
      type: 'incident',
      status: 'pending',
      group_id: group.id,
      assignee_id: specialist.user.id,
      organization_id: organization.id,
      tags: ['vip', 'stuck_withdrawal'],
      external_id: '4711',
      due_at: '2026-12-01T00:00:00Z',
      email_cc_ids: [cc.id, added?.id],
      follower_ids: [follower.user.id],
      collaborator_ids: [cc.id, added?.id, follower.user.id],
      via: { channel: 'web' },
    });
    for (const list of ['collaborators', 'email_ccs', 'followers']) {
      const { body } = await call(`GET /tickets/${ticket.id}/${list}.json`);
      expect(body.users.length).toBe({ collaborators: 3, email_ccs: 2, followers: 1 }[list]);
    }
  });

  test('files it with the requester’s organization unless another is named', async () => {
    const { table, clock, customer } = apis;
    const organization = await anOrganization(table, clock);
    await anOrganizationMember(table, clock, { organization_id: organization.id, user_id: customer.user.id });
    expect(await apis.aNewTicket({ requester_id: customer.user.id })).toMatchObject({
      organization_id: organization.id,
    });
    expect(await apis.aNewTicket({ requester_id: customer.user.id, organization_id: null })).toMatchObject({
      organization_id: null,
    });
  });

  test('gives it to the assignee’s own group', async () => {
    const { table, clock } = apis;
    const group = await aGroup(table, clock);
    const specialist = await anAgent(table, clock);
    await aGroupMember(table, clock, { group_id: group.id, user_id: specialist.user.id });
    const ticket = await apis.aNewTicket({ assignee_id: specialist.user.id });
    expect(ticket).toMatchObject({ assignee_id: specialist.user.id, group_id: group.id, status: 'open' });
  });

  test('with an internal note first is the agent’s own word and not for the requester', async () => {
    const { agent, customer, call } = apis;
    const ticket = await apis.aNewTicket({
      requester_id: customer.user.id,
      comment: { body: 'watch this account', public: false },
    });
    expect(ticket).toMatchObject({ is_public: false, submitter_id: agent.user.id });
    const { body } = await call(`GET /tickets/${ticket.id}/comments`);
    expect(body.comments[0]).toMatchObject({ author_id: agent.user.id, public: false });
  });

  test('with HTML keeps it safe and reads it as text', async () => {
    const html_body = '<p>Hello <b>you</b><script>alert(1)</script></p><p onclick="x()">second</p>';
    const ticket = await apis.aNewTicket({ comment: { html_body, body: 'not this' } });
    expect(ticket.description).toBe('Hello you\n\nsecond');
    const { body } = await apis.call(`GET /tickets/${ticket.id}/comments`);
    expect(body.comments[0]).toMatchObject({
      html_body: '<p>Hello <b>you</b></p><p>second</p>',
      plain_body: 'Hello you\n\nsecond',
    });
  });

  test('costs a look-up of the requester and one transaction, and a number in ten', async () => {
    const { call, customer, calls, deps } = apis;
    await deps.nextNumber();
    const body = { ticket: { subject: 'x', comment: { body: 'y' }, requester_id: customer.user.id } };
    const counts: string[] = [];
    for (let at = 0; at < 10; at++) {
      calls.length = 0;
      await call('POST /tickets', { body });
      counts.push(
        calls
          .map(({ operation }) => operation)
          .sort()
          .join(' '),
      );
    }
    expect(counts.filter((each) => each === 'get transact')).toHaveLength(9);
    expect(counts.filter((each) => each === 'get transact update')).toHaveLength(1);
  });
});

describe('the same request again', () => {
  test('with its Idempotency-Key answers the ticket of the first, even at the same time', async () => {
    const { call } = apis;
    const request = {
      headers: { 'idempotency-key': 'order-1' },
      body: { ticket: { subject: 'Once', comment: { body: 'x' }, external_id: 'once' } },
    };
    const answers = [
      ...(await Promise.all([1, 2, 3].map(() => call('POST /tickets', request)))),
      await call('POST /tickets', request),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.ticket.id)).size).toBe(1);
    const listed = await call('GET /tickets?external_id=once');
    expect(listed.body).toMatchObject({ count: 1, tickets: [{ id: answers[0]?.body.ticket.id }] });
  });

  test('with another body is refused', async () => {
    const { call } = apis;
    const headers = { 'idempotency-key': 'order-2' };
    await call('POST /tickets', { headers, body: { ticket: { comment: { body: 'a' } } } });
    const other = await call('POST /tickets', { headers, body: { ticket: { comment: { body: 'b' } } } });
    expect([other.status, refusals(other)]).toEqual([422, { idempotency_key: 'idempotency_key_reused' }]);
  });
});

describe('changing a ticket', () => {
  test('answers the ticket and the audit of what was done', async () => {
    const { call, agent } = apis;
    const { id } = await apis.aNewTicket();
    const ticket = { status: 'pending', assignee_id: agent.user.id, comment: { body: 'Looking', public: true } };
    const { status, body } = await call(`PUT /tickets/${id}.json`, { body: { ticket } });
    expect(status).toBe(200);
    expect(body.ticket).toMatchObject({ status: 'pending', assignee_id: agent.user.id });
    expect(body.audit.events).toMatchObject([
      { type: 'Comment', body: 'Looking', public: true, author_id: agent.user.id },
      { type: 'Change', field_name: 'status', value: 'pending', previous_value: 'new' },
      { type: 'Change', field_name: 'assignee_id', value: String(agent.user.id), previous_value: null },
    ]);
  });

  test('that changes nothing answers the ticket as it is', async () => {
    const ticket = await apis.aNewTicket({ priority: 'low' });
    const { body } = await apis.call(`PUT /tickets/${ticket.id}`, { body: { ticket: { priority: 'low' } } });
    expect(body).toEqual({ ticket });
  });

  test('adds and removes tags and recipients, and leaves the others', async () => {
    const { table, clock, call } = apis;
    const [a, b] = [await aUser(table, clock), await aUser(table, clock)];
    const { id } = await apis.aNewTicket({ tags: ['x', 'y'], email_ccs: [{ user_id: a.id }] });
    const ticket = {
      additional_tags: ['z'],
      remove_tags: ['x'],
      email_ccs: [
        { user_id: b.id, action: 'put' },
        { user_id: a.id, action: 'delete' },
      ],
    };
    const { body } = await call(`PUT /tickets/${id}`, { body: { ticket } });
    expect(body.ticket).toMatchObject({ tags: ['y', 'z'], email_cc_ids: [b.id] });
  });

  test('given to a group drops an assignee from elsewhere', async () => {
    const { table, clock, call } = apis;
    const group = await aGroup(table, clock);
    const { id } = await apis.aNewTicket({ assignee_id: apis.agent.user.id });
    const { body } = await call(`PUT /tickets/${id}`, { body: { ticket: { group_id: group.id } } });
    expect(body.ticket).toMatchObject({ group_id: group.id, assignee_id: null });
  });

  test('to another requester files it with their organization and forgets what was proven', async () => {
    const { call, customer } = apis;
    const { id } = await apis.aNewTicket();
    const { body } = await call(`PUT /tickets/${id}`, { body: { ticket: { requester_id: customer.user.id } } });
    expect(body.ticket).toMatchObject({ requester_id: customer.user.id, requester_assurance: 'unverified' });
  });

  test('with a comment of the customer’s, entered by an agent, reopens it', async () => {
    const { call, customer, agent } = apis;
    const { id } = await apis.aNewTicket({
      requester_id: customer.user.id,
      status: 'solved',
      assignee_id: agent.user.id,
    });
    const comment = { body: 'called again', author_id: customer.user.id };
    const { body } = await call(`PUT /tickets/${id}`, { body: { ticket: { comment } } });
    expect(body.ticket.status).toBe('open');
  });

  test('lowers its priority for those only who say why, whoever chose it, and the audit tells', async () => {
    const { id } = await apis.aNewTicket({ priority: 'urgent' });
    const lower = (priority: string | null, more: object, headers = {}) =>
      apis.call(`PUT /tickets/${id}`, { as: apis.admin.as, body: { ticket: { priority, ...more } }, headers });
    const lastAudit = async () => (await apis.call(`GET /tickets/${id}/audits?sort_order=desc`)).body.audits[0];
    for (const unsaid of [
      {},
      { metadata: { custom: { reason: '  ' } } },
      { comment: { body: 'It is on its way.', public: true } },
      { comment: { body: 'It is late!', public: false, author_id: apis.customer.user.id } },
    ]) {
      const refused = await lower('normal', unsaid);
      expect([refused.status, refusals(refused)]).toEqual([422, { priority: 'ticket.lowering_needs_reason' }]);
    }
    expect(JSON.stringify((await lower(null, {})).body)).toContain('metadata.custom.reason');
    expect(JSON.stringify((await lower(null, {}, { 'accept-language': 'zh-CN' })).body)).toContain(
      '降低优先级需要说明原因',
    );
    expect((await apis.call(`GET /tickets/${id}?include=comment_count`)).body.ticket).toMatchObject({
      priority: 'urgent',
      comment_count: 1,
    });

    await lower('high', { metadata: { custom: { reason: 'Nobody else has it.' } } });
    expect(await lastAudit()).toMatchObject({
      metadata: { custom: { reason: 'Nobody else has it.' } },
      events: [{ type: 'Change', field_name: 'priority', value: 'high', previous_value: 'urgent' }],
    });
    await lower('normal', { comment: { body: 'They have found it.', public: false } });
    expect((await lastAudit()).events).toMatchObject([
      { type: 'Comment', body: 'They have found it.', public: false },
      { type: 'Change', field_name: 'priority', value: 'normal', previous_value: 'high' },
    ]);
    expect((await lower('urgent', {})).status).toBe(200);
  });

  test('safely is refused once it changed since it was read', async () => {
    const { call } = apis;
    const ticket = await apis.aNewTicket();
    const change = (priority: string, updated_stamp = ticket.updated_at) =>
      call(`PUT /tickets/${ticket.id}`, { body: { ticket: { priority, safe_update: true, updated_stamp } } });
    const first = await change('high');
    expect(first.status).toBe(200);
    const second = await change('low');
    expect([second.status, second.body.error, refusals(second)]).toEqual([
      409,
      'UpdateConflict',
      { base: 'ticket.update_conflict' },
    ]);
    expect((await change('urgent', first.body.ticket.updated_at)).status).toBe(200);
    const unstamped = await call(`PUT /tickets/${ticket.id}`, { body: { ticket: { safe_update: true } } });
    expect([unstamped.status, refusals(unstamped)]).toEqual([422, { updated_stamp: 'field_required' }]);
  });

  test('by several at once is done by each', async () => {
    const { call } = apis;
    const { id } = await apis.aNewTicket();
    const tags = Array.from({ length: 8 }, (_, at) => `t${at}`);
    const answers = await Promise.all(
      tags.map((tag) => call(`PUT /tickets/${id}`, { body: { ticket: { additional_tags: [tag] } } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(tags.map(() => 200));
    const { body } = await call(`GET /tickets/${id}`);
    expect(body.ticket.tags.sort()).toEqual(tags);
  });

  test('that is closed is refused', async () => {
    const { call, agent } = apis;
    const { id } = await apis.aNewTicket({ status: 'closed', assignee_id: agent.user.id });
    const refused = await call(`PUT /tickets/${id}`, { body: { ticket: { comment: { body: 'hello?' } } } });
    expect([refused.status, refusals(refused)]).toEqual([422, { status: 'ticket.closed_is_final' }]);
    const followup = await apis.aNewTicket({ via_followup_source_id: id });
    expect(followup.followup_source_id).toBe(id);
    const related = await call(`GET /tickets/${followup.id}/related`);
    expect(related.body.ticket_related.followup_source_ids).toEqual([String(id)]);
  });
});

describe('deleting a ticket', () => {
  test('answers 204, after which it is not found', async () => {
    const { call } = apis;
    const { id } = await apis.aNewTicket();
    const gone = await call(`DELETE /tickets/${id}.json`);
    expect([gone.status, gone.body]).toEqual([204, '']);
    for (const what of [`GET /tickets/${id}`, `DELETE /tickets/${id}`, `GET /tickets/${id}/comments`]) {
      const answer = await call(what);
      expect([answer.status, answer.body]).toEqual([404, { error: 'RecordNotFound', description: 'Not found' }]);
    }
  });
});
