import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { HOUR, type Instant, MINUTE, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** One attempt at a call. `outcome`: `answered`, or why there is no answer. */
export const CallAttempt = onFirstUse(() =>
  z.object({
    at: z.number(),
    milliseconds: z.number(),
    outcome: z.string(),
    status: z.nullable(z.int()),
    /** The beginning of what was answered. */
    answer: z.string(),
  }),
);
export type CallAttempt = z.output<typeof CallAttempt>;

/**
 * A call of a webhook, which Zendesk names an invocation: committed together with what it tells of. Its id goes with every
 * attempt, and so does the same body: who gets it twice can tell.
 */
export const WebhookCall = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    webhook_id: z.int(),
    ticket_id: z.int(),
    /** The audit of what it tells of. */
    audit_id: z.int(),
    body: z.string(),
    /** `cancelled`: its webhook was switched off or deleted before it could be made. */
    status: z.enum(['waiting', 'success', 'failed', 'cancelled']),
    /** The last ones. */
    attempts: z.array(CallAttempt),
    attempt_count: z.int(),
    /** What was given up and is tried again, by an operator, starts from the beginning: with which attempt, and when. */
    round: z.object({ from: z.int(), at: z.number() }),
    /** When it was given up the last time, and the message that did and is to end with the dead letters. */
    given_up: z._default(z.nullable(z.object({ at: z.number(), message_id: z.string() })), null),
    created_at: z.number(),
  }),
);
export type WebhookCall = z.output<typeof WebhookCall>;

/** How the calls of a webhook went lately; nothing is kept of one that answers. */
export const WebhookHealth = onFirstUse(() =>
  z.object({
    /** How many attempts in a row failed. */
    failures: z.int(),
    /** Until then nobody tries. */
    not_before: z.number(),
  }),
);
export type WebhookHealth = z.output<typeof WebhookHealth>;

const KEPT_ATTEMPTS = 20;
const ATTEMPTS = 6;
const PAUSES = [10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 15 * MINUTE];
/** A call that could not be made by then tells nobody anything new. */
const WORTH_MAKING = 6 * HOUR;
/** What a queue can hold a message back, and so the longest that a receiver can ask us to wait. */
const LONGEST_PAUSE = 15 * MINUTE;

/** The time an attempt may take, and what is done around it: for so long nobody else tries a receiver that failed. */
const PROBE = 20 * SECOND;
/**
 * A dead letter cannot be put back sooner after its call was given up: its message comes again first, after 150 seconds
 * of which the function may have used 25. What was sent by then is a copy.
 */
export const SOONEST_REDRIVE = 2 * MINUTE;
/** After so many failures in a row a webhook's calls wait, and one at a time finds out whether it answers again. */
const FAILURES_UNTIL_OPEN = 3;

/** A new call that is to be made at once. */
export function newCall(
  of: Pick<WebhookCall, 'id' | 'webhook_id' | 'ticket_id' | 'audit_id' | 'body'>,
  now: Instant,
): WebhookCall {
  const nothingYet = { attempts: [], attempt_count: 0, round: { from: 0, at: now }, given_up: null };
  return { ...of, version: 1, status: 'waiting', ...nothingYet, created_at: now };
}

/** What an attempt says of its receiver: it took the call, it refuses it for good, or it may take it later. */
export type Verdict = 'taken' | 'refused' | 'later';

/** What an attempt means. Redirects are not followed, so they are refusals. */
export function verdictOf({ outcome, status }: Pick<CallAttempt, 'outcome' | 'status'>): Verdict {
  if (status === null) return outcome === 'address_refused' ? 'refused' : 'later';
  if (status >= 200 && status < 300) return 'taken';
  return status >= 500 || status === 429 || status === 408 ? 'later' : 'refused';
}

/** A call after an attempt, and after how long it is tried again; null when it is not. */
export function afterAttempt(
  call: WebhookCall,
  attempt: CallAttempt,
  retryAfter: number | undefined,
): { readonly call: WebhookCall; readonly pause: number | null } {
  const attempts = [...call.attempts, attempt].slice(-KEPT_ATTEMPTS);
  const tried = { ...call, attempts, attempt_count: call.attempt_count + 1, version: call.version + 1 };
  const verdict = verdictOf(attempt);
  if (verdict === 'taken') return { call: { ...tried, status: 'success' }, pause: null };
  const before = call.attempt_count - call.round.from;
  const pause = Math.min(Math.max(PAUSES[before] ?? LONGEST_PAUSE, retryAfter ?? 0), LONGEST_PAUSE);
  const last = verdict === 'refused' || before + 1 >= ATTEMPTS || isTooLate(call, attempt.at + pause);
  return last ? { call: { ...tried, status: 'failed' }, pause: null } : { call: tried, pause };
}

/** A call that nobody took, with the message that it is given up by. */
export function givenUp(call: WebhookCall, messageId: string, now: Instant): WebhookCall {
  return { ...call, status: 'failed', given_up: { at: now, message_id: messageId } };
}

/** A call that was given up, as it is tried again: from the beginning, and until as long after. */
export function triedAgain(call: WebhookCall, now: Instant): WebhookCall {
  return { ...call, status: 'waiting', round: { from: call.attempt_count, at: now } };
}

/** A message about a call. `attempt`: how many attempts were made before it was sent. */
export interface CallMessage {
  readonly id: string;
  readonly attempt: number;
  readonly sentAt: Instant;
}

/**
 * What a message means for its call: it is to be made; nothing, because the message is behind the record; it was given up
 * by this very message; or an operator put this message back. That one was sent anew, under another id, once it had
 * become a dead letter. Whether by our command or in the console: neither says so in the message.
 */
export function standingOf(call: WebhookCall, message: CallMessage): 'due' | 'done' | 'given_up' | 'put_back' {
  if (call.status === 'waiting') return message.attempt < call.attempt_count ? 'done' : 'due';
  if (call.status !== 'failed') return 'done';
  const { at, message_id } = call.given_up ?? { at: call.created_at, message_id: '' };
  if (message.id === message_id) return 'given_up';
  const isBehind = message.attempt < call.attempt_count - 1;
  return isBehind || message.sentAt < at + SOONEST_REDRIVE ? 'done' : 'put_back';
}

/** Whether a call has waited longer than it is worth. */
export function isTooLate({ round }: Pick<WebhookCall, 'round'>, now: Instant): boolean {
  return round.at + WORTH_MAKING < now;
}

/** The milliseconds that a receiver asks for (RFC 9110, 10.2.3), seconds or a date; undefined when it does not. */
export function retryAfterOf(header: string | undefined, now: Instant): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * SECOND;
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}

/** How long calls of a webhook have to wait because it does not answer; `mayProbe`: one of them may find out now. */
export function waitFor(
  health: WebhookHealth | undefined,
  now: Instant,
): { readonly wait: number; readonly mayProbe: boolean } {
  if (!health || health.failures < FAILURES_UNTIL_OPEN) return { wait: 0, mayProbe: false };
  const wait = health.not_before - now;
  return wait > 0 ? { wait, mayProbe: false } : { wait: 0, mayProbe: true };
}

/** Until when nobody else tries while one call finds out. */
export function probeUntil(now: Instant): Instant {
  return now + PROBE;
}

/** Until when a webhook is left alone after so many failures in a row. */
export function restUntil(failures: number, now: Instant, retryAfter = 0): Instant {
  const doubled = failures < FAILURES_UNTIL_OPEN ? 0 : PROBE * 2 ** Math.min(failures - FAILURES_UNTIL_OPEN, 10);
  return now + Math.min(Math.max(doubled, retryAfter), LONGEST_PAUSE);
}

/** The headers by which a receiver knows that a call is ours, and which one it is. */
export function signedHeaders(
  call: Pick<WebhookCall, 'id' | 'webhook_id' | 'body'>,
  secret: string,
  now: Instant,
): Record<string, string> {
  const timestamp = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const signature = createHmac('sha256', secret).update(`${timestamp}${call.body}`).digest('base64');
  return {
    'x-zendesk-webhook-id': String(call.webhook_id),
    'x-zendesk-webhook-invocation-id': String(call.id),
    'x-zendesk-webhook-signature': signature,
    'x-zendesk-webhook-signature-timestamp': timestamp,
  };
}
