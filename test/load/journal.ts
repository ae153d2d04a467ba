import type { Operation } from './options.ts';

/** Something that was accepted and from which mail follows. */
export interface Accepted {
  /** Stands in what was written, and nowhere else. */
  readonly token: string;
  readonly operation: Exclude<Operation, 'read'>;
  readonly phase: string;
  readonly urgent: boolean;
  /** When its sender was told, in milliseconds of the epoch. */
  readonly at: number;
}

/** A ticket that can be read and answered. */
export interface KnownTicket {
  readonly id: number;
  readonly urgent: boolean;
}

/** Most tickets that are read and answered: the later ones are left alone. */
const POOL = 2_000;

/** What was accepted in a run, and the tickets that are known from it. */
export function journal() {
  const accepted = new Map<string, Accepted>();
  const pools: Record<'urgent' | 'others', KnownTicket[]> = { urgent: [], others: [] };
  return {
    note: (entry: Accepted) => void accepted.set(entry.token, entry),
    find: (token: string) => accepted.get(token),
    all: () => [...accepted.values()],
    know(ticket: KnownTicket): void {
      const pool = pools[ticket.urgent ? 'urgent' : 'others'];
      if (pool.length < POOL) pool.push(ticket);
    },
    /** One of the known tickets: one in ten is urgent. */
    pick(dice: number): KnownTicket | undefined {
      const pool = dice < URGENT_SHARE && pools.urgent.length > 0 ? pools.urgent : pools.others;
      return pool[Math.floor(((dice * 7919) % 1) * pool.length)];
    },
  };
}
export type Journal = ReturnType<typeof journal>;

/** Of the tickets that are opened through the API, and of the answers. */
export const URGENT_SHARE = 0.1;
