import type { CallServer, ServerAnswer, ServerCall } from '../../../shared/platform/server-calls.ts';
import { type Instance, Unanswered } from './instance.ts';

/** A server of somebody else, which webhooks call. */
export interface Receiver {
  /** How one instance reaches it. */
  client(instance: Instance): CallServer;
  /** Everything that came, in order, whether or not the caller knows. */
  readonly received: readonly ServerCall[];
}

export function receiver(): Receiver {
  const received: ServerCall[] = [];
  return {
    received,
    client:
      (instance) =>
      async (call): Promise<ServerAnswer> => {
        try {
          await instance.reach({
            service: 'webhooks',
            what: () => `calls ${call.url} ${call.headers['x-zendesk-webhook-invocation-id']}`,
            effect: () => void received.push(call),
          });
          return { status: 200, headers: {}, body: 'ok' };
        } catch (error) {
          if (!(error instanceof Unanswered)) throw error;
          if (error.fate === 'throttled') return { status: 429, headers: { 'retry-after': '30' }, body: '' };
          return { failure: 'timed_out' };
        }
      },
  };
}
