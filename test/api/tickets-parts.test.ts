import { beforeAll, describe, expect, test } from 'vitest';
import { createUpload } from '../../functions/uploads-api/create-upload.ts';
import { removeUpload } from '../../functions/uploads-api/remove-upload.ts';
import { uploadsApi } from '../../shared/attachments/uploads.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { type Credentials, callApi } from '../support/call-api.ts';
import { aBucket } from '../support/objects.ts';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
beforeAll(async () => {
  apis = await ticketApis();
});

describe('comments of a ticket', () => {
  let id: number;
  beforeAll(async () => {
    id = (await apis.aNewTicket({ requester_id: apis.customer.user.id, comment: { body: '0' } })).id;
    for (let at = 1; at < 6; at++) {
      const comment = { body: String(at), public: at % 2 === 0 };
      await apis.call(`PUT /tickets/${id}`, { body: { ticket: { comment } } });
    }
  });
  const bodies = (answer: { body: { comments: { body: string }[] } }) => answer.body.comments.map(({ body }) => body);
  const get = (query = '') => apis.call(`GET /tickets/${id}/comments.json${query}`);

  test('are listed with notes, oldest first unless asked otherwise', async () => {
    const answer = await get('?include_inline_images=true');
    expect(bodies(answer)).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(answer.body).toMatchObject({ count: 6, next_page: null });
    expect(bodies(await get('?sort_order=desc'))).toEqual(['5', '4', '3', '2', '1', '0']);
    expect(bodies(await get('?sort=-created_at'))).toEqual(['5', '4', '3', '2', '1', '0']);
  });

  test('have every field a client reads', async () => {
    const { body } = await get('?include=users');
    expect(body.comments[0]).toEqual({
      id: expect.any(Number),
      type: 'Comment',
      author_id: apis.customer.user.id,
      body: '0',
      html_body: '<p>0</p>',
      plain_body: '0',
      public: true,
      attachments: [],
      audit_id: expect.any(Number),
      via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      metadata: { system: {}, custom: {} },
    });
    expect(body.users.map((user: { id: number }) => user.id).sort()).toEqual(
      [apis.customer.user.id, apis.agent.user.id].sort(),
    );
  });

  test('are walked in both styles', async () => {
    const first = await get('?page[size]=4');
    expect(bodies(first)).toEqual(['0', '1', '2', '3']);
    const rest = await get(`?page[size]=4&page[after]=${first.body.meta.after_cursor}`);
    expect([bodies(rest), rest.body.meta.has_more]).toEqual([['4', '5'], false]);
    const back = await get(`?page[size]=2&page[before]=${rest.body.meta.before_cursor}`);
    expect(bodies(back)).toEqual(['2', '3']);
    expect(bodies(await get('?per_page=4&page=2'))).toEqual(['4', '5']);
  });

  test('are counted', async () => {
    const { body } = await apis.call(`GET /tickets/${id}/comments/count`);
    expect(body.count.value).toBe(6);
  });

  test('are made private, by comment and by audit, once', async () => {
    const { body } = await get();
    const path = `/tickets/${id}/comments/${body.comments[0].id}/make_private`;
    for (let times = 0; times < 2; times++)
      expect((await apis.call(`PUT ${path}.json`)).body.comment).toMatchObject({ body: '0', public: false });
    const audits = await apis.call(`GET /tickets/${id}/audits`);
    const [, , third, , , , seventh] = audits.body.audits;
    expect(seventh.events).toMatchObject([{ type: 'CommentPrivacyChange', public: false }]);
    expect(audits.body.audits).toHaveLength(7);
    const hidden = await apis.call(`PUT /tickets/${id}/audits/${third.id}/make_private`);
    expect(hidden.body.audit.events[0]).toMatchObject({ type: 'Comment', public: false });
    const again = await get();
    expect(again.body.comments.map((comment: { public: boolean }) => comment.public)).toEqual([
      ...[false, false, false, false, true, false],
    ]);
    const missing = await apis.call(`PUT /tickets/${id}/comments/1/make_private`);
    expect(missing.status).toBe(404);
  });
});

describe('a text too long for the table', () => {
  test('is kept elsewhere and shown whole', async () => {
    const body = `${'漢'.repeat(50_000)}end`;
    const ticket = await apis.aNewTicket({ comment: { body } });
    expect(ticket.description_more).toBeUndefined();
    const shown = await apis.call(`GET /tickets/${ticket.id}`);
    expect(shown.body.ticket.description === body).toBe(true);
    const comments = await apis.call(`GET /tickets/${ticket.id}/comments`);
    expect(comments.body.comments[0].body === body).toBe(true);
  });

  test('beyond what a comment may have is refused', async () => {
    for (const comment of [{ body: 'x'.repeat(65_537) }, { html_body: `<p>${'x'.repeat(300_000)}` }]) {
      const answer = await apis.call('POST /tickets', { body: { ticket: { comment } } });
      expect([answer.status, Object.values(refusals(answer))]).toEqual([422, ['field_too_long']]);
    }
  });
});

describe('audits of a ticket', () => {
  test('tell what was done, in order, by both styles of paging', async () => {
    const { id } = await apis.aNewTicket({ priority: 'low', due_at: '2026-12-01T00:00:00Z' });
    for (const priority of ['normal', 'high', 'urgent'])
      await apis.call(`PUT /tickets/${id}`, { body: { ticket: { priority } } });
    const all = await apis.call(`GET /tickets/${id}/audits.json`);
    expect(all.body).toMatchObject({ count: 4, next_page: null });
    expect(all.body.audits[0].events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'Comment', body: 'It is stuck.', html_body: '<p>It is stuck.</p>' }),
        expect.objectContaining({ type: 'Create', field_name: 'due_at', value: '2026-12-01T00:00:00Z' }),
      ]),
    );
    const values = (answer: typeof all) =>
      answer.body.audits.map(
        ({ events }: { events: { field_name?: string; value?: unknown }[] }) =>
          events.find((event) => event.field_name === 'priority')?.value,
      );
    expect(values(all)).toEqual(['low', 'normal', 'high', 'urgent']);
    expect(values(await apis.call(`GET /tickets/${id}/audits?sort_order=desc&per_page=2`))).toEqual(['urgent', 'high']);
    const first = await apis.call(`GET /tickets/${id}/audits?page[size]=3`);
    const rest = await apis.call(`GET /tickets/${id}/audits?page[size]=3&page[after]=${first.body.meta.after_cursor}`);
    expect([...values(first), ...values(rest)]).toEqual(['low', 'normal', 'high', 'urgent']);
    const one = await apis.call(`GET /tickets/${id}/audits/${all.body.audits[1].id}`);
    expect(one.body.audit).toEqual(all.body.audits[1]);
    expect((await apis.call(`GET /tickets/${id}/audits/count`)).body.count.value).toBe(4);
    expect((await apis.call(`GET /tickets/${id}/audits/77`)).status).toBe(404);
  });

  test('give figures', async () => {
    const { id } = await apis.aNewTicket({ requester_id: apis.customer.user.id });
    apis.clock.advance(120_000);
    await apis.call(`PUT /tickets/${id}`, { body: { ticket: { comment: { body: 'Looking' } } } });
    const { body } = await apis.call(`GET /tickets/${id}/metrics.json`);
    expect(body.ticket_metric).toMatchObject({ ticket_id: id, replies: 1, reply_time_in_minutes: { calendar: 2 } });
  });
});

describe('tags of a ticket', () => {
  test('are set by POST, added by PUT and removed by DELETE', async () => {
    const { id } = await apis.aNewTicket({ tags: ['old'] });
    const send = (method: string, tags: unknown, more = {}) =>
      apis.call(`${method} /tickets/${id}/tags.json`, { body: { tags, ...more } });
    expect((await send('POST', ['A', 'b c'])).body).toEqual({ tags: ['a', 'b_c'] });
    expect((await send('PUT', ['d'])).body).toEqual({ tags: ['a', 'b_c', 'd'] });
    expect((await send('DELETE', ['a'])).body).toEqual({ tags: ['b_c', 'd'] });
    expect((await apis.call(`GET /tickets/${id}/tags`)).body).toEqual({ tags: ['b_c', 'd'] });
    const stale = await send('PUT', ['e'], { safe_update: true, updated_stamp: '2020-01-01T00:00:00Z' });
    expect(stale.status).toBe(409);
    expect(refusals(await send('PUT', 5))).toEqual({ tags: 'field_invalid' });
  });
});

describe('files', () => {
  let upload: (as?: Credentials) => Promise<string>;
  beforeAll(async () => {
    const { deps, agent } = apis;
    let made = 0;
    const uploads = resourceApi(
      uploadsApi,
      { create: createUpload, remove: removeUpload },
      { ...deps, objects: await aBucket(), newToken: () => `token-${++made}-0123456789abcdef` },
    );
    upload = async (as = agent.as) => {
      const request = { method: 'POST', path: '/api/v2/uploads.json?filename=a.txt', gateway: 'rest' } as const;
      return (await callApi(uploads, { ...request, as, body: Buffer.from('hello') })).body.upload.token;
    };
  });

  test('come with a comment, with a link that is signed', async () => {
    const token = await upload();
    const ticket = await apis.aNewTicket({ comment: { body: 'see', uploads: [token] } });
    const { body } = await apis.call(`GET /tickets/${ticket.id}/comments`);
    expect(body.comments[0].attachments).toMatchObject([
      {
        file_name: 'a.txt',
        size: 5,
        content_url: expect.stringMatching(/^https:\/\/files\.moorline\.test\/attachments\/token\//),
      },
    ]);
  });

  test('alone are a comment', async () => {
    const ticket = await apis.aNewTicket({ comment: { body: '', uploads: [await upload()] } });
    expect(ticket.description).toBe('');
  });

  test('come with one ticket however often the same request is sent at once', async () => {
    const request = {
      headers: { 'idempotency-key': 'with-a-file' },
      body: { ticket: { comment: { body: 'see', uploads: [await upload()] } } },
    };
    const answers = await Promise.all([1, 2, 3, 4].map(() => apis.call('POST /tickets', request)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.ticket.id)).size).toBe(1);
  });

  test('are used once: a second use, somebody else’s, or a token of nothing is refused and nothing is done', async () => {
    const token = await upload();
    await apis.aNewTicket({ comment: { body: 'see', uploads: [token] }, external_id: 'files' });
    const before = await apis.call('GET /tickets?external_id=files');
    for (const uploads of [[token], [await upload(apis.customer.as)], ['nonsense']]) {
      const ticket = { comment: { body: 'see', uploads }, external_id: 'files' };
      const answer = await apis.call('POST /tickets', { body: { ticket } });
      expect([answer.status, refusals(answer)]).toEqual([422, { uploads: 'attachment.token_invalid' }]);
    }
    expect((await apis.call('GET /tickets?external_id=files')).body.count).toBe(before.body.count);
  });

  test('are given to one of two comments that want them at once', async () => {
    const token = await upload();
    const ticket = { comment: { body: 'see', uploads: [token] } };
    const answers = await Promise.all([1, 2].map(() => apis.call('POST /tickets', { body: { ticket } })));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
  });
});
