import * as z from 'zod/mini';
import { DomainError, type FieldError } from '../../kernel/errors.ts';
import type { Route } from './contract.ts';
import type { HttpRequest } from './request.ts';

const TEXT = new TextDecoder('utf-8', { fatal: true });

/** The body as JSON. Throws `malformed` for bytes that are not UTF-8 (RFC 8259 section 8.1) or not JSON. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  let text: string;
  try {
    text = TEXT.decode(body);
  } catch (cause) {
    throw new DomainError('malformed', 'body_not_utf8', { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('malformed', 'body_not_json', { cause });
  }
}

/** `page[size]=5&sort=id` as an object; a name that is repeated keeps its last value. */
function queryObject(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(query);
}

function bodyValue(route: Route, request: HttpRequest): unknown {
  if (route.accepts === 'bytes') return request.body;
  if (route.accepts === 'form') return Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
  return parseJson(request.body);
}

/** Parses path parameters, query and body by the contract. Throws one `invalid` error that names every wrong field. */
export function parseInput(route: Route, request: HttpRequest, pathParams: Record<string, string>) {
  const params = route.params ? z.safeParse(route.params, pathParams) : undefined;
  // A path whose id cannot be an id names nothing that exists.
  if (params && !params.success) throw new DomainError('not_found', 'record_not_found');
  return {
    params: params?.data,
    query: parsed(route.query, queryObject(request.query)),
    body: route.body ? parsed(route.body, bodyValue(route, request)) : undefined,
  };
}

function parsed(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw invalidInput(result.error.issues, value);
}

/** One `invalid` error for a list of schema issues; fields are named without their wrapper (`ticket.subject` is `subject`). */
export function invalidInput(issues: readonly z.core.$ZodIssue[], value?: unknown): DomainError {
  const fields = issues.slice(0, 20).map((issue) => fieldError(issue, value));
  return new DomainError('invalid', 'record_invalid', { fields });
}

function fieldError(issue: z.core.$ZodIssue, value: unknown): FieldError {
  const path = issue.path.map(String);
  const field = (path.length > 1 ? path.slice(1) : path).join('.') || 'base';
  const missing = issue.code === 'invalid_type' && valueAt(value, issue.path) === undefined;
  if (missing) return { field, code: 'field_required' };
  switch (issue.code) {
    case 'too_big':
      return {
        field,
        code: issue.origin === 'number' ? 'field_too_large' : 'field_too_long',
        params: { limit: String(issue.maximum) },
      };
    case 'too_small':
      return {
        field,
        code: issue.origin === 'number' ? 'field_too_small' : 'field_too_short',
        params: { limit: String(issue.minimum) },
      };
    case 'invalid_value':
      return { field, code: 'field_not_allowed', params: { allowed: issue.values.map(String).join(', ') } };
    case 'custom':
      return { field, code: issue.message && /^[a-z_.]+$/.test(issue.message) ? issue.message : 'field_invalid' };
    default:
      return { field, code: 'field_invalid' };
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = value;
  for (const key of path)
    at = at === null || typeof at !== 'object' ? undefined : (at as Record<PropertyKey, unknown>)[key];
  return at;
}
