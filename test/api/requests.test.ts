import { beforeAll, describe, expect, test } from 'vitest';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import { newTicketField } from '../../shared/tickets/change-ticket-field.ts';
import { createTicketField } from '../../shared/tickets/ticket-field.store.ts';
import { aCustomer, aUser } from '../support/a-user.ts';
import { aCustomerJwt, type Credentials } from '../support/call-api.ts';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
let ann: { jwt: string };
let bob: Credentials;
let annId: number;

beforeAll(async () => {
  apis = await ticketApis();
  ann = await aCustomerJwt(apis.clock, { external_id: 'uid-ann', name: 'Ann', email: 'ann@customer.test' });
  bob = (await aCustomer(apis.table, apis.clock, { name: 'Bob' })).as;
  annId = (await aNewRequest()).requester_id;
});

async function aNewRequest(request: object = {}, as: Credentials | undefined = ann) {
  const body = { request: { subject: 'Stuck', comment: { body: 'Where is my money?' }, ...request } };
  const answer = await apis.call('POST /requests', { body, as });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.request;
}
const asAgent = (id: number, ticket: object) => apis.call(`PUT /tickets/${id}`, { body: { ticket } });
const asAnn = (what: string, request?: object) =>
  apis.call(what, { as: ann, ...(request ? { body: { request } } : {}) });

describe('a customer who is signed in', () => {
  test('makes a request that is theirs, of which we are sure', async () => {
    const body = { request: { subject: '提现', comment: { body: '没有到账' } } };
    const made = await apis.call('POST /requests.json', { body, as: ann });
    expect(made.status).toBe(201);
    const { id } = made.body.request;
    expect(made.headers['location']).toBe(`https://support.moorline.test/api/v2/requests/${id}`);
    expect(made.body.request).toMatchObject({
      url: `https://support.moorline.test/api/v2/requests/${id}.json`,
      status: 'new',
      subject: '提现',
      description: '没有到账',
      requester_id: annId,
      solved: false,
      can_be_solved_by_me: false,
      via: { channel: 'web', source: { from: {}, to: {}, rel: null } },
    });
    expect((await asAnn(`GET /requests/${id}.json`)).body).toEqual(made.body);
    const ticket = await apis.call(`GET /tickets/${id}`);
    expect(ticket.body.ticket).toMatchObject({ requester_assurance: 'signed_in', submitter_id: annId });
  });

  test('says nothing about how urgent it is, who sees to it, or for whom', async () => {
    const victim = await aUser(apis.table, apis.clock);
    const { id } = await aNewRequest({
      priority: 'urgent',
      status: 'solved',
      tags: ['vip'],
      assignee_id: apis.agent.user.id,
      requester_id: victim.id,
      requester: { email: victim.email },
      email_ccs: [{ user_id: victim.id }],
      comment: { body: 'x', public: false, author_id: apis.agent.user.id },
    });
    const { body } = await apis.call(`GET /tickets/${id}`);
    expect(body.ticket).toMatchObject({
      requester_id: annId,
      priority: null,
      status: 'new',
      tags: [],
      assignee_id: null,
      email_cc_ids: [],
      is_public: true,
    });
    const comments = await apis.call(`GET /tickets/${id}/comments`);
    expect(comments.body.comments).toMatchObject([{ author_id: annId, public: true }]);
  });

  test('adds to it, which reopens what was solved', async () => {
    const { id } = await aNewRequest();
    await asAgent(id, { status: 'solved', assignee_id: apis.agent.user.id, comment: { body: 'Done' } });
    expect((await asAnn(`GET /requests/${id}`)).body.request).toMatchObject({ status: 'solved', solved: true });
    const { body } = await asAnn(`PUT /requests/${id}.json`, { comment: { body: 'Not at all' } });
    expect(body.request).toMatchObject({ status: 'open', solved: false });
  });

  test('declares it solved once somebody works on it', async () => {
    const { id } = await aNewRequest();
    const early = await asAnn(`PUT /requests/${id}`, { solved: true });
    expect([early.status, refusals(early)]).toEqual([422, { solved: 'request.cannot_be_solved' }]);
    await asAgent(id, { assignee_id: apis.agent.user.id });
    expect((await asAnn(`GET /requests/${id}`)).body.request.can_be_solved_by_me).toBe(true);
    const { body } = await asAnn(`PUT /requests/${id}`, { solved: true, comment: { body: 'Works, thanks' } });
    expect(body.request).toMatchObject({ status: 'solved', solved: true, can_be_solved_by_me: false });
    expect((await asAnn(`PUT /requests/${id}`, { solved: true })).status).toBe(200);
  });

  test('goes on with a closed one in a new one', async () => {
    const { id } = await aNewRequest();
    await asAgent(id, { status: 'closed', assignee_id: apis.agent.user.id });
    for (const change of [{ comment: { body: 'hello?' } }, { solved: true }, {}]) {
      const refused = await asAnn(`PUT /requests/${id}`, change);
      expect([refused.status, refusals(refused)]).toEqual([422, { status: 'request.closed_open_followup' }]);
      expect(refused.body.details.status[0].description).toContain(String(id));
    }
    const followup = await aNewRequest({ via_followup_source_id: id });
    expect(followup.followup_source_id).toBe(id);
  });

  test('cannot follow up what is open, somebody else’s, or nothing', async () => {
    const open = await aNewRequest();
    const theirs = await aNewRequest({}, bob);
    await asAgent(theirs.id, { status: 'closed', assignee_id: apis.agent.user.id });
    const codes = [];
    for (const via_followup_source_id of [open.id, theirs.id, 999_999]) {
      const answer = await asAnn('POST /requests', { comment: { body: 'x' }, via_followup_source_id });
      codes.push(refusals(answer)['via_followup_source_id']);
    }
    expect(codes).toEqual([
      'ticket.followup_source_not_closed',
      'ticket.reference_unknown',
      'ticket.reference_unknown',
    ]);
  });

  test('lists their own, newest first, all or by whether they are solved', async () => {
    const carol = await aCustomerJwt(apis.clock, { external_id: 'uid-carol', name: 'Carol' });
    const made: number[] = [];
    for (let at = 0; at < 4; at++) made.push((await aNewRequest({}, carol)).id);
    await asAgent(made[1] ?? 0, { status: 'solved', assignee_id: apis.agent.user.id });
    const list = async (path: string) => {
      const { body } = await apis.call(`GET ${path}`, { as: carol });
      return { ids: body.requests.map((request: { id: number }) => request.id), body };
    };
    const newest = [...made].reverse();
    expect((await list('/requests.json')).ids).toEqual(newest);
    expect((await list('/requests.json')).body).toMatchObject({ count: 4, next_page: null });
    expect((await list('/requests?sort_by=created_at&sort_order=asc')).ids).toEqual(made);
    expect((await list('/requests/open.json')).ids).toEqual(newest.filter((id) => id !== made[1]));
    expect((await list('/requests/solved.json')).ids).toEqual([made[1]]);
    const first = await list('/requests?page[size]=3');
    expect(first.ids).toEqual(newest.slice(0, 3));
    const rest = await list(`/requests?page[size]=3&page[after]=${first.body.meta.after_cursor}`);
    expect([rest.ids, rest.body.meta.has_more]).toEqual([newest.slice(3), false]);
    const seen = await apis.call(`GET /users/${(await aNewRequest({}, carol)).requester_id}/requests.json`);
    expect(seen.body.requests).toHaveLength(5);
  });

  test('sending the same again with a key makes it once', async () => {
    const request = { headers: { 'idempotency-key': 'k' }, body: { request: { comment: { body: 'x' } } }, as: ann };
    const answers = await Promise.all([1, 2].map(() => apis.call('POST /requests', request)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    // Another person's key of the same name is another key.
    const other = await apis.call('POST /requests', { ...request, as: bob });
    expect(other.body.request.id).not.toBe(answers[0]?.body.request.id);
  });
});

describe('what a customer never learns', () => {
  let id: number;
  const SECRETS = ['secret note', 'secret_tag', 'agent-mail', 'erp-77', 'agent details'];
  beforeAll(async () => {
    ({ id } = await aNewRequest());
    await asAgent(id, {
      assignee_id: apis.agent.user.id,
      tags: ['secret_tag'],
      external_id: 'erp-77',
      comment: { body: 'secret note', public: false },
      email_ccs: [{ user_email: 'agent-mail@moorline.test' }],
    });
    await asAgent(id, { comment: { body: 'We are looking', public: true } });
  });

  test('is in none of their answers', async () => {
    for (const path of ['/requests', `/requests/${id}`, `/requests/${id}/comments`, '/requests/open']) {
      const text = JSON.stringify((await asAnn(`GET ${path}`)).body);
      for (const secret of [...SECRETS, apis.agent.user.email ?? '?']) expect(text).not.toContain(secret);
    }
  });

  test('an internal note: neither in the list, nor its length, nor by its id', async () => {
    const { body } = await asAnn(`GET /requests/${id}/comments.json`);
    expect(body.comments.map((comment: { body: string }) => comment.body)).toEqual([
      'Where is my money?',
      'We are looking',
    ]);
    expect(body.count).toBe(2);
    const all = await apis.call(`GET /tickets/${id}/comments`);
    const note = all.body.comments[1];
    expect(note.public).toBe(false);
    expect((await asAnn(`GET /requests/${id}/comments/${note.id}`)).status).toBe(404);
    const answer = await asAnn(`GET /requests/${id}/comments/${all.body.comments[2].id}`);
    expect(answer.body.comment).toMatchObject({ body: 'We are looking' });
  });

  test('of those who wrote, more than the name and whether it is one of us', async () => {
    const { body } = await asAnn(`GET /requests/${id}/comments`);
    expect(body.users).toEqual([
      { id: annId, name: 'Ann', photo: null, agent: false, organization_id: null },
      { id: apis.agent.user.id, name: apis.agent.user.name, photo: null, agent: true, organization_id: null },
    ]);
    expect(Object.keys(body.comments[0]).sort()).toEqual(
      ['attachments', 'author_id', 'body', 'created_at', 'html_body', 'id', 'plain_body', 'public', 'type'].sort(),
    );
  });

  test('what was said before it became theirs to see', async () => {
    const ticket = await apis.aNewTicket({ requester_id: annId, comment: { body: 'secret note', public: false } });
    for (const path of [`/requests/${ticket.id}`, `/requests/${ticket.id}/comments`])
      expect((await asAnn(`GET ${path}`)).status).toBe(404);
    expect((await asAnn(`PUT /requests/${ticket.id}`, { comment: { body: 'x' } })).status).toBe(404);
    const before = (await asAnn('GET /requests')).body;
    expect(JSON.stringify(before)).not.toContain(`"id":${ticket.id},`);
    await asAgent(ticket.id, { comment: { body: 'Hello Ann' } });
    const { body } = await asAnn(`GET /requests/${ticket.id}`);
    expect(body.request).toMatchObject({ description: '', is_public: true });
    expect((await asAnn('GET /requests')).body.count).toBe(before.count + 1);
  });

  test('what was hidden from them, though the request stays theirs', async () => {
    const request = await aNewRequest({ comment: { body: 'my seed phrase is secret note' } });
    const { body } = await apis.call(`GET /tickets/${request.id}/comments`);
    await apis.call(`PUT /tickets/${request.id}/comments/${body.comments[0].id}/make_private`);
    const seen = await asAnn(`GET /requests/${request.id}`);
    expect(seen.body.request.description).toBe('');
    expect((await asAnn(`GET /requests/${request.id}/comments`)).body).toMatchObject({ comments: [], count: 0 });
  });

  test('whether a request of somebody else exists', async () => {
    const theirs = await aNewRequest({}, bob);
    const answers = [];
    for (const path of [`/requests/${theirs.id}`, '/requests/987654321']) {
      const { headers: _, ...get } = await asAnn(`GET ${path}`);
      const { headers: __, ...put } = await asAnn(`PUT ${path}`, { comment: { body: 'x' }, solved: true });
      const { headers: ___, ...comments } = await asAnn(`GET ${path}/comments`);
      answers.push([get, put, comments]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toEqual({ status: 404, body: { error: 'RecordNotFound', description: 'Not found' } });
  });
});

describe('somebody who did not sign in', () => {
  const anonymous = (request: object, headers = {}) =>
    apis.call('POST /requests', { as: undefined, headers, body: { request } });

  test('makes a request under an address that counts as unverified', async () => {
    const requester = { name: '韩梅梅', email: 'han@customer.test' };
    const made = await anonymous({ requester, comment: { body: '你好' } }, { 'accept-language': 'zh-CN' });
    expect(made.status).toBe(201);
    const user = await findUserByEmail(apis.table, 'han@customer.test');
    expect(user).toMatchObject({ name: '韩梅梅', verified: false, locale: 'zh-CN' });
    const { body } = await apis.call(`GET /tickets/${made.body.request.id}`);
    expect(body.ticket).toMatchObject({ requester_id: user?.id, requester_assurance: 'unverified' });
  });

  test('gets the same answer whether the address is known or not, and changes nothing of whom it belongs to', async () => {
    const known = await aUser(apis.table, apis.clock, { name: 'Known', email: 'known@customer.test' });
    const answers = [];
    for (const email of ['known@customer.test', 'unknown@customer.test', apis.agent.user.email]) {
      const { status, body } = await anonymous({ requester: { name: 'Mallory', email }, comment: { body: 'x' } });
      const { id: _, url: __, created_at: ___, updated_at: ____, ...rest } = body.request;
      answers.push([status, rest]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.[1]).toMatchObject({ requester_id: null, organization_id: null });
    expect(await findUserByEmail(apis.table, 'known@customer.test')).toEqual(known);
  });

  test('under an agent’s address speaks as a customer all the same', async () => {
    const made = await anonymous({ requester: { email: apis.agent.user.email }, comment: { body: 'x' } });
    const { body } = await apis.call(`GET /tickets/${made.body.request.id}/audits`);
    expect(body.audits[0].events[0]).toMatchObject({ type: 'Comment', by: 'customer' });
  });

  test('needs an address, and sees, lists and changes nothing', async () => {
    const nobody = await anonymous({ comment: { body: 'x' } });
    expect([nobody.status, refusals(nobody)]).toEqual([422, { requester: 'field_required' }]);
    const { id } = await aNewRequest();
    for (const what of [
      'GET /requests',
      `GET /requests/${id}`,
      `PUT /requests/${id}`,
      `GET /requests/${id}/comments`,
    ]) {
      const answer = await apis.call(what, {
        as: undefined,
        ...(what.startsWith('PUT') ? { body: { request: {} } } : {}),
      });
      expect([what, answer.status]).toEqual([what, 401]);
    }
  });

  test('cannot use files that somebody uploaded', async () => {
    const answer = await anonymous({ requester: { email: 'a@b.test' }, comment: { body: 'x', uploads: ['token'] } });
    expect([answer.status, refusals(answer)]).toEqual([422, { uploads: 'attachment.token_invalid' }]);
  });
});

describe('an agent', () => {
  test('has requests of their own, and sees those of others without changing them', async () => {
    const own = await aNewRequest({}, apis.agent.as);
    expect(own.requester_id).toBe(apis.agent.user.id);
    const theirs = await aNewRequest();
    const listed = await apis.call('GET /requests');
    expect(listed.body.requests.map((request: { id: number }) => request.id)).not.toContain(theirs.id);
    expect((await apis.call(`GET /requests/${theirs.id}`)).body.request).toMatchObject({ can_be_solved_by_me: false });
    const refused = await apis.call(`PUT /requests/${theirs.id}`, { body: { request: { comment: { body: 'x' } } } });
    expect(refused.status).toBe(404);
    expect((await apis.call(`GET /users/${annId}/requests`, { as: ann })).status).toBe(403);
    expect((await apis.call('GET /users/99/requests')).status).toBe(404);
  });
});

describe('custom fields on a request', () => {
  test('are given and seen where they are the customer’s to fill in', async () => {
    const { table, clock } = apis;
    const context = { now: clock.now(), newId: clock.newId };
    const portal = { visible_in_portal: true, editable_in_portal: true };
    const fields = [
      newTicketField({ type: 'text', title: 'UID', ...portal }, context),
      newTicketField({ type: 'text', title: 'Verdict', visible_in_portal: true }, context),
      newTicketField({ type: 'text', title: 'Risk' }, context),
      newTicketField({ type: 'integer', title: 'Amount', ...portal }, context),
    ];
    for (const field of fields) await createTicketField(table, field);
    const [uid, verdict, risk, amount] = fields.map((field) => field.id);
    const given = [uid, verdict, risk].map((id) => ({ id, value: 'x' }));
    const request = await aNewRequest({ custom_fields: given });
    expect(request.custom_fields).toEqual([{ id: uid, value: 'x' }]);
    await asAgent(request.id, {
      custom_fields: [
        { id: verdict, value: 'paid' },
        { id: risk, value: 'high' },
      ],
    });
    const { body } = await asAnn(`PUT /requests/${request.id}`, {
      custom_fields: [
        { id: amount, value: 5 },
        { id: risk, value: 'low' },
      ],
    });
    expect(body.request.custom_fields).toEqual([
      { id: uid, value: 'x' },
      { id: verdict, value: 'paid' },
      { id: amount, value: 5 },
    ]);
    expect((await apis.call(`GET /tickets/${request.id}`)).body.ticket.custom_fields).toContainEqual({
      id: risk,
      value: 'high',
    });
    const wrong = await asAnn(`PUT /requests/${request.id}`, { custom_fields: [{ id: amount, value: 'five' }] });
    expect(refusals(wrong)).toEqual({ [`custom_fields.${amount}`]: 'ticket.field_value_invalid' });
  });
});

describe('a request that is wrong', () => {
  test.each<[object, Record<string, string>]>([
    [{ comment: { body: '' } }, { comment: 'field_required' }],
    [{}, { comment: 'field_required' }],
    [{ comment: { body: 'x'.repeat(65_537) } }, { 'comment.body': 'field_too_long' }],
    [{ comment: { body: 'x' }, subject: 'x'.repeat(501) }, { subject: 'field_too_long' }],
    [{ comment: { body: 'x' }, subject: 5 }, { subject: 'field_invalid' }],
    [{ comment: { body: 'x' }, solved: 'yes' }, { solved: 'field_invalid' }],
    [{ comment: { body: 'x', uploads: 'token' } }, { 'comment.uploads': 'field_invalid' }],
    [{ comment: { body: 'x', uploads: ['token'] } }, { uploads: 'attachment.token_invalid' }],
    [{ comment: { body: 'x' }, requester: { email: 'x' } }, { 'requester.email': 'field_invalid' }],
  ])('%j is refused', async (request, wrong) => {
    const answer = await asAnn('POST /requests', request);
    expect([answer.status, refusals(answer)]).toEqual([422, wrong]);
  });
});
