import { randomUUID } from 'node:crypto';
import type { QueueEngine } from '../queues/local-queue.ts';
import { eventFilter } from '../stream/event-filter.ts';
import type { EventRule } from '../template/event-rules.ts';
import { LOCAL_ACCOUNT } from '../template/template.ts';

/** What a service says happened. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** Publishes an event; it is in the queue of every rule that it matches when this is done, for some seconds unseen if wanted. */
export type PublishEvent = (event: BusEvent, delaySeconds?: number) => Promise<void>;

/** EventBridge's default bus, as far as rules lead to queues. */
export function eventBus(rules: readonly EventRule[], queues: QueueEngine, region: string): PublishEvent {
  const targets = rules.map(({ pattern, queueArns }) => ({ matches: eventFilter([pattern]), queueArns }));
  return async ({ source, detailType, resources, detail }, delaySeconds) => {
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source,
      account: LOCAL_ACCOUNT,
      time: `${new Date().toISOString().slice(0, 19)}Z`,
      region,
      resources,
      detail,
    };
    for (const { matches, queueArns } of targets) {
      if (!matches(event)) continue;
      for (const arn of queueArns) await queues.queue(arn).send(JSON.stringify(event), delaySeconds);
    }
  };
}
