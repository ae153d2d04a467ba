import { beforeAll, describe, expect, test } from 'vitest';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import { aGroup } from '../support/a-group.ts';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
let id: number;
beforeAll(async () => {
  apis = await ticketApis();
  id = (await apis.aNewTicket()).id;
});

const comment = { body: 'x' };
const many = (count: number, value: unknown = 'x') => Array.from({ length: count }, () => value);

/** What is said, and what each field is refused for. The same holds for opening and for changing. */
const WRONG: [string, object, Record<string, string>][] = [
  ['a subject that is too long', { subject: 'x'.repeat(501) }, { subject: 'field_too_long' }],
  ['a subject that is no text', { subject: { a: 1 } }, { subject: 'field_invalid' }],
  ['half a surrogate pair', { subject: '\ud800' }, { subject: 'field_invalid' }],
  ['half a surrogate pair in the text', { comment: { body: 'a\udc00' } }, { 'comment.body': 'field_invalid' }],
  ['a comment that is a text', { comment: 'hello' }, { comment: 'field_invalid' }],
  ['an unknown status', { status: 'done' }, { status: 'field_not_allowed' }],
  ['a status that is nothing', { status: null }, { status: 'field_not_allowed' }],
  ['an unknown priority', { priority: 'p1' }, { priority: 'field_not_allowed' }],
  ['an unknown type', { type: 'bug' }, { type: 'field_not_allowed' }],
  ['an id that is a text', { requester_id: 'x' }, { requester_id: 'field_invalid' }],
  ['an id that is a fraction', { group_id: 1.5 }, { group_id: 'field_invalid' }],
  ['an id below one', { assignee_id: -5 }, { assignee_id: 'field_too_small' }],
  ['an address that is none', { requester: { email: 'nobody' } }, { 'requester.email': 'field_invalid' }],
  [
    'an address with a header in it',
    { requester: { email: 'a@b.test\r\nBcc: c@d.test' } },
    { 'requester.email': 'field_invalid' },
  ],
  ['a requester without an address', { requester: { name: 'Ann' } }, { 'requester.email': 'field_required' }],
  [
    'a locale that is none',
    { requester: { email: 'a@b.test', locale: '../x' } },
    { 'requester.locale': 'field_invalid' },
  ],
  ['too many tags', { tags: many(101) }, { tags: 'field_invalid' }],
  ['a tag that is too long', { tags: ['x'.repeat(101)] }, { 'tags.0': 'field_too_long' }],
  ['tags that are numbers', { additional_tags: [1] }, { additional_tags: 'field_invalid' }],
  ['an external id that is too long', { external_id: 'x'.repeat(256) }, { external_id: 'field_too_long' }],
  ['a time that is none', { due_at: 'tomorrow' }, { due_at: 'field_invalid' }],
  ['a day that is none', { due_at: '2026-02-31T25:00:00Z' }, { due_at: 'field_invalid' }],
  ['custom fields that are an object', { custom_fields: { a: 1 } }, { custom_fields: 'field_invalid' }],
  [
    'a custom field without its number',
    { custom_fields: [{ value: 'x' }] },
    { 'custom_fields.0.id': 'field_required' },
  ],
  ['too many custom fields', { custom_fields: many(101, { id: 1, value: 'x' }) }, { custom_fields: 'field_too_long' }],
  [
    'too many recipients',
    { follower_ids: Array.from({ length: 21 }, (_, at) => at + 1) },
    { follower_ids: 'field_too_long' },
  ],
  ['a recipient who is nobody', { email_ccs: [{ action: 'put' }] }, { 'email_ccs.0.user_id': 'field_invalid' }],
  ['an unknown action', { followers: [{ user_id: 1, action: 'add' }] }, { 'followers.0.action': 'field_not_allowed' }],
  [
    'several wrong things',
    { status: 'x', priority: 'y' },
    { status: 'field_not_allowed', priority: 'field_not_allowed' },
  ],
  ['a requester who does not exist', { requester_id: 99 }, { requester_id: 'ticket.reference_unknown' }],
  [
    'several records that do not exist',
    { requester_id: 99, group_id: 98, organization_id: 97, assignee_id: 96, problem_id: 95 },
    {
      requester_id: 'ticket.reference_unknown',
      group_id: 'ticket.reference_unknown',
      organization_id: 'ticket.reference_unknown',
      assignee_id: 'ticket.reference_unknown',
      problem_id: 'ticket.reference_unknown',
    },
  ],
  [
    'an assignee’s address nobody has',
    { assignee_email: 'no@where.test' },
    { assignee_email: 'ticket.reference_unknown' },
  ],
  [
    'an author who does not exist',
    { comment: { body: 'x', author_id: 99 } },
    { 'comment.author_id': 'ticket.reference_unknown' },
  ],
  ['a follower who does not exist', { followers: [{ user_id: 99 }] }, { followers: 'ticket.reference_unknown' }],
  ['an upload of nobody', { comment: { body: 'x', uploads: ['none'] } }, { uploads: 'attachment.token_invalid' }],
  [
    'too many uploads',
    { comment: { body: 'x', uploads: ['a', 'b', 'c', 'd', 'e', 'f'] } },
    { uploads: 'attachment.too_many_tokens' },
  ],
  ['a comment that says nothing', { comment: { body: '  ' } }, { comment: 'field_required' }],
  ['a comment of nothing but scripts', { comment: { html_body: '<script>x</script>' } }, { comment: 'field_required' }],
  ['solving without an assignee', { status: 'solved' }, { assignee_id: 'ticket.solved_needs_assignee' }],
];

describe.each(WRONG)('%s', (_, ticket, wrong) => {
  test('is refused when a ticket is opened, and nothing is done', async () => {
    const before = (await apis.call('GET /tickets?per_page=1')).body.tickets.length;
    const answer = await apis.call('POST /tickets', { body: { ticket: { comment, external_id: 'bad', ...ticket } } });
    expect([answer.status, answer.body.error, refusals(answer)]).toEqual([422, 'RecordInvalid', wrong]);
    expect((await apis.call('GET /tickets?external_id=bad')).body.tickets).toEqual([]);
    expect((await apis.call('GET /tickets?per_page=1')).body.tickets.length).toBe(before);
  });

  test('is refused when a ticket is changed, and nothing is done', async () => {
    const before = await apis.call(`GET /tickets/${id}`);
    const answer = await apis.call(`PUT /tickets/${id}`, { body: { ticket } });
    expect([answer.status, answer.body.error, refusals(answer)]).toEqual([422, 'RecordInvalid', wrong]);
    expect((await apis.call(`GET /tickets/${id}`)).body).toEqual(before.body);
  });
});

test('what is refused leaves nobody behind who was named in it', async () => {
  const requester = { name: 'Gone', email: 'gone@customer.test' };
  const email_ccs = [{ user_email: 'gone-too@customer.test' }];
  for (const wrong of [
    { status: 'solved' },
    { group_id: 99 },
    { comment: { body: ' ' } },
    { comment: { body: 'x', uploads: ['none'] } },
    { followers: [{ user_email: 'gone-too@customer.test' }] },
  ]) {
    for (const what of ['POST /tickets', `PUT /tickets/${id}`]) {
      const ticket = { comment, requester, email_ccs, ...wrong };
      expect((await apis.call(what, { body: { ticket } })).status).toBe(422);
    }
  }
  for (const email of [requester.email, 'gone-too@customer.test'])
    expect(await findUserByEmail(apis.table, email)).toBeUndefined();
});

describe('people who cannot be what they are asked to be', () => {
  test('a customer is no assignee and no follower', async () => {
    const user_id = apis.customer.user.id;
    const assigned = await apis.call('POST /tickets', { body: { ticket: { comment, assignee_id: user_id } } });
    expect(refusals(assigned)).toEqual({ assignee_id: 'ticket.assignee_not_agent' });
    const followed = await apis.call(`PUT /tickets/${id}`, { body: { ticket: { followers: [{ user_id }] } } });
    expect(refusals(followed)).toEqual({ followers: 'ticket.follower_not_agent' });
  });

  test('an agent is no assignee in a group they are not in', async () => {
    const group = await aGroup(apis.table, apis.clock);
    const ticket = { comment, group_id: group.id, assignee_id: apis.agent.user.id };
    for (const what of ['POST /tickets', `PUT /tickets/${id}`])
      expect(refusals(await apis.call(what, { body: { ticket } }))).toEqual({
        assignee_id: 'ticket.assignee_not_in_group',
      });
  });

  test('a ticket that is open cannot be followed up', async () => {
    const answer = await apis.call('POST /tickets', { body: { ticket: { comment, via_followup_source_id: id } } });
    expect(refusals(answer)).toEqual({ via_followup_source_id: 'ticket.followup_source_not_closed' });
  });
});

describe('a request that cannot be read', () => {
  test.each<[string, Parameters<typeof apis.call>[1], number]>([
    ['no body', {}, 422],
    ['an empty body', { body: '' }, 422],
    ['broken JSON', { body: '{"ticket":' }, 400],
    ['JSON of something else', { body: '[]' }, 422],
    ['a missing wrapper', { body: { subject: 'x' } }, 422],
    ['a wrapper that is a list', { body: { ticket: [] } }, 422],
    ['no comment', { body: { ticket: {} } }, 422],
    ['bytes that are not UTF-8', { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }, 400],
    [
      'GBK instead of UTF-8',
      { body: Buffer.concat([Buffer.from('{"ticket":{"subject":"'), Buffer.from([0xcc, 0xe1]), Buffer.from('"}}')]) },
      400,
    ],
    ['a key that is too long', { headers: { 'idempotency-key': 'x'.repeat(256) }, body: { ticket: { comment } } }, 400],
  ])('with %s is refused', async (_, request, status) => {
    const answer = await apis.call('POST /tickets', request);
    expect([answer.status, typeof answer.body.error]).toEqual([status, 'string']);
  });

  test('of a path that cannot be a ticket finds nothing', async () => {
    for (const path of [
      '/tickets/x',
      '/tickets/0',
      '/tickets/-1',
      '/tickets/1.5',
      `/tickets/${2 ** 60}`,
      '/tickets/%2e%2e',
      '/tickets/1/nothing',
      '/tickets/999999',
    ]) {
      const answer = await apis.call(`GET ${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    for (const what of ['PUT /tickets/999999', 'PUT /tickets/999999/tags', 'DELETE /tickets/999999/tags']) {
      const answer = await apis.call(what, { body: { ticket: { priority: 'low' }, tags: ['x'] } });
      expect([what, answer.status]).toEqual([what, 404]);
    }
  });

  test('with hostile names and nesting does no harm', async () => {
    const ticket = JSON.parse(
      '{"comment":{"body":"x"},"__proto__":{"status":"solved"},"constructor":{"prototype":{"x":1}}}',
    );
    const made = await apis.call('POST /tickets', { body: JSON.stringify({ ticket }) });
    expect(made.body.ticket.status).toBe('new');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    const deep = `{"ticket":{"comment":{"body":"x"},"junk":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`;
    expect((await apis.call('POST /tickets', { body: deep })).status).toBe(201);
  });

  test('keeps hostile text as the text it is', async () => {
    const body = `'; DROP TABLE tickets; -- \${7*7} {{7*7}} <script>alert(1)</script> \u202Etxt.exe`;
    const ticket = await apis.aNewTicket({ subject: '<b>x</b>\r\nBcc: a@b.test', comment: { body } });
    expect(ticket).toMatchObject({ subject: '<b>x</b> Bcc: a@b.test', description: body });
    const { body: listed } = await apis.call(`GET /tickets/${ticket.id}/comments`);
    expect(listed.comments[0].html_body).not.toContain('<script>');
  });
});

describe('those who may not', () => {
  test.each([
    'GET /tickets',
    'POST /tickets',
    'GET /tickets/1',
    'PUT /tickets/1',
    'DELETE /tickets/1',
    'GET /tickets/1/comments',
    'GET /tickets/1/audits',
  ])('are refused %s: customers with 403, strangers and wrong tokens with 401', async (what) => {
    const body = what.startsWith('GET') ? {} : { body: { ticket: { comment } } };
    expect((await apis.call(what, { ...body, as: apis.customer.as })).status).toBe(403);
    expect((await apis.call(what, { ...body, as: undefined })).status).toBe(401);
    const wrong = { email: apis.agent.user.email ?? '', apiToken: 'wrong' };
    const refused = await apis.call(what, { ...body, as: wrong });
    expect([refused.status, refused.body]).toEqual([401, { error: "Couldn't authenticate you" }]);
  });
});

describe('bulk requests', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1).join();
  test.each<[string, object | undefined, Record<string, string>]>([
    ['POST /tickets/create_many', { tickets: [] }, { tickets: 'field_too_short' }],
    ['POST /tickets/create_many', { tickets: many(101, { comment }) }, { tickets: 'field_too_long' }],
    [
      'POST /tickets/create_many',
      { tickets: [{ comment }, { comment, status: 'x' }] },
      { '1.status': 'field_not_allowed' },
    ],
    ['POST /tickets/create_many', { ticket: { comment } }, { tickets: 'field_required' }],
    ['PUT /tickets/update_many', { ticket: { priority: 'low' } }, { ids: 'field_required' }],
    ['PUT /tickets/update_many?ids=1,2', {}, { ticket: 'field_required' }],
    ['PUT /tickets/update_many', { tickets: [{ priority: 'low' }] }, { '0.id': 'field_required' }],
    [`PUT /tickets/update_many?ids=${ids(101)}`, { ticket: {} }, { ids: 'too_many_ids' }],
    ['DELETE /tickets/destroy_many', undefined, { ids: 'field_required' }],
    [`DELETE /tickets/destroy_many?ids=${ids(101)}`, undefined, { ids: 'too_many_ids' }],
  ])('%s of %j is refused before anything is queued', async (what, body, wrong) => {
    const answer = await apis.call(what, body ? { body } : {});
    expect([answer.status, refusals(answer)]).toEqual([422, wrong]);
  });

  test.each<[string, object | undefined, number]>([
    ['POST /tickets/create_many.json', { tickets: [{ comment }, { comment }] }, 2],
    ['PUT /tickets/update_many.json?ids=1%2C2%2C3', { ticket: { priority: 'low' } }, 3],
    ['PUT /tickets/update_many.json', { tickets: [{ id: 1, priority: 'low' }] }, 1],
    ['DELETE /tickets/destroy_many.json?ids=1,2', undefined, 2],
  ])('%s is queued', async (what, body, total) => {
    const answer = await apis.call(what, body ? { body } : {});
    expect(answer.status).toBe(200);
    expect(answer.body.job_status).toMatchObject({ status: 'queued', total, progress: null, results: null });
  });

  test('with an Idempotency-Key are queued once', async () => {
    const request = { headers: { 'idempotency-key': 'bulk-1' }, body: { tickets: [{ comment }] } };
    const answers = await Promise.all([1, 2, 3].map(() => apis.call('POST /tickets/create_many', request)));
    answers.push(await apis.call('POST /tickets/create_many', request));
    expect(new Set(answers.map(({ body }) => body.job_status.id)).size).toBe(1);
    const other = await apis.call('POST /tickets/create_many', {
      ...request,
      body: { tickets: [{ comment }, { comment }] },
    });
    expect(refusals(other)).toEqual({ idempotency_key: 'idempotency_key_reused' });
  });
});
