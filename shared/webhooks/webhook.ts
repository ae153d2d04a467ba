import * as z from 'zod/mini';
import { type FieldError, invalid } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';

export const METHODS = ['POST', 'PUT', 'PATCH'] as const;
export const AUTHENTICATIONS = ['basic_auth', 'bearer_token', 'api_key'] as const;
/** What webhooks can be connected to here: they are called by the steps of escalations. */
export const SUBSCRIPTION = 'conditional_ticket_events';

/** How a call proves who it comes from, beside its signature. */
export const Authentication = onFirstUse(() =>
  z.object({
    type: z.enum(AUTHENTICATIONS),
    /** The name of the user, or of the header of an API key. */
    name: z.nullable(z.string()),
    /** Password, token or key; sealed. */
    sealed: z.string(),
  }),
);
export type Authentication = z.output<typeof Authentication>;

/** A server of somebody else that is told when a step of an escalation is taken. */
export const Webhook = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    name: z.string(),
    description: z.nullable(z.string()),
    endpoint: z.string(),
    http_method: z.enum(METHODS),
    status: z.enum(['active', 'inactive']),
    custom_headers: z.record(z.string(), z.string()),
    authentication: z.nullable(Authentication),
    /** What its calls are signed with; sealed. */
    signing_secret: z.string(),
    created_at: z.number(),
    created_by: z.int(),
    updated_at: z.number(),
    updated_by: z.int(),
  }),
);
export type Webhook = z.output<typeof Webhook>;

export const MAX_WEBHOOKS = 100;

/** What every call says about itself. */
export const CALL_HEADERS = { 'content-type': 'application/json', 'user-agent': 'Moorline webhook' } as const;

/** Where a sealed secret of a webhook belongs. */
export function secretPlace(webhookId: number, of: 'signature' | 'authentication'): string {
  return `webhook ${webhookId} ${of}`;
}

/** Names that no server in the public internet has. */
const NOT_PUBLIC = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)\.?$/;

/**
 * Throws `invalid` for an endpoint that is never called: not https, or plainly not a public server. What its name stands
 * for is looked at again with every call. `isLocal` says what a local run allows all the same.
 */
export function checkEndpoint(endpoint: string, isLocal: (url: URL) => boolean, field = 'endpoint'): void {
  const url = URL.parse(endpoint);
  if (url && isLocal(url) && bare(url)) return;
  const isName = url !== null && /[a-z]/i.test(url.hostname) && !url.hostname.startsWith('[');
  const known = isName && url.hostname.includes('.') && !NOT_PUBLIC.test(url.hostname);
  if (url?.protocol !== 'https:' || !known || !bare(url)) throw invalid(field, 'webhook.endpoint_invalid');
}

/** Without a name and password in it: these are logged by everyone on the way. */
function bare({ username, password }: URL): boolean {
  return username === '' && password === '';
}

const HEADER_NAME = /^[A-Za-z0-9-]{1,100}$/;
/** Visible characters and spaces: no line that could begin another header. */
const HEADER_VALUE = /^[\x20-\x7e]{1,500}$/;
const OURS =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|cookie|authorization|proxy-.*|user-agent|x-zendesk-.*|x-amz.*|x-forwarded-.*)$/i;
const MAX_HEADERS = 5;

/** Throws `invalid` for headers of a client's own that cannot be sent, or that are not theirs to set. */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  const names = Object.keys(headers);
  if (names.length > MAX_HEADERS) throw invalid('custom_headers', 'webhook.too_many_headers', { limit: MAX_HEADERS });
  const wrong = names.find((name) => !isHeader(name, headers[name] ?? ''));
  if (wrong !== undefined) throw invalid('custom_headers', 'webhook.header_invalid', { name: wrong.slice(0, 50) });
}

function isHeader(name: string, value: string): boolean {
  return HEADER_NAME.test(name) && !OURS.test(name) && HEADER_VALUE.test(value);
}

/** What a client says about how calls prove who they come from. */
export interface AskedAuthentication {
  readonly type: (typeof AUTHENTICATIONS)[number];
  readonly data: Readonly<Record<string, string | undefined>>;
}

/** Throws `invalid` when what calls prove themselves by would go to another server than it was given for. */
export function checkMove(before: Webhook, endpoint: string | undefined, isGivenAgain: boolean): void {
  if (endpoint === undefined || before.authentication === null || isGivenAgain) return;
  if (new URL(endpoint).origin !== new URL(before.endpoint).origin)
    throw invalid('authentication', 'webhook.authentication_again');
}

/** The name and the secret of what a client wrote. Throws `invalid` for what is missing or cannot be sent. */
export function credentialsFrom({ type, data }: AskedAuthentication): { name: string | null; secret: string } {
  const errors: FieldError[] = [];
  const need = (key: string): string => {
    const value = data[key] ?? '';
    if (!HEADER_VALUE.test(value))
      errors.push({ field: `authentication.data.${key}`, code: value === '' ? 'field_required' : 'field_invalid' });
    return value;
  };
  const found =
    type === 'basic_auth'
      ? { name: need('username'), secret: need('password') }
      : type === 'bearer_token'
        ? { name: null, secret: need('token') }
        : { name: need('name'), secret: need('value') };
  const [first] = errors;
  if (first) throw invalid(first.field, first.code);
  const { name } = found;
  if (type === 'api_key' && !isHeader(name ?? '', 'x'))
    throw invalid('authentication.data.name', 'webhook.header_invalid', { name: (name ?? '').slice(0, 50) });
  if (type === 'basic_auth' && name?.includes(':')) throw invalid('authentication.data.username', 'field_invalid');
  return found;
}

/** The header by which a call proves who it comes from. */
export function authenticationHeader({ type, name }: Authentication, secret: string): Record<string, string> {
  if (type === 'api_key') return { [name ?? '']: secret };
  if (type === 'bearer_token') return { authorization: `Bearer ${secret}` };
  return { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` };
}
