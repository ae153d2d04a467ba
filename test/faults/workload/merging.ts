import { idempotencyKey, outcomeOf } from './api-customer.ts';
import type { Agent } from './cast.ts';
import type { Merge } from './ledger.ts';
import type { ListedTicket } from './listed-ticket.ts';
import type { Stage } from './stage.ts';

const OF_ONE_CUSTOMER = 0.5;
const TWO_AT_ONCE = 0.3;
const CROSSED = 0.3;
const IN_PUBLIC = 0.3;

/** Merges a ticket, or two, into another. Now and then a colleague merges the same ones the other way round. */
export async function mergeSome(
  stage: Stage,
  self: Agent,
  source: ListedTicket,
  live: readonly ListedTicket[],
): Promise<void> {
  const { chance, cast } = stage;
  const others = live.filter(({ id }) => id !== source.id);
  const alike = others.filter(({ requester_id }) => requester_id === source.requester_id);
  if (others.length === 0) return;
  const target = chance.pick(alike.length > 0 && chance.happens(OF_ONE_CUSTOMER) ? alike : others);
  const third = others.find(({ id }) => id !== target.id);
  const ids = third && chance.happens(TWO_AT_ONCE) ? [source.id, third.id] : [source.id];
  const colleague = chance.happens(CROSSED) ? chance.pick(cast.agents) : undefined;
  await Promise.all([
    merge(stage, self, target.id, ids),
    colleague ? merge(stage, colleague, source.id, [target.id]) : undefined,
  ]);
}

async function merge({ api, chance, ledger }: Stage, by: Agent, into: number, ids: readonly number[]): Promise<void> {
  const asked: Merge = {
    into,
    ids,
    onTarget: { marker: ledger.marker(), public: chance.happens(IN_PUBLIC) },
    onSource: { marker: ledger.marker(), public: chance.happens(IN_PUBLIC) },
    outcome: 'pending',
  };
  ledger.merges.push(asked);
  const answer = await api.until({
    method: 'POST',
    path: `/api/v2/tickets/${into}/merge.json`,
    headers: { 'idempotency-key': idempotencyKey(chance) },
    as: by.as,
    body: {
      ids,
      target_comment: `It goes on here. ${asked.onTarget.marker}`,
      target_comment_is_public: asked.onTarget.public,
      source_comment: `It goes on elsewhere. ${asked.onSource.marker}`,
      source_comment_is_public: asked.onSource.public,
    },
  });
  asked.outcome = outcomeOf(answer.status);
  if (answer.status === 200) asked.jobId = answer.body.job_status.id;
}
