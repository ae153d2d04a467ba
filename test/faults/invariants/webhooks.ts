import * as z from 'zod/mini';
import type { Audit } from '../../../shared/tickets/audit.ts';
import { signedHeaders, WebhookCall } from '../../../shared/webhooks/webhook-call.ts';
import { signingSecretOf } from '../../../shared/webhooks/webhook-secrets.deps.ts';
import { KEYS } from '../world/environment.ts';
import type { Evidence, Invariant } from './evidence.ts';

const Body = z.object({
  invocation_id: z.string(),
  event_id: z.string(),
  ticket_id: z.int(),
  steps: z.array(z.object({ metric: z.string(), at: z.string(), due_at: z.string() })),
});

/** Every step that is taken is told once to the server that asked for it, and none that is not. */
export const stepsAreTold: Invariant = (evidence) => {
  const calls = callsIn(evidence);
  const told = calls.flatMap((call) => {
    const { event_id, ticket_id, steps } = z.parse(Body, JSON.parse(call.body));
    return steps.map(({ metric, at }) => `ticket ${ticket_id}, audit ${event_id}: ${metric} ${at}`);
  });
  const taken = [...evidence.audits.values()].flat().flatMap(stepsIn);
  return [
    ...taken.filter((step) => !told.includes(step)).map((step) => `${step} was taken and nobody was told`),
    ...told.filter((step) => !taken.includes(step)).map((step) => `${step} was told and not taken`),
    ...(told.length === new Set(told).size ? [] : ['a step is told by two calls']),
  ];
};

function stepsIn({ id, ticket_id, events }: Audit): string[] {
  return events.flatMap((line) =>
    line.type === 'SlaBreach' || line.type === 'SlaWarning'
      ? [`ticket ${ticket_id}, audit ${id}: ${line.metric} ${line.at}`]
      : [],
  );
}

/** Every call arrives, signed, and whatever arrives is a call that was committed: the same each time. */
export const callsArrive: Invariant = (evidence) => {
  const calls = new Map(callsIn(evidence).map((call) => [String(call.id), call]));
  const { received } = evidence.world.receiver;
  const idOf = (headers: Readonly<Record<string, string>>) => headers['x-zendesk-webhook-invocation-id'] ?? '';
  const arrived = new Set(received.map(({ headers }) => idOf(headers)));
  const secret = signingSecretOf(evidence.cast.webhook, [KEYS.link_key]);
  return [
    ...[...calls.values()].flatMap(({ id, status }) =>
      status === 'success' && arrived.has(String(id))
        ? []
        : [`call ${id} is ${status} and did ${arrived.has(String(id)) ? '' : 'not '}arrive`],
    ),
    ...received.flatMap(({ headers, body }) => {
      const call = calls.get(idOf(headers));
      if (call?.body !== body) return [`something arrived as call ${idOf(headers)} that it is not`];
      const at = Date.parse(headers['x-zendesk-webhook-signature-timestamp'] ?? '');
      const name = 'x-zendesk-webhook-signature';
      return signedHeaders(call, secret, at)[name] === headers[name] ? [] : [`call ${call.id} is not signed`];
    }),
  ];
};

function callsIn({ items }: Evidence): WebhookCall[] {
  return items.filter((item) => item['entity'] === 'webhook_call').map((item) => z.parse(WebhookCall, item));
}
