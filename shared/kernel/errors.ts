/** The closed set of ways a request can be refused. Each maps to one HTTP status in `platform/http/wire-errors.ts`. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'rate_limited'
  | 'unavailable';

/** One thing wrong with one field. `code` is stable and is also the key `error.<code>` in `shared/strings/errors`. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/**
 * The only error a rule, store or use case throws on purpose. `code` is a stable id and, as `error.<code>`, the key of
 * its text in every language; `fields` names what was wrong where more than one thing can be.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly fields: readonly FieldError[];

  constructor(
    kind: ErrorKind,
    code: string,
    options: { params?: Record<string, string | number>; fields?: readonly FieldError[]; cause?: unknown } = {},
  ) {
    super(`${kind}: ${code}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.params = options.params ?? {};
    this.fields = options.fields ?? [];
  }
}

/** A refusal because one field is wrong: `invalid('status', 'ticket.solved_needs_assignee')`. */
export function invalid(field: string, code: string, params: Record<string, string | number> = {}): DomainError {
  return new DomainError('invalid', code, { params, fields: [{ field, code, params }] });
}

/** The record does not exist, or the caller may not know that it does. */
export function notFound(record: string): DomainError {
  return new DomainError('not_found', 'record_not_found', { params: { record } });
}

/** The caller is known but may not do this. */
export function forbidden(code = 'forbidden'): DomainError {
  return new DomainError('forbidden', code);
}

/** The record changed since the caller read it. */
export function conflict(code: string, params: Record<string, string | number> = {}): DomainError {
  return new DomainError('conflict', code, { params });
}
