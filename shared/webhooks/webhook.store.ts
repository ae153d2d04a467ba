import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { queryAll } from '../people/list-ids.store.ts';
import { webhookHealthKey, webhookKey, webhooksPartition } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { Webhook } from './webhook.ts';
import { probeUntil, restUntil, type WebhookHealth } from './webhook-call.ts';

/** A webhook, unless it was deleted. */
export async function getWebhook(table: Table, id: number): Promise<Webhook | undefined> {
  const item = await table.get(webhookKey(id), { consistent: true });
  return item && z.parse(Webhook, item);
}

/** The webhooks of these ids that there are, in no order. */
export async function getWebhooks(table: Table, ids: readonly number[]): Promise<Webhook[]> {
  if (ids.length === 0) return [];
  const items = await table.batchGet([...new Set(ids)].map(webhookKey), { consistent: true });
  return items.map((item) => z.parse(Webhook, item));
}

/** All webhooks, in order of id: they are few and share one partition. */
export async function listWebhooks(table: Table): Promise<Webhook[]> {
  const items = await queryAll(table, { partition: webhooksPartition, consistent: true });
  return items.map((item) => z.parse(Webhook, item));
}

/** Keeps a webhook. Throws ConditionFailed when somebody else changed it meanwhile, or has taken the new one's id. */
export async function putWebhook(
  table: Table,
  before: Webhook | undefined,
  webhook: Webhook,
  also: readonly Write[] = [],
): Promise<void> {
  const put = { ...webhookKey(webhook.id), entity: 'webhook', ...webhook };
  await table.transact([{ put, condition: before ? { version: before.version } : 'absent' }, ...also]);
}

/** Deletes a webhook with its secrets. Calls of it that are still to be made are not made. */
export async function deleteWebhook(table: Table, { id, version }: Webhook): Promise<void> {
  await table.transact([{ delete: webhookKey(id), condition: { version } }, { delete: webhookHealthKey(id) }]);
}

/** Notes that a webhook did not take a call: after several in a row it is left alone for a while. */
export async function noteFailure(
  table: Table,
  webhookId: number,
  health: WebhookHealth | undefined,
  now: Instant,
  retryAfter: number | undefined,
): Promise<void> {
  const not_before = restUntil((health?.failures ?? 0) + 1, now, retryAfter);
  const set = { entity: 'webhook_health', not_before };
  await table.update({ key: webhookHealthKey(webhookId), set, add: { failures: 1 } });
}

/** Notes that a webhook answers again. */
export async function noteRecovery(table: Table, webhookId: number): Promise<void> {
  await table.delete(webhookHealthKey(webhookId));
}

/** Whether this caller is the one that finds out whether a webhook answers again. */
export async function claimProbe(
  table: Table,
  webhookId: number,
  health: WebhookHealth,
  now: Instant,
): Promise<boolean> {
  try {
    const condition = { equals: { not_before: health.not_before } };
    await table.update({ key: webhookHealthKey(webhookId), set: { not_before: probeUntil(now) }, condition });
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}
