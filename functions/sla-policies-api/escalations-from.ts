import { invalid } from '../../shared/kernel/errors.ts';
import { getGroup } from '../../shared/people/group.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Ladder } from '../../shared/sla/ladder.ts';
import {
  type AskedLadder,
  groupsIn,
  laddersFrom,
  MAX_WEBHOOKS_CALLED,
  webhooksIn,
} from '../../shared/sla/ladder-wire.ts';
import type { SlaSchedule } from '../../shared/sla/sla-schedule.ts';
import { getWebhooks } from '../../shared/webhooks/webhook.store.ts';

/** The steps that a client wrote, as they are kept. Throws `invalid` for those that cannot be taken, and unknown groups. */
export async function escalationsFrom(asked: readonly AskedLadder[] | null, table: Table): Promise<Ladder[] | null> {
  if (asked === null) return null;
  const ladders = laddersFrom(asked);
  const ids = groupsIn(ladders);
  const groups = await Promise.all(ids.map((id) => getGroup(table, id)));
  const unknown = ids.find((_, at) => groups[at] === undefined);
  if (unknown !== undefined) throw invalid('escalations', 'sla.group_unknown', { id: unknown });
  await checkWebhooks(webhooksIn(ladders), table);
  return ladders;
}

async function checkWebhooks(ids: readonly number[], table: Table): Promise<void> {
  if (ids.length > MAX_WEBHOOKS_CALLED)
    throw invalid('escalations', 'sla.too_many_webhooks', { limit: MAX_WEBHOOKS_CALLED });
  const known = new Set((await getWebhooks(table, ids)).map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw invalid('escalations', 'sla.webhook_unknown', { id: unknown });
}

/** Throws `invalid` when there is no schedule of that number. */
export function checkScheduleId(id: number | null, schedules: readonly SlaSchedule[]): void {
  if (id !== null && !schedules.some((each) => each.id === id))
    throw invalid('schedule_id', 'sla.schedule_unknown', { id });
}
