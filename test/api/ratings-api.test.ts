import { beforeEach, describe, expect, test } from 'vitest';
import { offerSurvey } from '../../functions/offer-surveys/offer-survey.ts';
import { ratingsUseCases } from '../../functions/ratings-api/use-cases.ts';
import { DAY, HOUR } from '../../shared/kernel/clock.ts';
import type { User } from '../../shared/people/user.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import { surveyToken } from '../../shared/surveys/survey-token.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { aTicketLife, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, eventOf, type TimerService } from '../support/a-timer-service.ts';
import { aCustomer, anAgent } from '../support/a-user.ts';
import {
  type ApiRequest,
  type ApiResponse,
  type Credentials,
  callApi,
  TEST_SECRETS,
  testDeps,
} from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
let service: TimerService;
let handler: unknown;
let agent: Credentials;
let customer: { user: User; as: Credentials };
let life: TicketLife;

beforeEach(async () => {
  [clock, table] = [aClock(), await aTable()];
  service = aTimerService(table, clock);
  const deps = {
    ...testDeps(table, clock),
    secrets: async () => TEST_SECRETS,
    companyName: 'Moorline <Exchange>',
    closeAfter: 4 * DAY,
  };
  handler = resourceApi(satisfactionRatingsApi, ratingsUseCases, deps);
  [agent, customer] = [(await anAgent(table, clock)).as, await aCustomer(table, clock)];
  life = await aTicketLife(clock, { requester_id: customer.user.id }, table);
});

const call = (request: ApiRequest): Promise<ApiResponse> => callApi(handler, request);
const ticket = async () => getTicket(table, life.ticket.id);
const ratings = async (query: string, as: Credentials | undefined = agent) =>
  call({ method: 'GET', path: `/api/v2/satisfaction_ratings${query}`, as });

/** Solves a ticket and sends its survey; answers the token of its links. */
async function solvedAndAsked(of = life): Promise<string> {
  const solved = await of.change({ fields: { status: 'solved' } });
  if (solved) await offerSurvey(eventOf(solved), { table, now: clock.now, surveyDelay: 0 });
  await service.fireDue();
  await of.reread();
  const claim = { ticketId: of.ticket.id, resolution: of.ticket.resolution, expires: clock.now() + 30 * DAY };
  return surveyToken(TEST_SECRETS.link_key, claim);
}

describe('the page of a survey', () => {
  const open = (token: string, query = '') => call({ method: 'GET', path: `/survey/${token}${query}` });
  const send = (token: string, fields: Record<string, string>) =>
    call({
      method: 'POST',
      path: `/survey/${token}`,
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  test('never counts as an answer by being fetched, whoever fetches it and however often', async () => {
    const token = await solvedAndAsked();
    const before = await ticket();
    for (let times = 0; times < 3; times++) {
      expect((await open(token, '?score=good')).status).toBe(200);
      expect((await open(token, '?score=bad')).status).toBe(200);
    }
    expect(await ticket()).toEqual(before);
    expect((await ratings('/received.json')).body.satisfaction_ratings).toEqual([]);
  });

  test('has the chosen answer ready, in the language of the ticket, and lets nothing in or out', async () => {
    const token = await solvedAndAsked();
    const { headers, body } = await open(token, '?score=bad');
    expect(body).toContain('<html lang="zh-CN">');
    expect(body).toMatch(/value="bad" required checked> 不好/);
    expect(body).not.toMatch(/value="good" required checked/);
    expect(body).toContain(`action="/survey/${token}"`);
    expect(body).toContain('data-chosen="bad"');
    expect(body).toContain('Moorline &lt;Exchange&gt;');
    expect(body).not.toMatch(/https?:\/\//);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'/,
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:/);
  });

  test('takes what a person sends, once and for all to see', async () => {
    const token = await solvedAndAsked();
    const answer = await send(token, { score: 'good', comment: '很快，谢谢！<b>' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('谢谢，您的评价已记录。');
    expect(await ticket()).toMatchObject({
      satisfaction: { score: 'good', comment: '很快，谢谢！<b>' },
      status: 'solved',
    });
    const [audit] = (await service.audits(life.ticket.id)).slice(-1);
    expect(audit).toMatchObject({
      author_id: customer.user.id,
      via: { channel: 'survey' },
      events: [{ type: 'SatisfactionRating', score: 'good', assignee_id: 1001, body: '很快，谢谢！<b>' }],
    });
    expect((await service.lastEvent(life.ticket.id)).names).toEqual(['ticket.rated.v1']);
    const page = await open(token);
    expect(page.body).toContain('很快，谢谢！&lt;b&gt;</textarea>');
    expect(page.body).toMatch(/value="good" required checked/);
    expect(page.body).not.toContain('data-chosen');
  });

  test('keeps the last answer, and the comment of one that comes without', async () => {
    const token = await solvedAndAsked();
    await send(token, { score: 'good', comment: 'fine' });
    clock.advance(HOUR);
    await send(token, { score: 'bad' });
    expect(await ticket()).toMatchObject({ satisfaction: { score: 'bad', comment: 'fine' } });
    await send(token, { score: 'bad', comment: '' });
    expect(await ticket()).toMatchObject({ satisfaction: { score: 'bad', comment: null } });
    const { body } = await ratings('.json');
    expect(body.satisfaction_ratings).toMatchObject([{ score: 'bad', comment: null }]);
    expect((await ratings('/count.json?score=received')).body.count.value).toBe(1);
  });

  test('sent twice, or twice at the same time, is one answer', async () => {
    const token = await solvedAndAsked();
    const { version = 0 } = (await ticket()) ?? {};
    await Promise.all([1, 2, 3].map(() => send(token, { score: 'good', comment: 'fine' })));
    await send(token, { score: 'good', comment: 'fine' });
    expect((await ticket())?.version).toBe(version + 1);
  });

  test('takes an answer for a closed ticket while its link is good', async () => {
    const token = await solvedAndAsked();
    await life.change({ fields: { status: 'closed' } });
    clock.advance(10 * DAY);
    expect((await send(token, { score: 'bad', comment: '还是没到账' })).status).toBe(200);
    expect(await ticket()).toMatchObject({ status: 'closed', satisfaction: { score: 'bad' } });
  });

  test('ends with its link, and when the ticket is solved again', async () => {
    const token = await solvedAndAsked();
    clock.advance(29 * DAY);
    expect((await open(token)).status).toBe(200);
    clock.advance(DAY);
    const late = await send(token, { score: 'good' });
    expect([late.status, late.body.includes('此次评价已结束')]).toEqual([404, true]);
    const next = await aTicketLife(clock, { id: 2, requester_id: customer.user.id }, table);
    const first = await solvedAndAsked(next);
    await next.change({ fields: { status: 'open' } });
    const second = await solvedAndAsked(next);
    expect((await send(first, { score: 'bad' })).status).toBe(404);
    expect((await send(second, { score: 'good' })).status).toBe(200);
    expect((await getTicket(table, 2))?.satisfaction).toMatchObject({ score: 'good' });
  });

  test('is refused for forged links, links of another key, and tickets that are gone', async () => {
    const token = await solvedAndAsked();
    const claim = { ticketId: life.ticket.id, resolution: 1, expires: clock.now() + DAY };
    const forged = [
      surveyToken('another-key', claim),
      token.replace(/^\w+/, '2'),
      `${token}x`,
      'x',
      '%00',
      'a'.repeat(5000),
    ];
    for (const each of forged) {
      expect([400, 404]).toContain((await open(each)).status);
      expect([400, 404]).toContain((await send(each, { score: 'bad' })).status);
    }
    await life.change({ delete: true });
    expect((await open(token)).status).toBe(404);
    expect((await send(token, { score: 'bad' })).status).toBe(404);
  });

  test.each([
    ['no score', {}, '请选择其中一项评价'],
    ['another score', { score: 'offered' }, '请选择其中一项评价'],
    ['a comment too long', { score: 'bad', comment: 'x'.repeat(5001) }, '说明过长'],
  ])('says what is wrong with %s, and records nothing', async (_, fields: Record<string, string>, said) => {
    const token = await solvedAndAsked();
    const { status, body } = await send(token, fields);
    expect(status).toBe(422);
    expect(body).toContain(said);
    expect(await ticket()).toMatchObject({ satisfaction: { score: 'offered' } });
  });
});

describe('POST /api/v2/tickets/{ticket_id}/satisfaction_rating', () => {
  const rate = (body: unknown, more: Partial<ApiRequest> = {}) =>
    call({
      method: 'POST',
      path: `/api/v2/tickets/${life.ticket.id}/satisfaction_rating.json`,
      as: customer.as,
      body: { satisfaction_rating: body } as object,
      ...more,
    });

  test('rates a solved ticket for its requester, without a survey', async () => {
    await life.change({ fields: { status: 'solved' } });
    const { status, body } = await rate({ score: 'good', comment: 'Awesome support!' });
    expect(status).toBe(200);
    const { id } = body.satisfaction_rating;
    expect(body.satisfaction_rating).toEqual({
      id,
      url: `https://support.moorline.test/api/v2/satisfaction_ratings/${id}.json`,
      ticket_id: life.ticket.id,
      requester_id: customer.user.id,
      assignee_id: 1001,
      group_id: 500,
      score: 'good',
      comment: 'Awesome support!',
      created_at: '2026-11-22T03:00:00Z',
      updated_at: '2026-11-22T03:00:00Z',
    });
    expect(await ticket()).toMatchObject({ satisfaction: { id, score: 'good', comment: 'Awesome support!' } });
    expect((await call({ method: 'GET', path: `/api/v2/satisfaction_ratings/${id}`, as: agent })).body).toEqual(body);
  });

  test('takes the place of the survey: asked or about to be asked, the rating is one', async () => {
    const solved = await life.change({ fields: { status: 'solved' } });
    if (solved) await offerSurvey(eventOf(solved), { table, now: clock.now, surveyDelay: HOUR });
    expect((await rate({ score: 'good' })).status).toBe(200);
    clock.advance(HOUR);
    await service.fireDue();
    expect(await ticket()).toMatchObject({ satisfaction: { score: 'good' } });
    life = await aTicketLife(clock, { id: 2, requester_id: customer.user.id }, table);
    await solvedAndAsked();
    const { satisfaction } = (await ticket()) ?? {};
    const given = await rate({ score: 'bad' });
    expect(given.body.satisfaction_rating.id).toBe(satisfaction?.id);
    expect((await ratings('/count.json')).body.count.value).toBe(2);
  });

  test('counts once for each solution', async () => {
    await life.change({ fields: { status: 'solved' } });
    await rate({ score: 'good' });
    const again = await rate({ score: 'bad' });
    expect(again.status).toBe(422);
    expect(again.body.details.score[0].error).toBe('rating.already_given');
    await life.reread();
    await life.change({ fields: { status: 'open' } });
    await life.change({ fields: { status: 'solved' } });
    expect((await rate({ score: 'bad' })).status).toBe(200);
  });

  test('sent again with the same key is answered with the same rating', async () => {
    await life.change({ fields: { status: 'solved' } });
    const headers = { 'idempotency-key': 'rate-1' };
    const all = await Promise.all([1, 2, 3].map(() => rate({ score: 'good' }, { headers })));
    all.push(await rate({ score: 'good' }, { headers }));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(all.map(({ body }) => body.satisfaction_rating.id)).size).toBe(1);
    const other = await rate({ score: 'bad' }, { headers });
    expect(other.body.details.idempotency_key[0].error).toBe('idempotency_key_reused');
  });

  test('waits for a solution', async () => {
    const { status, body } = await rate({ score: 'good' });
    expect(status).toBe(422);
    expect(body.details.ticket_id[0]).toMatchObject({ error: 'rating.not_solved' });
    expect(await ticket()).toMatchObject({ satisfaction: null });
  });

  test('is for the requester alone: to other customers the ticket does not exist', async () => {
    await life.change({ fields: { status: 'solved' } });
    const other = await aCustomer(table, clock);
    expect((await rate({ score: 'bad' }, { as: other.as })).status).toBe(404);
    const byAgent = await rate({ score: 'good' }, { as: agent });
    expect([byAgent.status, byAgent.body.details.base[0].error]).toEqual([403, 'rating.only_requester']);
    expect((await rate({ score: 'bad' }, { as: undefined })).status).toBe(401);
    expect((await rate({ score: 'bad' }, { path: '/api/v2/tickets/999/satisfaction_rating' })).status).toBe(404);
  });

  test.each([
    ['no score', {}, 'score', 'field_required'],
    ['a score that only we give', { score: 'offered' }, 'score', 'field_not_allowed'],
    ['a number', { score: 1 }, 'score', 'field_not_allowed'],
    ['a comment too long', { score: 'good', comment: 'x'.repeat(5001) }, 'comment', 'field_too_long'],
    ['a comment of another type', { score: 'good', comment: {} }, 'comment', 'field_invalid'],
    ['half a character', { score: 'good', comment: '\udc00' }, 'comment', 'text_invalid'],
  ])('refuses %s', async (_, body, field, code) => {
    await life.change({ fields: { status: 'solved' } });
    const answer = await rate(body);
    expect(answer.status).toBe(422);
    expect(answer.body.details[field][0].error).toBe(code);
    expect(await ticket()).toMatchObject({ satisfaction: null });
  });
});

describe('GET /api/v2/satisfaction_ratings', () => {
  const start = () => Math.floor(clock.now() / 1000);

  async function seven(): Promise<void> {
    for (let id = 1; id <= 7; id++) {
      clock.advance(60_000);
      const each = await aTicketLife(clock, { id, requester_id: customer.user.id }, table);
      await each.change({ fields: { status: 'solved' } });
      if (id === 7) {
        await solvedAndAsked(await aTicketLife(clock, { id: 70, requester_id: customer.user.id }, table));
        continue;
      }
      const comment = id % 3 === 0 ? `words ${id}` : undefined;
      const body = { satisfaction_rating: { score: id % 2 === 0 ? 'bad' : 'good', comment } };
      await call({ method: 'POST', path: `/api/v2/tickets/${id}/satisfaction_rating`, as: customer.as, body });
    }
  }
  const tickets = (answer: ApiResponse) =>
    answer.body.satisfaction_ratings.map((rating: { ticket_id: number }) => rating.ticket_id);

  test('lists the latest first, or the first first, by score', async () => {
    await seven();
    expect(tickets(await ratings('.json'))).toEqual([70, 6, 5, 4, 3, 2, 1]);
    expect(tickets(await ratings('?sort_order=asc'))).toEqual([1, 2, 3, 4, 5, 6, 70]);
    expect(tickets(await ratings('?score=offered'))).toEqual([70]);
    expect(tickets(await ratings('?score=received'))).toEqual([6, 5, 4, 3, 2, 1]);
    expect(tickets(await ratings('/received.json'))).toEqual([6, 5, 4, 3, 2, 1]);
    expect(tickets(await ratings('?score=good'))).toEqual([5, 3, 1]);
    expect(tickets(await ratings('?score=bad_with_comment'))).toEqual([6]);
    expect(tickets(await ratings('?score=received_without_comment'))).toEqual([5, 4, 2, 1]);
    expect(tickets(await ratings('?score=unoffered'))).toEqual([]);
    expect((await ratings('/count?score=good')).body.count).toMatchObject({ value: 3 });
  });

  test('is paged by number, with the count of all', async () => {
    await seven();
    const { body } = await ratings('.json?per_page=3&page=2');
    expect(body.satisfaction_ratings.map((each: { ticket_id: number }) => each.ticket_id)).toEqual([4, 3, 2]);
    expect(body).toMatchObject({
      count: 7,
      next_page: expect.stringMatching(/page=3/),
      previous_page: expect.stringMatching(/page=1/),
    });
    expect((await ratings('?page=200&per_page=100')).status).toBe(400);
  });

  test('is paged by cursor, there and back, and shows each rating once', async () => {
    await seven();
    const seen: number[] = [];
    let path = '.json?page[size]=3';
    for (;;) {
      const answer = await ratings(path);
      seen.push(...tickets(answer));
      if (!answer.body.meta.has_more) break;
      path = new URL(answer.body.links.next).search;
    }
    expect(seen).toEqual([70, 6, 5, 4, 3, 2, 1]);
    const second = await ratings(
      `?page[size]=3&page[after]=${(await ratings('?page[size]=3')).body.meta.after_cursor}`,
    );
    const back = await ratings(new URL(second.body.links.prev).search);
    expect(tickets(back)).toEqual([70, 6, 5]);
    expect((await ratings('?page[size]=3&page[after]=nonsense')).status).toBe(400);
  });

  test('can be limited to the time in which ratings were given', async () => {
    const from = start() + 180;
    await seven();
    expect(tickets(await ratings(`?start_time=${from}`))).toEqual([70, 6, 5, 4, 3]);
    expect(tickets(await ratings(`?start_time=${from}&end_time=${from + 60}`))).toEqual([4, 3]);
    expect((await ratings(`/count?start_time=${from}&end_time=${from + 60}`)).body.count.value).toBe(2);
    expect((await ratings('?start_time=0&end_time=1')).body).toMatchObject({ satisfaction_ratings: [], count: 0 });
    expect((await ratings('?start_time=yesterday')).status).toBe(422);
    expect((await ratings('?score=excellent')).body.details.score[0].error).toBe('field_not_allowed');
  });

  test('is for agents', async () => {
    await seven();
    for (const path of ['.json', '/received', '/count', '/1']) {
      expect((await ratings(path, customer.as)).status).toBe(403);
    }
    expect((await call({ method: 'GET', path: '/api/v2/satisfaction_ratings' })).status).toBe(401);
    expect((await ratings('/1')).status).toBe(404);
    expect((await ratings('/abc')).status).toBe(404);
  });
});
