import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../shared/kernel/clock.ts';
import {
  afterAttempt,
  type CallAttempt,
  newCall,
  restUntil,
  retryAfterOf,
  signedHeaders,
  triedAgain,
  verdictOf,
  type WebhookCall,
  waitFor,
} from '../../../shared/webhooks/webhook-call.ts';

const START = Date.UTC(2026, 10, 22, 3);
const attempt = (status: number | null, at = START, outcome = 'answered'): CallAttempt => ({
  ...{ at, milliseconds: 5, outcome, status, answer: '' },
});
const call = (): WebhookCall =>
  newCall({ id: 9, webhook_id: 4, ticket_id: 12, audit_id: 77, body: '{"ticket_id":12}' }, START);

describe('an answer', () => {
  test.each([
    [200, 'taken'],
    [204, 'taken'],
    [301, 'refused'],
    [307, 'refused'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [408, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
  ])('of status %i means that the call is %s', (status, verdict) => {
    expect(verdictOf(attempt(status))).toBe(verdict);
  });

  test.each([
    ['timed_out', 'later'],
    ['unreachable', 'later'],
    ['address_refused', 'refused'],
  ])('that is missing (%s) means that the call is %s', (outcome, verdict) => {
    expect(verdictOf(attempt(null, START, outcome))).toBe(verdict);
  });
});

describe('a call', () => {
  test('that nobody takes is made six times, after ever longer pauses, and then given up', () => {
    let [current, at] = [call(), START];
    const pauses: (number | null)[] = [];
    for (let made = 0; made < 6; made++) {
      const { call: after, pause } = afterAttempt(current, attempt(503, at), undefined);
      pauses.push(pause);
      [current, at] = [after, at + (pause ?? 0)];
    }
    expect(pauses).toEqual([10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 15 * MINUTE, null]);
    expect(current).toMatchObject({ status: 'failed', attempt_count: 6, version: 7 });
  });

  test('that is put back after it was given up has all its attempts again', () => {
    let current: WebhookCall = { ...call(), status: 'failed', attempt_count: 6 };
    current = triedAgain(current, START + 2 * HOUR);
    expect(afterAttempt(current, attempt(503, START + 2 * HOUR), undefined).pause).toBe(10 * SECOND);
  });

  test('waits as long as its receiver asks, for a quarter of an hour at most', () => {
    expect(afterAttempt(call(), attempt(429), 90 * SECOND).pause).toBe(90 * SECOND);
    expect(afterAttempt(call(), attempt(429), SECOND).pause).toBe(10 * SECOND);
    expect(afterAttempt(call(), attempt(429), 5 * HOUR).pause).toBe(15 * MINUTE);
  });

  test('that is refused, or older than six hours, is given up at once', () => {
    expect(afterAttempt(call(), attempt(400), undefined)).toMatchObject({ pause: null, call: { status: 'failed' } });
    const late = afterAttempt(call(), attempt(503, START + 6 * HOUR), undefined);
    expect(late).toMatchObject({ pause: null, call: { status: 'failed' } });
  });

  test('keeps its last twenty attempts', () => {
    const many: WebhookCall = {
      ...call(),
      attempts: Array.from({ length: 20 }, () => attempt(500)),
      attempt_count: 20,
    };
    const { attempts } = afterAttempt(many, attempt(200), undefined).call;
    expect([attempts.length, attempts.at(-1)?.status]).toEqual([20, 200]);
  });

  test('is signed as Zendesk signs, over the time and the body', () => {
    const headers = signedHeaders(call(), 'a pass phrase', START + 400);
    const signature = createHmac('sha256', 'a pass phrase')
      .update('2026-11-22T03:00:00Z{"ticket_id":12}')
      .digest('base64');
    expect(headers).toEqual({
      'x-zendesk-webhook-id': '4',
      'x-zendesk-webhook-invocation-id': '9',
      'x-zendesk-webhook-signature': signature,
      'x-zendesk-webhook-signature-timestamp': '2026-11-22T03:00:00Z',
    });
  });
});

describe('how long a receiver asks to wait', () => {
  test.each([
    [undefined, undefined],
    ['120', 120 * SECOND],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 03:01:00 GMT', MINUTE],
    ['Sun, 22 Nov 2026 02:00:00 GMT', 0],
    ['soon', undefined],
  ])('is read of %j', (header, wait) => {
    expect(retryAfterOf(header, START)).toBe(wait);
  });
});

describe('a webhook that does not answer', () => {
  test('is called on while it failed once or twice, and then left alone for longer and longer', () => {
    expect(waitFor(undefined, START)).toEqual({ wait: 0, mayProbe: false });
    expect(waitFor({ failures: 2, not_before: START + HOUR }, START)).toEqual({ wait: 0, mayProbe: false });
    expect(waitFor({ failures: 3, not_before: START + MINUTE }, START)).toEqual({ wait: MINUTE, mayProbe: false });
    expect(waitFor({ failures: 3, not_before: START }, START)).toEqual({ wait: 0, mayProbe: true });
    const rests = [1, 2, 3, 4, 5, 20].map((failures) => restUntil(failures, START) - START);
    expect(rests).toEqual([0, 0, 20 * SECOND, 40 * SECOND, 80 * SECOND, 15 * MINUTE]);
    expect(restUntil(1, START, 2 * MINUTE) - START).toBe(2 * MINUTE);
  });
});
