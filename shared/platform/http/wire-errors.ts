import { DomainError, type ErrorKind } from '../../kernel/errors.ts';
import { errorText } from '../i18n/error-text.ts';
import { ConditionFailed } from '../table/table-errors.ts';

/** The only statuses a failure can have: those on which the clients of this API raise an error. */
const STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
};

/** The literal in `error` that clients of this API compare with. */
const LITERAL: Record<Exclude<ErrorKind, 'unauthenticated'>, string> = {
  malformed: 'BadRequest',
  forbidden: 'Forbidden',
  not_found: 'RecordNotFound',
  conflict: 'UpdateConflict',
  invalid: 'RecordInvalid',
  rate_limited: 'APIRateLimitExceeded',
  unavailable: 'ServiceUnavailable',
};

export interface WireError {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
}

/**
 * Any error as the wire writes it; the one place where errors become statuses. Our stable code stands in
 * `details.<field>[].error`. What is not a DomainError is a fault of ours: 500, without a word of its message.
 */
export function wireError(error: unknown, locale: string, requestId: string): WireError {
  const known =
    error instanceof ConditionFailed ? new DomainError('conflict', 'changed_meanwhile', { cause: error }) : error;
  if (!(known instanceof DomainError)) {
    const description = errorText(locale, 'internal', { request_id: requestId });
    return {
      status: 500,
      headers: {},
      body: { error: 'InternalError', description, details: { base: [{ description, error: 'internal' }] } },
    };
  }
  const status = STATUS[known.kind];
  if (known.kind === 'unauthenticated') return { status, headers: {}, body: { error: "Couldn't authenticate you" } };
  const description = errorText(locale, known.code, known.params);
  const fields = known.fields.length > 0 ? known.fields : [{ field: 'base', code: known.code, params: known.params }];
  const details: Record<string, { description: string; error: string }[]> = {};
  for (const { field, code, params } of fields) {
    details[field] ??= [];
    details[field].push({ description: errorText(locale, code, { field: fieldLabel(field), ...params }), error: code });
  }
  const literal = known.code === 'endpoint_not_found' ? 'InvalidEndpoint' : LITERAL[known.kind];
  const body =
    known.kind === 'invalid'
      ? { error: literal, description: errorText(locale, 'record_invalid'), details }
      : { error: literal, description, ...(known.kind === 'not_found' ? {} : { details }) };
  const headers: Record<string, string> = {};
  const passes = known.kind === 'rate_limited' || known.kind === 'unavailable';
  const retryAfter = known.params['retry_after'] ?? (passes ? 5 : undefined);
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  return { status, body, headers };
}

/** `requester_id` as people read it: `Requester`. */
export function fieldLabel(field: string): string {
  const words = field.replace(/_id$/, '').replace(/[_.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
