import { describe, expect, test } from 'vitest';
import { bill, byService, times, total } from './bill.ts';
import { billed, gbSeconds } from './lambda-time.ts';
import { PRICES } from './prices.ts';
import { accessLogLine, idleQuantities, pollsAtMost } from './quantities.ts';

describe('a bill', () => {
  test('takes the price of a unit for each unit', () => {
    const lines = bill({ 'dynamodb.write': 2_000_000, 'kms.request': 5_000, 'kms.key': 1 });
    expect(lines.map(({ cost }) => cost)).toEqual([1.25, 0.015, 1]);
    expect(total(lines)).toBeCloseTo(2.265, 10);
  });

  test('shows what makes up a service, the dearest first', () => {
    const services = byService(bill({ 'kms.request': 10_000, 'kms.key': 2, 'sqs.request': 10_000_000 }));
    expect(services.map(({ service, cost }) => [service, cost])).toEqual([
      ['SQS', 4],
      ['KMS', 2.03],
    ]);
    expect(services[1]?.parts.map(({ meter }) => meter)).toEqual(['kms.key', 'kms.request']);
  });

  test('of a thousand tickets is a thousand times the bill of one', () => {
    const one = { 'dynamodb.read': 88, 'http.request': 8 };
    expect(total(bill(times(one, 1_000)))).toBeCloseTo(1_000 * total(bill(one)), 12);
  });
});

test('every price names a page of AWS', () => {
  for (const { source, price, per } of Object.values(PRICES)) {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\//);
    expect(price).toBeGreaterThanOrEqual(0);
    expect(per).toBeGreaterThan(0);
  }
});

describe('a function', () => {
  test('waits as long with little memory as with much, but works longer', () => {
    expect(billed({ memory: 1769, waited: 100, worked: 10 })).toBe(115);
    expect(billed({ memory: 512, waited: 100, worked: 10 })).toBe(152);
    expect(billed({ memory: 3008, waited: 100, worked: 10 })).toBe(115);
  });

  test('is billed by the millisecond, rounded up, times its memory', () => {
    expect(billed({ memory: 1769, waited: 0.2, worked: 0 })).toBe(1);
    expect(gbSeconds(512, 3_000)).toBe(1.5);
  });
});

describe('an idle month', () => {
  const parts = {
    alarms: 3,
    alarmMetrics: 4,
    dashboards: 0,
    secrets: 2,
    keys: 1,
    polled: [{ concurrency: undefined }, { concurrency: 5 }],
    memory: new Map([['sweep-timers', 512]]),
    loggingRuns: [],
    accessLogFormat: '',
    types: new Map(),
  };
  const use = { invocations: 1, waited: 24, coldStarts: 0, tableCalls: 2, otherCalls: 0, logLines: 1, logBytes: 250 };
  const tick = { functions: new Map([['sweep-timers' as const, use]]), reads: 9, writes: 1, requests: new Map() };
  const month = idleQuantities(tick, parts, { own: new Map(), table: 0.5, signed: 0.5 });

  test('has 43,800 minutes, each with a run of the schedule', () => {
    expect(month['lambda.request']).toBe(43_800);
    expect(month['dynamodb.read']).toBe(9 * 43_800);
    expect(month['logs.ingest']).toBe(250 * 43_800);
  });

  test('polls a queue fifteen times a minute, and six times where Lambda may go down to two pollers', () => {
    expect(month['sqs.poll']).toBe((15 + 6) * 43_800);
    expect(pollsAtMost(parts)).toBe(9 * 43_800);
  });

  test('counts what stands in the template', () => {
    expect(month).toMatchObject({
      'cloudwatch.alarm': 4,
      'cloudwatch.dashboard': 0,
      'secrets.secret': 2,
      'kms.key': 1,
    });
  });
});

test('a line of the access log has something in each place', () => {
  expect(accessLogLine('{"a":"$context.status","b":"$context.integrationErrorMessage"}')).toBe(
    '{"a":"","b":""}'.length + 2 * 20 + 26,
  );
});
