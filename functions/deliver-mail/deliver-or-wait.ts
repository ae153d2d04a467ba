import { DomainError } from '../../shared/kernel/errors.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { SendMessages } from '../../shared/platform/messaging/sqs.ts';
import { type DeliverDeps, deliverMail } from './deliver-mail.ts';

export interface WaitingDeps extends DeliverDeps {
  readonly sendMessages: SendMessages;
  /** URLs of this function's own queues. */
  readonly deliveryQueues: { readonly urgent: string; readonly others: string };
}

/**
 * Delivers; a delivery that somebody else holds goes back into the queue until their lease is over, and one that SES has no
 * room for until it may have. Left to the queue's visibility timeout, each would wait minutes longer, and a busy hour would
 * use up the few times that a message may come again.
 */
export async function deliverOrWait(event: EventMessage, deps: WaitingDeps): Promise<void> {
  try {
    await deliverMail(event.subject, event.urgent === true, deps);
  } catch (error) {
    const { retry_after, retry_urgent_after }: Record<string, unknown> =
      error instanceof DomainError ? error.params : {};
    const wait = event.urgent ? (retry_urgent_after ?? retry_after) : retry_after;
    if (typeof wait !== 'number') throw error;
    const queue = deps.deliveryQueues[event.urgent ? 'urgent' : 'others'];
    const unsent = await deps.sendMessages(queue, [{ body: JSON.stringify(event), delaySeconds: wait }]);
    if (unsent.size > 0) throw error;
  }
}
