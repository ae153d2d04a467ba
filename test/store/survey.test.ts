import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { offerSurvey } from '../../functions/follow-tickets/offer-survey.ts';
import { HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import type { User } from '../../shared/people/user.ts';
import { EVENT_ATTRIBUTE, EventMessage } from '../../shared/platform/messaging/event.ts';
import { satisfactionRatingKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { countRatings, getRating, listRatingPlaces, ratingWrites } from '../../shared/surveys/rating.store.ts';
import { answered, offeredRating, RATING_CLASSES, type RatingClass } from '../../shared/surveys/rating.ts';
import { SurveyDueData } from '../../shared/surveys/survey.events.ts';
import { getSurvey, planSurvey } from '../../shared/surveys/survey.store.ts';
import { readSurveyToken, SURVEY_VALID } from '../../shared/surveys/survey-token.ts';
import type { TicketCommit } from '../../shared/tickets/change-ticket.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { aTicketLife, CUSTOMER, SYSTEM, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, eventOf, type TimerService } from '../support/a-timer-service.ts';
import { aUser } from '../support/a-user.ts';
import { TEST_SECRETS } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const DELAY = 10 * MINUTE;

describe('a survey', () => {
  let table: Table;
  let clock: TestClock;
  let service: TimerService;
  let customer: User;
  let life: TicketLife;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    service = aTimerService(table, clock);
    customer = await aUser(table, clock);
    life = await aTicketLife(clock, { requester_id: customer.id }, table);
  });

  const offer = async (commit: TicketCommit | undefined) => {
    if (commit) await offerSurvey(eventOf(commit), { table, now: clock.now, surveyDelay: DELAY });
  };
  const solve = (actor = undefined as Parameters<TicketLife['change']>[1]) =>
    life.change({ fields: { status: 'solved' } }, actor);
  const survey = (resolution = 1) => getSurvey(table, life.ticket.id, resolution);
  const ticket = async () => getTicket(table, life.ticket.id);
  const sent = async (ratingId: number | null | undefined) => {
    const item = await table.get(satisfactionRatingKey(ratingId ?? 0));
    return z.parse(EventMessage, item?.[EVENT_ATTRIBUTE]);
  };

  test('is planned when a ticket is solved, once, however often the event comes', async () => {
    const solved = await solve();
    await Promise.all([offer(solved), offer(solved)]);
    await offer(solved);
    expect(await survey()).toMatchObject({ state: 'waiting', rating_id: null, version: 1 });
    clock.advance(DELAY - 1);
    expect(await service.fireDue()).toEqual([]);
    clock.advance(1);
    expect(await service.fireDue()).toHaveLength(1);
  });

  test('goes out after its delay: rating, mark on the ticket and the event with its links, all at once', async () => {
    await offer(await solve());
    clock.advance(DELAY);
    await service.fireDue();
    const planned = await survey();
    expect(planned).toMatchObject({ state: 'offered' });
    const id = planned?.rating_id ?? 0;
    expect(await ticket()).toMatchObject({ satisfaction: { id, score: 'offered', comment: null } });
    expect(await getRating(table, id)).toMatchObject({
      score: 'offered',
      requester_id: customer.id,
      assignee_id: 1001,
    });
    const event = await sent(id);
    expect(event).toMatchObject({ names: ['survey.due.v1'], subject: String(life.ticket.id), at: clock.now() });
    const { links, ...data } = z.parse(SurveyDueData, event.data);
    expect(data).toEqual({ ticket_id: life.ticket.id, resolution: 1 });
    const [, token = '', score] = /\/survey\/([\w.-]+)\?score=(\w+)$/.exec(links.bad) ?? [];
    expect(score).toBe('bad');
    expect(readSurveyToken(token, [TEST_SECRETS.link_key])).toEqual({
      ticketId: life.ticket.id,
      resolution: 1,
      expires: clock.now() + SURVEY_VALID,
    });
  });

  test('goes out once when its timer comes twice, or twice at the same time', async () => {
    await offer(await solve());
    clock.advance(DELAY);
    const timer = { kind: 'survey.send', subject: life.ticket.id, guard: 1, due_at: clock.now(), set_at: 0 } as const;
    await Promise.all([service.fire(timer), service.fire(timer), service.fire(timer)]);
    await service.fire(timer);
    expect((await ticket())?.version).toBe(life.ticket.version + 1);
    expect(await countRatings(table, { classes: ['offered'] }, 100)).toBe(1);
  });

  test('does not go out when the ticket was reopened, and has another for the next solution', async () => {
    await offer(await solve());
    clock.advance(MINUTE);
    await life.says('还没好', CUSTOMER);
    clock.advance(DELAY);
    await service.fireDue();
    expect(await survey()).toMatchObject({ state: 'waiting' });
    await offer(await solve());
    clock.advance(DELAY);
    await service.fireDue();
    expect(await survey(1)).toMatchObject({ state: 'waiting' });
    expect(await survey(2)).toMatchObject({ state: 'offered' });
  });

  test('asks nobody without an address, nobody who is gone, and no machine', async () => {
    const nobody = await aUser(table, clock, { email: null });
    const suspended = await aUser(table, clock, { suspended: true });
    for (const [id, requester_id] of [nobody.id, suspended.id, 999].entries()) {
      life = await aTicketLife(clock, { id: id + 1, requester_id }, table);
      await offer(await solve());
      expect(await survey()).toBeUndefined();
    }
    const comment = { body: 'Delivery failed', public: true, origin: 'bounce' } as const;
    life = await aTicketLife(clock, { id: 9, requester_id: customer.id }, table, comment);
    await offer(await solve());
    expect(await survey()).toBeUndefined();
  });

  test('asks nobody about what the system solved by itself', async () => {
    await offer(await solve(SYSTEM));
    expect(await survey()).toBeUndefined();
  });

  const INTERNAL = { body: 'Only for us', public: false } as const;

  test('is not planned for an internal ticket, nor sent for one', async () => {
    life = await aTicketLife(clock, { id: 8, requester_id: customer.id }, table, INTERNAL);
    await offer(await solve());
    expect(await survey()).toBeUndefined();
    await planSurvey(table, { ticketId: 8, resolution: 1 }, clock.now(), clock.now());
    await service.fireDue();
    expect(await survey()).toMatchObject({ state: 'waiting' });
    expect(await ticket()).toMatchObject({ satisfaction: null, version: life.ticket.version });
  });

  test('is judged by the commit that made its resolution, not by one of a solution before', async () => {
    const byAgent = await solve();
    clock.advance(MINUTE);
    await life.says('还没好', CUSTOMER);
    clock.advance(MINUTE);
    const bySystem = await solve(SYSTEM);
    await offer(byAgent);
    await offer(bySystem);
    expect(await survey(1)).toBeUndefined();
    expect(await survey(2)).toBeUndefined();
  });

  test('heard of late is not planned for a ticket that is open again', async () => {
    const solved = await solve();
    await life.says('还没好', CUSTOMER);
    await offer(solved);
    expect(await survey()).toBeUndefined();
  });
});

describe('the lists of ratings', () => {
  let table: Table;
  let clock: TestClock;
  const all = { classes: RATING_CLASSES, descending: true, limit: 100 };

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
  });

  const context = () => ({ now: clock.now(), newId: clock.newId });
  const offered = async (id: number) => {
    const { ticket } = await aTicketLife(clock, { id });
    const rating = offeredRating(ticket, context());
    await table.transact(ratingWrites(undefined, rating));
    return rating;
  };

  test('are in the order of answers, and a rating stands in one of them', async () => {
    const first = await offered(1);
    clock.advance(HOUR);
    const second = await offered(2);
    clock.advance(HOUR);
    const good = answered(first, { score: 'good', comment: '谢谢' }, context());
    if (!good) throw new Error('nothing changed');
    await table.transact(ratingWrites(first, good));
    const ids = async (classes: readonly RatingClass[], more = {}) =>
      (await listRatingPlaces(table, { ...all, classes, ...more })).map(({ id }) => id);
    expect(await ids(RATING_CLASSES)).toEqual([first.id, second.id]);
    expect(await ids(RATING_CLASSES, { descending: false })).toEqual([second.id, first.id]);
    expect(await ids(['offered'])).toEqual([second.id]);
    expect(await ids(['good_with_comment'])).toEqual([first.id]);
    expect(await ids(['good_without_comment'])).toEqual([]);
    const counts = await Promise.all(RATING_CLASSES.map((each) => countRatings(table, { classes: [each] }, 100)));
    expect(counts).toEqual([1, 0, 1, 0, 0]);
    expect(await countRatings(table, { classes: RATING_CLASSES }, 100)).toBe(2);
  });

  test('can be limited in time, whatever times are asked for', async () => {
    const start = clock.now();
    for (let id = 1; id <= 5; id++) {
      await offered(id);
      clock.advance(HOUR);
    }
    const count = async (since?: number, until?: number) => {
      const found = await listRatingPlaces(table, { ...all, since, until });
      expect(await countRatings(table, { classes: RATING_CLASSES, since, until }, 100)).toBe(found.length);
      return found.length;
    };
    expect(await count(start + HOUR)).toBe(4);
    expect(await count(start, start + HOUR)).toBe(1);
    expect(await count(start + 2 * HOUR, start + 4 * HOUR)).toBe(2);
    expect(await count(start + 4 * HOUR, start)).toBe(0);
    expect(await count(0, 4e15)).toBe(5);
    expect(await count(4e15)).toBe(0);
    expect(await count(undefined, 0)).toBe(0);
  });
});
