import { setTimeout as sleep } from 'node:timers/promises';
import { type Run, tokenOf } from '../../infra/local/demo/clients.ts';
import { record, type Scoreboard } from './figures.ts';
import { type HttpClient, NotAccepted } from './transport.ts';

/** Looks for the tickets of accepted mails. */
export interface Probe {
  /** A mail of this address was accepted just now. */
  accepted(address: string, phase: string): void;
  /** Waits for those that are still looked for. */
  finished(): Promise<void>;
}

/** Under this name the board has the time from the mail server's 250 to the ticket being there for an agent. */
export const READABLE = 'mail accepted to ticket readable';

const ONE_EVERY = 1_000;
const GIVEN_UP_AFTER = 10 * 60_000;

/** Follows about one mail a second, so that the looking is no load of its own. */
export function readableProbe(run: Run, http: HttpClient, board: Scoreboard): Probe {
  const authorization = run.agents[0] ? tokenOf(run.agents[0]) : '';
  const looking = new Set<Promise<void>>();
  let last = Number.NEGATIVE_INFINITY;

  async function isThere(address: string): Promise<boolean> {
    try {
      const found = await http.call({ method: 'GET', path: `/users/search.json?query=${address}`, authorization });
      const requester = found.body.users[0]?.id;
      if (requester === undefined) return false;
      const path = `/users/${requester}/tickets/requested.json?page[size]=1`;
      return (await http.call({ method: 'GET', path, authorization })).body.tickets.length > 0;
    } catch (error) {
      if (error instanceof NotAccepted) return false;
      throw error;
    }
  }

  async function follow(address: string, phase: string): Promise<void> {
    const from = performance.now();
    const figures = board.of(phase, READABLE);
    figures.planned += 1;
    for (let waited = 0; waited < GIVEN_UP_AFTER; waited = performance.now() - from) {
      if (await isThere(address)) {
        record(figures.waits, performance.now() - from);
        figures.done += 1;
        return;
      }
      await sleep(20 + waited / 10);
    }
  }

  return {
    accepted(address, phase) {
      if (performance.now() - last < ONE_EVERY) return;
      last = performance.now();
      const following = follow(address, phase).finally(() => looking.delete(following));
      looking.add(following);
    },
    async finished() {
      await Promise.all(looking);
    },
  };
}
