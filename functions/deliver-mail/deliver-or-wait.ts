import { DomainError } from '../../shared/kernel/errors.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { SendMessages } from '../../shared/platform/messaging/sqs.ts';
import { type DeliverDeps, deliverMail } from './deliver-mail.ts';

export interface WaitingDeps extends DeliverDeps {
  readonly sendMessages: SendMessages;
  /** URL of this function's own queue. */
  readonly deliveryQueue: string;
}

/**
 * Delivers; a delivery that somebody else holds goes back into the queue until their lease is over. Left to the queue's
 * visibility timeout, a mail whose sender died would wait minutes longer.
 */
export async function deliverOrWait(event: EventMessage, deps: WaitingDeps): Promise<void> {
  try {
    await deliverMail(event.subject, deps);
  } catch (error) {
    const wait = error instanceof DomainError ? error.params['retry_after'] : undefined;
    if (typeof wait !== 'number') throw error;
    const unsent = await deps.sendMessages(deps.deliveryQueue, [{ body: JSON.stringify(event), delaySeconds: wait }]);
    if (unsent.size > 0) throw error;
  }
}
