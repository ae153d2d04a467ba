import * as z from 'zod/mini';
import { SECOND } from '../../shared/kernel/clock.ts';
import { log } from '../../shared/platform/log.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import { CallQueuedData } from '../../shared/webhooks/webhook.events.ts';
import { claimProbe, noteFailure, noteRecovery } from '../../shared/webhooks/webhook.store.ts';
import type { Webhook } from '../../shared/webhooks/webhook.ts';
import { getCallAndWebhook, putCallState } from '../../shared/webhooks/webhook-call.store.ts';
import {
  afterAttempt,
  type CallMessage,
  givenUp,
  isTooLate,
  probeUntil,
  standingOf,
  triedAgain,
  verdictOf,
  type WebhookCall,
  type WebhookHealth,
  waitFor,
} from '../../shared/webhooks/webhook-call.ts';
import type { CallDeps } from './deps.ts';
import { makeAttempt } from './make-attempt.ts';

/** Nobody took the call: its message goes to the dead-letter queue, whose alarm tells the operators. */
class CallGivenUp extends Error {}

/**
 * Makes a call, or sees that it is made later: what failed comes again by a message of its own, after a while that the
 * queue's visibility timeout could not give it. The message for the next attempt is sent before the record says that this
 * one was made: whoever dies in between makes the attempt again, and nothing is lost. A message that is behind the record
 * is a copy.
 */
export async function callWebhook(event: EventMessage, message: Message, deps: CallDeps): Promise<void> {
  const data = z.parse(CallQueuedData, event.data);
  const { call, webhook, health } = await getCallAndWebhook(deps.table, data);
  if (!call) return;
  const standing = standingOf(call, { ...message, attempt: data.attempt });
  if (standing === 'done') return;
  if (standing === 'given_up') throw new CallGivenUp(`Call ${call.id} was given up`);
  if (webhook?.status !== 'active') {
    await putCallState(deps.table, call, { ...call, status: 'cancelled' });
    return;
  }
  if (standing === 'put_back') {
    // A message of its own goes on, as after an attempt; the one that was put back is done with.
    await sendAgain(event, call.attempt_count, 0, deps);
    await putCallState(deps.table, call, triedAgain(call, deps.now()));
    return;
  }
  const due: Due = { event, message, call, webhook, health };
  if (await hasToWait(due, deps)) return;
  await attempt(due, deps);
}

/** What SQS says of a message. */
type Message = Omit<CallMessage, 'attempt'>;

interface Due {
  readonly event: EventMessage;
  readonly message: Message;
  readonly call: WebhookCall;
  readonly webhook: Webhook;
  readonly health: WebhookHealth | undefined;
}

/** A receiver that is down is not waited for: its calls go back into the queue, and those to others pass them. */
async function hasToWait(due: Due, deps: CallDeps): Promise<boolean> {
  const { event, call, webhook, health } = due;
  const now = deps.now();
  const { wait, mayProbe } = waitFor(health, now);
  if (wait === 0 && !(mayProbe && health)) return false;
  if (wait === 0 && health && (await claimProbe(deps.table, webhook.id, health, now))) return false;
  if (isTooLate(call, now)) return giveUp(due, call, deps);
  const pause = Math.max(wait, probeUntil(now) - now);
  await sendAgain(event, call.attempt_count, pause, deps);
  return true;
}

async function attempt(due: Due, deps: CallDeps): Promise<void> {
  const { event, call, webhook, health } = due;
  const { table } = deps;
  const { made, retryAfter } = await makeAttempt(call, webhook, deps);
  const { call: after, pause } = afterAttempt(call, made, retryAfter);
  const verdict = verdictOf(made);
  log.info('webhook_called', {
    webhook_id: webhook.id,
    call_id: call.id,
    attempt: after.attempt_count,
    outcome: made.outcome,
    status: made.status,
    milliseconds: made.milliseconds,
  });
  if (verdict === 'later') await noteFailure(table, webhook.id, health, deps.now(), retryAfter);
  else if (health) await noteRecovery(table, webhook.id);
  if (pause !== null) await sendAgain(event, after.attempt_count, pause, deps);
  if (after.status === 'failed') await giveUp(due, after, deps);
  else await putCallState(table, call, after);
}

/**
 * Throws, also where the record was changed meanwhile: the message comes again and finds out whether it was by itself,
 * its answer being lost, or by another attempt, whose message goes on.
 */
async function giveUp({ call, message }: Due, after: WebhookCall, deps: CallDeps): Promise<never> {
  await putCallState(deps.table, call, givenUp(after, message.id, deps.now()));
  throw new CallGivenUp(`Call ${call.id} is given up`);
}

/** Not all at the same instant: they would arrive together again. */
const SPREAD = 0.2;

async function sendAgain(event: EventMessage, attempts: number, pause: number, deps: CallDeps): Promise<void> {
  const data: Record<string, unknown> = { ...event.data, attempt: attempts };
  const delaySeconds = Math.min(900, Math.ceil((pause * (1 + SPREAD * deps.random())) / SECOND));
  const unsent = await deps.sendMessages(deps.ownQueue, [{ body: JSON.stringify({ ...event, data }), delaySeconds }]);
  if (unsent.size > 0) throw new Error(`Call ${event.subject} could not be put off`);
}
