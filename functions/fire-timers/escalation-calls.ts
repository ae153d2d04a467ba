import { toIso } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import type { PendingStep } from '../../shared/sla/clock.ts';
import type { Measures } from '../../shared/sla/escalation.ts';
import type { Audit } from '../../shared/tickets/audit.ts';
import { getWebhooks } from '../../shared/webhooks/webhook.store.ts';
import type { Webhook } from '../../shared/webhooks/webhook.ts';
import { callWrite } from '../../shared/webhooks/webhook-call.store.ts';
import { newCall } from '../../shared/webhooks/webhook-call.ts';
import type { TimerDeps } from './deps.ts';

/** The webhooks that due steps call; those that were deleted or switched off are left out. */
export async function webhooksCalled(table: Table, { calls }: Measures): Promise<Webhook[]> {
  const found = await getWebhooks(table, [...calls.keys()]);
  return found.filter(({ status }) => status === 'active').sort((a, b) => a.id - b.id);
}

interface Escalation {
  /** In which the steps stand. */
  readonly audit: Audit;
  readonly policy: string;
}

/** The writes that have webhooks called for the steps that an audit takes. */
export function callsFor(
  webhooks: readonly Webhook[],
  { calls }: Measures,
  escalation: Escalation,
  { newId, publicUrl }: TimerDeps,
): Write[] {
  const { ticket_id, id: audit_id, created_at } = escalation.audit;
  return webhooks.map((webhook) => {
    const id = newId();
    const body = bodyOf(id, calls.get(webhook.id) ?? [], escalation, publicUrl);
    return callWrite(newCall({ id, webhook_id: webhook.id, ticket_id, audit_id, body }, created_at));
  });
}

/** What a receiver is told: which steps of which promises, of which ticket. Nothing that says who the customer is. */
function bodyOf(id: number, steps: readonly PendingStep[], { audit, policy }: Escalation, publicUrl: string): string {
  return JSON.stringify({
    type: 'ticket.escalated',
    invocation_id: String(id),
    event_id: String(audit.id),
    time: toIso(audit.created_at),
    ticket_id: audit.ticket_id,
    ticket_url: `${publicUrl}/api/v2/tickets/${audit.ticket_id}.json`,
    policy,
    steps: steps.map(({ metric, rung: { name: at, step, warns }, due_at }) => ({
      metric,
      step,
      at,
      breached: !warns,
      due_at: toIso(due_at),
    })),
  });
}
