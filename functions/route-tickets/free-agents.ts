import type { Clock } from '../../shared/kernel/clock.ts';
import { sharedReads } from '../../shared/kernel/shared-reads.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { freeAgentsOf } from '../../shared/routing/availability.store.ts';
import type { AgentAvailability } from '../../shared/routing/availability.ts';
import type { RoutingChannel } from '../../shared/routing/channel.ts';

/** Those of a group who can take a kind of work now. */
export type FreeAgents = (groupId: number, channel: RoutingChannel) => Promise<AgentAvailability[]>;

/** Reads who is free; a batch of tickets that come together reads it once or twice, not each. */
export function freeAgents(table: Table, now: Clock): FreeAgents {
  const readerOf = (channel: RoutingChannel) =>
    sharedReads((groupId: number) => freeAgentsOf(table, groupId, channel, now()));
  const readers: Readonly<Record<RoutingChannel, ReturnType<typeof readerOf>>> = {
    support: readerOf('support'),
    messaging: readerOf('messaging'),
  };
  return (groupId, channel) => readers[channel](groupId);
}
