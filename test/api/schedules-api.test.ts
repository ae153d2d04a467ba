import { beforeEach, describe, expect, test } from 'vitest';
import { slaPoliciesUseCases } from '../../functions/sla-policies-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { aCustomer, anAdmin, anAgent } from '../support/a-user.ts';
import { webhookDeps } from '../support/a-webhook-service.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const PATH = '/api/v2/business_hours/schedules';

const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
SUMMARY:New Year
DTSTART;VALUE=DATE:20100101
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
SUMMARY:Long ago
DTSTART;VALUE=DATE:20100704
END:VEVENT
END:VCALENDAR`;

describe('the API of schedules', () => {
  let table: Table;
  let clock: TestClock;
  let handler: unknown;
  let admin: Credentials;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    handler = resourceApi(slaPoliciesApi, slaPoliciesUseCases, { ...testDeps(table, clock), ...webhookDeps() });
    admin = (await anAdmin(table, clock)).as;
  });

  const call = (method: ApiRequest['method'], path: string, body?: object, more: Partial<ApiRequest> = {}) =>
    callApi(handler, { method, path, as: admin, ...(body === undefined ? {} : { body }), ...more });
  const create = async (schedule: object = {}): Promise<number> => {
    const answer = await call('POST', PATH, { schedule: { name: '客服', time_zone: 'Asia/Shanghai', ...schedule } });
    expect(answer.status).toBe(201);
    return answer.body.schedule.id;
  };

  test('creates one with the hours of an office, and shows it', async () => {
    const schedule = { name: 'Support', time_zone: 'Europe/Berlin' };
    const { status, body, headers } = await call('POST', `${PATH}.json`, { schedule });
    expect(status).toBe(201);
    expect(body.schedule).toMatchObject({ ...schedule, default: false, created_at: '2026-11-22T03:00:00Z' });
    expect(body.schedule.intervals[0]).toEqual({ start_time: 1_980, end_time: 2_460 });
    expect(body.schedule.intervals).toHaveLength(5);
    const { id } = body.schedule;
    expect(headers['location']).toBe(`https://support.moorline.test${PATH}/${id}`);
    expect((await call('GET', `${PATH}/${id}.json`)).body).toEqual(body);
    expect((await call('GET', `${PATH}.json`)).body).toEqual({ schedules: [body.schedule] });
  });

  test('replaces the hours of a week', async () => {
    const id = await create();
    const intervals = [{ start_time: 0, end_time: 60 }];
    const { body } = await call('PUT', `${PATH}/${id}/workweek.json`, { workweek: { intervals } });
    expect(body).toEqual({ workweek: { intervals } });
    expect((await call('GET', `${PATH}/${id}`)).body.schedule.intervals).toEqual(intervals);
  });

  test('makes one the deployment’s, in place of another', async () => {
    const [one, two] = [await create({ default: true }), await create()];
    const defaults = async () => {
      const { body } = await call('GET', PATH);
      return body.schedules.filter((each: { default: boolean }) => each.default).map((each: { id: number }) => each.id);
    };
    expect(await defaults()).toEqual([one]);
    const { body } = await call('PUT', `${PATH}/${two}`, { schedule: { default: true, name: 'Two' } });
    expect(body.schedule).toMatchObject({ name: 'Two', default: true });
    expect(await defaults()).toEqual([two]);
    await call('DELETE', `${PATH}/${two}`);
    expect(await defaults()).toEqual([]);
  });

  test('keeps holidays', async () => {
    const id = await create();
    const holiday = { name: '春节', start_date: '2027-02-06', end_date: '2027-02-12' };
    const made = await call('POST', `${PATH}/${id}/holidays.json`, { holiday });
    expect(made.status).toBe(201);
    expect(made.body.holiday).toMatchObject(holiday);
    const one = `${PATH}/${id}/holidays/${made.body.holiday.id}`;
    expect((await call('GET', `${one}.json`)).body).toEqual(made.body);
    const moved = await call('PUT', one, { holiday: { end_date: '2027-02-13' } });
    expect(moved.body.holiday).toEqual({ ...made.body.holiday, end_date: '2027-02-13' });
    expect((await call('GET', `${PATH}/${id}/holidays`)).body).toEqual({ holidays: [moved.body.holiday] });
    expect((await call('DELETE', one)).status).toBe(204);
    expect((await call('GET', one)).status).toBe(404);
  });

  test('keeps a holiday once that is sent twice with one key, also at the same time', async () => {
    const id = await create();
    const holiday = { name: '春节', start_date: '2027-02-06', end_date: '2027-02-12' };
    const headers = { 'idempotency-key': 'spring-2027' };
    const send = (more: object = {}) =>
      call('POST', `${PATH}/${id}/holidays`, { holiday: { ...holiday, ...more } }, { headers });
    const [first, second] = await Promise.all([send(), send()]);
    const third = await send();
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect([second.body, third.body]).toEqual([first.body, first.body]);
    expect((await call('GET', `${PATH}/${id}/holidays`)).body).toEqual({ holidays: [first.body.holiday] });
    const other = await send({ name: 'Spring' });
    expect([other.status, JSON.stringify(other.body).includes('idempotency_key_reused')]).toEqual([422, true]);
  });

  test('takes in the holidays of a calendar from last year on, each once however often', async () => {
    const id = await create();
    const first = await call('POST', `${PATH}/${id}/holidays/import`, { calendar: CALENDAR });
    expect(first.status).toBe(200);
    const dates = first.body.holidays.map((each: { start_date: string }) => each.start_date);
    expect(dates).toEqual([2025, 2026, 2027, 2028, 2029, 2030, 2031].map((year) => `${year}-01-01`));
    const second = await call('POST', `${PATH}/${id}/holidays/import`, { calendar: CALENDAR });
    expect(second.body).toEqual(first.body);
  });

  test('refuses to delete one that a policy names', async () => {
    const id = await create();
    const sla_policy = { title: 'By day', filter: {}, schedule_id: id };
    expect((await call('POST', '/api/v2/slas/policies', { sla_policy })).status).toBe(201);
    const { status, body } = await call('DELETE', `${PATH}/${id}`);
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toContain('By day');
  });

  test.each([
    ['POST', '', { schedule: { name: 'x', time_zone: 'Mars/Base' } }, 'time_zone', 'sla.time_zone_unknown'],
    [
      'POST',
      '',
      { schedule: { name: 'x', time_zone: 'Etc/UTC', intervals: [{ start_time: 60, end_time: 0 }] } },
      'intervals',
      'sla.interval_invalid',
    ],
    [
      'POST',
      '/ID/holidays',
      { holiday: { name: 'x', start_date: '2026-02-30', end_date: '2026-03-01' } },
      'start_date',
      'sla.holiday_invalid',
    ],
    [
      'POST',
      '/ID/holidays',
      { holiday: { name: 'x', start_date: '2026-03-02', end_date: '2026-03-01' } },
      'end_date',
      'sla.holiday_invalid',
    ],
    ['POST', '/ID/holidays/import', { calendar: 'BEGIN:VCALENDAR' }, 'calendar', 'sla.calendar_empty'],
  ] as const)('%s %s refuses what cannot be kept: %j', async (method, path, body, field, code) => {
    const id = await create();
    const answer = await call(method, `${PATH}${path.replace('ID', String(id))}`, body);
    expect(answer.status).toBe(422);
    expect(answer.body.details[field][0].error).toBe(code);
  });

  test('lets agents read and administrators change', async () => {
    const id = await create();
    const agent = { as: (await anAgent(table, clock)).as };
    expect((await call('GET', `${PATH}/${id}/holidays`, undefined, agent)).status).toBe(200);
    expect((await call('PUT', `${PATH}/${id}`, { schedule: { name: 'x' } }, agent)).status).toBe(403);
    const customer = { as: (await aCustomer(table, clock)).as };
    expect((await call('GET', PATH, undefined, customer)).status).toBe(403);
  });
});
