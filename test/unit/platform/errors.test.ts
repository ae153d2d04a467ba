import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { conflict, DomainError, type ErrorKind, forbidden, invalid, notFound } from '../../../shared/kernel/errors.ts';
import { invalidInput, parseJson } from '../../../shared/platform/http/parse-input.ts';
import { wireError } from '../../../shared/platform/http/wire-errors.ts';
import { ConditionFailed } from '../../../shared/platform/table/table-errors.ts';

describe('an error on the wire', () => {
  test('of a wrong field names it, with a stable code and a text in the caller’s language', () => {
    const { status, body } = wireError(invalid('requester_id', 'field_required'), 'en', 'r');
    expect(status).toBe(422);
    expect(body).toEqual({
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { requester_id: [{ description: 'Requester: cannot be blank', error: 'field_required' }] },
    });
    const chinese = wireError(invalid('subject', 'field_required'), 'zh-CN', 'r');
    expect(JSON.stringify(chinese.body)).toContain('不能为空');
  });

  test('of a record that is not there is the literal that clients compare with, and says nothing else', () => {
    expect(wireError(notFound('ticket'), 'en', 'r')).toMatchObject({
      status: 404,
      body: { error: 'RecordNotFound', description: 'Not found' },
    });
    expect(wireError(new DomainError('not_found', 'endpoint_not_found'), 'en', 'r').body['error']).toBe(
      'InvalidEndpoint',
    );
  });

  test('of wrong credentials is one literal', () => {
    expect(wireError(new DomainError('unauthenticated', 'unauthenticated'), 'en', 'r')).toEqual({
      status: 401,
      headers: {},
      body: { error: "Couldn't authenticate you" },
    });
  });

  test.each<[ErrorKind, number, string]>([
    ['malformed', 400, 'BadRequest'],
    ['forbidden', 403, 'Forbidden'],
    ['conflict', 409, 'UpdateConflict'],
    ['rate_limited', 429, 'APIRateLimitExceeded'],
    ['unavailable', 503, 'ServiceUnavailable'],
  ])('of kind %s has status %i and says %s', (kind, status, literal) => {
    expect(wireError(new DomainError(kind, 'try_again'), 'en', 'r')).toMatchObject({
      status,
      body: { error: literal },
    });
  });

  test('tells when to try again where trying again helps', () => {
    expect(wireError(new DomainError('unavailable', 'try_again'), 'en', 'r').headers).toEqual({ 'retry-after': '5' });
    const limited = new DomainError('rate_limited', 'rate_limited', { params: { retry_after: 17 } });
    expect(wireError(limited, 'en', 'r').headers).toEqual({ 'retry-after': '17' });
    expect(wireError(forbidden(), 'en', 'r').headers).toEqual({});
  });

  test('of a record that changed meanwhile is a conflict, wherever it was noticed', () => {
    expect(wireError(new ConditionFailed(0), 'en', 'r').status).toBe(409);
    expect(wireError(conflict('changed_meanwhile'), 'en', 'r').body['error']).toBe('UpdateConflict');
  });

  test('of ours carries the request’s id and not a word of what went wrong', () => {
    const { status, body } = wireError(new Error('password of the database'), 'en', 'req-42');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).toContain('req-42');
    expect(JSON.stringify(body)).not.toContain('password');
  });
});

describe('wrong input', () => {
  const Body = z.object({
    ticket: z.object({
      subject: z.string().check(z.maxLength(3)),
      priority: z.enum(['low', 'high']),
      due: z.int().check(z.maximum(9)),
      tags: z.array(z.string()),
    }),
  });

  test('is named field by field, without the wrapper, all at once', () => {
    const value = { ticket: { subject: 'long', priority: 'x', due: 10, tags: ['a', 1] } };
    const result = z.safeParse(Body, value);
    if (result.success) throw new Error('it should not pass');
    expect(invalidInput(result.error.issues, value).fields).toEqual([
      { field: 'subject', code: 'field_too_long', params: { limit: '3' } },
      { field: 'priority', code: 'field_not_allowed', params: { allowed: 'low, high' } },
      { field: 'due', code: 'field_too_large', params: { limit: '9' } },
      { field: 'tags.1', code: 'field_invalid' },
    ]);
  });

  test('that is missing is told from what is wrong', () => {
    const missing = z.safeParse(Body, { ticket: { priority: 'low', due: 1, tags: [] } });
    if (missing.success) throw new Error('it should not pass');
    expect(invalidInput(missing.error.issues, { ticket: {} }).fields).toEqual([
      { field: 'subject', code: 'field_required' },
    ]);
  });

  test('with a hundred faults is answered with twenty', () => {
    const value = Array.from({ length: 100 }, () => 1);
    const result = z.safeParse(z.array(z.string()), value);
    expect(invalidInput(result.error?.issues ?? [], value).fields).toHaveLength(20);
  });

  test.each([
    ['{"a":', 'body_not_json'],
    ['nonsense', 'body_not_json'],
    [Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'body_not_utf8'],
    [Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'body_not_utf8'],
  ])('%j is no JSON', (body, code) => {
    expect(() => parseJson(Buffer.from(body))).toThrow(expect.objectContaining({ kind: 'malformed', code }));
  });

  test('an empty body is none', () => {
    expect(parseJson(Buffer.alloc(0))).toBeUndefined();
  });
});
