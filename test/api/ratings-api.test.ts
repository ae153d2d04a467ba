import { beforeEach, describe, expect, test } from 'vitest';
import { offerSurvey } from '../../functions/follow-tickets/offer-survey.ts';
import { HOUR } from '../../shared/kernel/clock.ts';
import { aSurveyService, type SurveyService } from '../support/a-survey-service.ts';
import { eventOf } from '../support/a-timer-service.ts';
import { aCustomer } from '../support/a-user.ts';
import type { ApiRequest, ApiResponse } from '../support/call-api.ts';

let service: SurveyService;
beforeEach(async () => {
  service = await aSurveyService();
});

describe('POST /api/v2/tickets/{ticket_id}/satisfaction_rating', () => {
  const rate = (body: unknown, more: Partial<ApiRequest> = {}) =>
    service.call({
      method: 'POST',
      path: `/api/v2/tickets/${service.life.ticket.id}/satisfaction_rating.json`,
      as: service.customer.as,
      body: { satisfaction_rating: body } as object,
      ...more,
    });

  test('rates a solved ticket for its requester, without a survey', async () => {
    await service.life.change({ fields: { status: 'solved' } });
    const { status, body } = await rate({ score: 'good', comment: 'Awesome support!' });
    expect(status).toBe(200);
    const { id } = body.satisfaction_rating;
    expect(body.satisfaction_rating).toEqual({
      id,
      url: `https://support.moorline.test/api/v2/satisfaction_ratings/${id}.json`,
      ticket_id: service.life.ticket.id,
      requester_id: service.customer.user.id,
      assignee_id: 1001,
      group_id: 500,
      score: 'good',
      comment: 'Awesome support!',
      created_at: '2026-11-22T03:00:00Z',
      updated_at: '2026-11-22T03:00:00Z',
    });
    expect(await service.ticket()).toMatchObject({ satisfaction: { id, score: 'good', comment: 'Awesome support!' } });
    expect(
      (await service.call({ method: 'GET', path: `/api/v2/satisfaction_ratings/${id}`, as: service.agent })).body,
    ).toEqual(body);
  });

  test('takes the place of the survey: asked or about to be asked, the rating is one', async () => {
    const solved = await service.life.change({ fields: { status: 'solved' } });
    if (solved) await offerSurvey(eventOf(solved), { table: service.table, now: service.clock.now, surveyDelay: HOUR });
    expect((await rate({ score: 'good' })).status).toBe(200);
    service.clock.advance(HOUR);
    await service.timers.fireDue();
    expect(await service.ticket()).toMatchObject({ satisfaction: { score: 'good' } });
    service = { ...service, life: await service.aTicket(2) };
    await service.solvedAndAsked(service.life);
    const { satisfaction } = (await service.ticket(2)) ?? {};
    const given = await rate({ score: 'bad' });
    expect(given.body.satisfaction_rating.id).toBe(satisfaction?.id);
    expect((await service.ratings('/count.json')).body.count.value).toBe(2);
  });

  test('counts once for each solution', async () => {
    await service.life.change({ fields: { status: 'solved' } });
    await rate({ score: 'good' });
    const again = await rate({ score: 'bad' });
    expect(again.status).toBe(422);
    expect(again.body.details.score[0].error).toBe('rating.already_given');
    await service.life.reread();
    await service.life.change({ fields: { status: 'open' } });
    await service.life.change({ fields: { status: 'solved' } });
    expect((await rate({ score: 'bad' })).status).toBe(200);
  });

  test('sent again with the same key is answered with the same rating', async () => {
    await service.life.change({ fields: { status: 'solved' } });
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
    expect(await service.ticket()).toMatchObject({ satisfaction: null });
  });

  test('is for the requester alone: to other customers the ticket does not exist', async () => {
    await service.life.change({ fields: { status: 'solved' } });
    const other = await aCustomer(service.table, service.clock);
    expect((await rate({ score: 'bad' }, { as: other.as })).status).toBe(404);
    const byAgent = await rate({ score: 'good' }, { as: service.agent });
    expect([byAgent.status, byAgent.body.details.base[0].error]).toEqual([403, 'rating.only_requester']);
    expect((await rate({ score: 'bad' }, { as: undefined })).status).toBe(401);
    expect((await rate({ score: 'bad' }, { path: '/api/v2/tickets/999/satisfaction_rating' })).status).toBe(404);
  });

  test.each([
    ['no score', {}, 'score', 'field_not_allowed'],
    ['a score that only we give', { score: 'offered' }, 'score', 'field_not_allowed'],
    ['a number', { score: 1 }, 'score', 'field_not_allowed'],
    ['a comment too long', { score: 'good', comment: 'x'.repeat(5001) }, 'comment', 'field_too_long'],
    ['a comment of another type', { score: 'good', comment: {} }, 'comment', 'field_invalid'],
    ['half a character', { score: 'good', comment: '\udc00' }, 'comment', 'text_invalid'],
  ])('refuses %s', async (_, body, field, code) => {
    await service.life.change({ fields: { status: 'solved' } });
    const answer = await rate(body);
    expect(answer.status).toBe(422);
    expect(answer.body.details[field][0].error).toBe(code);
    expect(await service.ticket()).toMatchObject({ satisfaction: null });
  });
});

describe('GET /api/v2/satisfaction_ratings', () => {
  const start = () => Math.floor(service.clock.now() / 1000);

  async function seven(): Promise<void> {
    for (let id = 1; id <= 7; id++) {
      service.clock.advance(60_000);
      const each = await service.aTicket(id);
      await each.change({ fields: { status: 'solved' } });
      if (id === 7) {
        await service.solvedAndAsked(await service.aTicket(70));
        continue;
      }
      const comment = id % 3 === 0 ? `words ${id}` : undefined;
      const body = { satisfaction_rating: { score: id % 2 === 0 ? 'bad' : 'good', comment } };
      await service.call({
        method: 'POST',
        path: `/api/v2/tickets/${id}/satisfaction_rating`,
        as: service.customer.as,
        body,
      });
    }
  }
  const tickets = (answer: ApiResponse) =>
    answer.body.satisfaction_ratings.map((rating: { ticket_id: number }) => rating.ticket_id);

  test('lists the latest first, or the first first, by score', async () => {
    await seven();
    expect(tickets(await service.ratings('.json'))).toEqual([70, 6, 5, 4, 3, 2, 1]);
    expect(tickets(await service.ratings('?sort_order=asc'))).toEqual([1, 2, 3, 4, 5, 6, 70]);
    expect(tickets(await service.ratings('?score=offered'))).toEqual([70]);
    expect(tickets(await service.ratings('?score=received'))).toEqual([6, 5, 4, 3, 2, 1]);
    expect(tickets(await service.ratings('/received.json'))).toEqual([6, 5, 4, 3, 2, 1]);
    expect(tickets(await service.ratings('?score=good'))).toEqual([5, 3, 1]);
    expect(tickets(await service.ratings('?score=bad_with_comment'))).toEqual([6]);
    expect(tickets(await service.ratings('?score=received_without_comment'))).toEqual([5, 4, 2, 1]);
    expect(tickets(await service.ratings('?score=unoffered'))).toEqual([]);
    expect((await service.ratings('/count?score=good')).body.count).toMatchObject({ value: 3 });
  });

  test('is paged by number, with the count of all', async () => {
    await seven();
    const { body } = await service.ratings('.json?per_page=3&page=2');
    expect(body.satisfaction_ratings.map((each: { ticket_id: number }) => each.ticket_id)).toEqual([4, 3, 2]);
    expect(body).toMatchObject({
      count: 7,
      next_page: expect.stringMatching(/page=3/),
      previous_page: expect.stringMatching(/page=1/),
    });
    expect((await service.ratings('?page=200&per_page=100')).status).toBe(400);
  });

  test('is paged by cursor, there and back, and shows each rating once', async () => {
    await seven();
    const seen: number[] = [];
    let path = '.json?page[size]=3';
    for (;;) {
      const answer = await service.ratings(path);
      seen.push(...tickets(answer));
      if (!answer.body.meta.has_more) break;
      path = new URL(answer.body.links.next).search;
    }
    expect(seen).toEqual([70, 6, 5, 4, 3, 2, 1]);
    const second = await service.ratings(
      `?page[size]=3&page[after]=${(await service.ratings('?page[size]=3')).body.meta.after_cursor}`,
    );
    const back = await service.ratings(new URL(second.body.links.prev).search);
    expect(tickets(back)).toEqual([70, 6, 5]);
    expect((await service.ratings('?page[size]=3&page[after]=nonsense')).status).toBe(400);
  });

  test('can be limited to the time in which ratings were given', async () => {
    const from = start() + 180;
    await seven();
    expect(tickets(await service.ratings(`?start_time=${from}`))).toEqual([70, 6, 5, 4, 3]);
    expect(tickets(await service.ratings(`?start_time=${from}&end_time=${from + 60}`))).toEqual([4, 3]);
    expect((await service.ratings(`/count?start_time=${from}&end_time=${from + 60}`)).body.count.value).toBe(2);
    expect((await service.ratings('?start_time=0&end_time=1')).body).toMatchObject({
      satisfaction_ratings: [],
      count: 0,
    });
    expect((await service.ratings('?start_time=yesterday')).status).toBe(422);
    expect((await service.ratings('?score=excellent')).body.details.score[0].error).toBe('field_not_allowed');
  });

  test('is for agents', async () => {
    await seven();
    for (const path of ['.json', '/received', '/count', '/1']) {
      expect((await service.ratings(path, service.customer.as)).status).toBe(403);
    }
    expect((await service.call({ method: 'GET', path: '/api/v2/satisfaction_ratings' })).status).toBe(401);
    expect((await service.ratings('/1')).status).toBe(404);
    expect((await service.ratings('/abc')).status).toBe(404);
  });
});
