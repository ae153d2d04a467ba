import * as z from 'zod/mini';
import { sortableId } from '../kernel/ids.ts';
import { listIds } from '../people/list-ids.store.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import {
  LIST_SHARDS,
  shardOf,
  webhookCallKey,
  webhookCallsPartition,
  webhookHealthKey,
  webhookKey,
} from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { CALL_QUEUED, type CallQueuedData } from './webhook.events.ts';
import { Webhook } from './webhook.ts';
import { WebhookCall, WebhookHealth } from './webhook-call.ts';

/** The write that has a call made: to be committed together with what it tells of. */
export function callWrite(call: WebhookCall): Write {
  const data: CallQueuedData = { call_id: call.id, webhook_id: call.webhook_id, attempt: 0 };
  const subject = String(call.id);
  const event: EventMessage = { id: `call-${subject}`, names: [CALL_QUEUED], subject, at: call.created_at, data };
  const gsi1pk = webhookCallsPartition(call.webhook_id, shardOf(call.ticket_id));
  const list = { gsi1pk, gsi1sk: sortableId(call.id) };
  const put = { ...webhookCallKey(call.id), entity: 'webhook_call', ...call, ...list, [EVENT_ATTRIBUTE]: event };
  return { put, condition: 'absent' };
}

/** A call with its webhook and how that does, in one read. */
export async function getCallAndWebhook(
  table: Table,
  { call_id, webhook_id }: Pick<CallQueuedData, 'call_id' | 'webhook_id'>,
): Promise<{
  readonly call: WebhookCall | undefined;
  readonly webhook: Webhook | undefined;
  readonly health: WebhookHealth | undefined;
}> {
  const keys = [webhookCallKey(call_id), webhookKey(webhook_id), webhookHealthKey(webhook_id)];
  const items = await table.batchGet(keys, { consistent: true });
  const of = (entity: string) => items.find((item) => item['entity'] === entity);
  const [call, webhook, health] = [of('webhook_call'), of('webhook'), of('webhook_health')];
  return {
    call: call && z.parse(WebhookCall, call),
    webhook: webhook && z.parse(Webhook, webhook),
    health: health && z.parse(WebhookHealth, health),
  };
}

/**
 * Keeps how a call stands now. False when somebody else has kept what became of another attempt meanwhile: theirs goes on.
 */
export async function putCallState(table: Table, before: WebhookCall, after: WebhookCall): Promise<boolean> {
  const { status, attempts, attempt_count, round, given_up } = after;
  const set = { status, attempts, attempt_count, round, given_up };
  try {
    const condition = { version: before.version };
    await table.update({ key: webhookCallKey(before.id), set, add: { version: 1 }, condition });
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

/** Ids of the calls of a webhook. */
export function listWebhookCallIds(table: Table, webhookId: number, range: IdRange): Promise<number[]> {
  const partitions = Array.from({ length: LIST_SHARDS }, (_, shard) => webhookCallsPartition(webhookId, shard));
  return listIds(table, { index: 'gsi1', partitions }, range);
}

/** The calls of these ids, in their order. */
export async function getWebhookCalls(table: Table, ids: readonly number[]): Promise<WebhookCall[]> {
  const items = await table.batchGet(ids.map(webhookCallKey));
  const found = new Map(items.map((item) => z.parse(WebhookCall, item)).map((call) => [call.id, call]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
