import * as z from 'zod/mini';
import type { Via } from '../tickets/ticket.ts';

/** Kinds of work that an agent has room for, each for itself: what is written at leisure, and talks in which somebody waits. */
export const ROUTING_CHANNELS = ['support', 'messaging'] as const;
export const RoutingChannel = z.enum(ROUTING_CHANNELS);
export type RoutingChannel = z.output<typeof RoutingChannel>;

/** What kind of work comes by which way. None of the ways that exist is a talk yet. */
const CHANNEL_OF: Readonly<Record<Via['channel'], RoutingChannel>> = {
  web: 'support',
  email: 'support',
  api: 'support',
  system: 'support',
  survey: 'support',
};

/** The kind of work that something is, by how it reached us. */
export function channelOf(via: Via): RoutingChannel {
  return CHANNEL_OF[via.channel];
}
