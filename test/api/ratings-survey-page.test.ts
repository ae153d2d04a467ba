import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../shared/kernel/clock.ts';
import { surveyToken } from '../../shared/surveys/survey-token.ts';
import { aSurveyService, type SurveyService } from '../support/a-survey-service.ts';
import { aTicketLife } from '../support/a-ticket-life.ts';

let service: SurveyService;
beforeEach(async () => {
  service = await aSurveyService();
});

describe('the page of a survey', () => {
  const open = (token: string, query = '') => service.call({ method: 'GET', path: `/survey/${token}${query}` });
  const send = (token: string, fields: Record<string, string>) =>
    service.call({
      method: 'POST',
      path: `/survey/${token}`,
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  test('never counts as an answer by being fetched, whoever fetches it and however often', async () => {
    const token = await service.solvedAndAsked();
    const before = await service.ticket();
    for (let times = 0; times < 3; times++) {
      expect((await open(token, '?score=good')).status).toBe(200);
      expect((await open(token, '?score=bad')).status).toBe(200);
    }
    expect(await service.ticket()).toEqual(before);
    expect((await service.ratings('/received.json')).body.satisfaction_ratings).toEqual([]);
  });

  test('has the chosen answer ready, in the language of the ticket, and lets nothing in or out', async () => {
    const token = await service.solvedAndAsked();
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
    const token = await service.solvedAndAsked();
    const answer = await send(token, { score: 'good', comment: '很快，谢谢！<b>' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('谢谢，您的评价已记录。');
    expect(await service.ticket()).toMatchObject({
      satisfaction: { score: 'good', comment: '很快，谢谢！<b>' },
      status: 'solved',
    });
    const [audit] = (await service.timers.audits(service.life.ticket.id)).slice(-1);
    expect(audit).toMatchObject({
      author_id: service.customer.user.id,
      via: { channel: 'survey' },
    });
    expect(audit?.events).toContainEqual(
      expect.objectContaining({
        type: 'SatisfactionRating',
        score: 'good',
        assignee_id: 1001,
        body: '很快，谢谢！<b>',
      }),
    );
    expect((await service.timers.lastEvent(service.life.ticket.id)).names).toEqual(['ticket.rated.v1']);
    const page = await open(token);
    expect(page.body).toContain('很快，谢谢！&lt;b&gt;</textarea>');
    expect(page.body).toMatch(/value="good" required checked/);
    expect(page.body).not.toContain('data-chosen');
  });

  test('keeps the last answer, and the comment of one that comes without', async () => {
    const token = await service.solvedAndAsked();
    await send(token, { score: 'good', comment: 'fine' });
    service.clock.advance(HOUR);
    await send(token, { score: 'bad' });
    expect(await service.ticket()).toMatchObject({ satisfaction: { score: 'bad', comment: 'fine' } });
    await send(token, { score: 'bad', comment: '' });
    expect(await service.ticket()).toMatchObject({ satisfaction: { score: 'bad', comment: null } });
    const { body } = await service.ratings('.json');
    expect(body.satisfaction_ratings).toMatchObject([{ score: 'bad', comment: null }]);
    expect((await service.ratings('/count.json?score=received')).body.count.value).toBe(1);
  });

  test('sent twice, or twice at the same time, is one answer', async () => {
    const token = await service.solvedAndAsked();
    const { version = 0 } = (await service.ticket()) ?? {};
    await Promise.all([1, 2, 3].map(() => send(token, { score: 'good', comment: 'fine' })));
    await send(token, { score: 'good', comment: 'fine' });
    expect((await service.ticket())?.version).toBe(version + 1);
  });

  test('takes an answer for a closed ticket while its link is good', async () => {
    const token = await service.solvedAndAsked();
    await service.life.change({ fields: { status: 'closed' } });
    service.clock.advance(10 * DAY);
    expect((await send(token, { score: 'bad', comment: '还是没到账' })).status).toBe(200);
    expect(await service.ticket()).toMatchObject({ status: 'closed', satisfaction: { score: 'bad' } });
  });

  test('ends with its link, and when the ticket is solved again', async () => {
    const token = await service.solvedAndAsked();
    service.clock.advance(29 * DAY);
    expect((await open(token)).status).toBe(200);
    service.clock.advance(DAY);
    const late = await send(token, { score: 'good' });
    expect([late.status, late.body.includes('此次评价已结束')]).toEqual([404, true]);
    const next = await service.aTicket(2);
    const first = await service.solvedAndAsked(next);
    await next.change({ fields: { status: 'open' } });
    const second = await service.solvedAndAsked(next);
    expect((await send(first, { score: 'bad' })).status).toBe(404);
    expect((await send(second, { score: 'good' })).status).toBe(200);
    expect((await service.ticket(2))?.satisfaction).toMatchObject({ score: 'good' });
  });

  test('is refused for forged links, links of another key, and tickets that are gone', async () => {
    const token = await service.solvedAndAsked();
    const claim = { ticketId: service.life.ticket.id, resolution: 1, expires: service.clock.now() + DAY };
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
    await service.life.change({ delete: true });
    expect((await open(token)).status).toBe(404);
    expect((await send(token, { score: 'bad' })).status).toBe(404);
  });

  test('is never opened for an internal ticket, however good its link', async () => {
    const { table, clock, customer } = service;
    const note = { body: 'A suspicion about this customer', public: false };
    const life = await aTicketLife(clock, { id: 3, requester_id: customer.user.id }, table, note);
    const token = await service.solvedAndAsked(life);
    for (const { status, body } of [await open(token), await send(token, { score: 'good' })]) {
      expect(status).toBe(404);
      expect(body).not.toContain(String(life.ticket.subject));
    }
    expect((await service.ticket(3))?.satisfaction).toBeNull();
  });

  test.each([
    ['no score', {}, '请选择其中一项评价'],
    ['another score', { score: 'offered' }, '请选择其中一项评价'],
    ['a comment too long', { score: 'bad', comment: 'x'.repeat(5001) }, '说明过长'],
  ])('says what is wrong with %s, and records nothing', async (_, fields: Record<string, string>, said) => {
    const token = await service.solvedAndAsked();
    const { status, body } = await send(token, fields);
    expect(status).toBe(422);
    expect(body).toContain(said);
    expect(await service.ticket()).toMatchObject({ satisfaction: { score: 'offered' } });
  });
});
