import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { aws } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { openTable, type Table } from '../../shared/platform/table/table.ts';
import { ticketItem } from '../../shared/tickets/ticket.store.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { aTicket } from '../support/a-ticket.ts';
import { anAgent } from '../support/a-user.ts';
import { callApi } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { ticketTestDeps } from '../support/ticket-deps.ts';
import { benchEngine } from './bench-table.ts';
import { type Measurement, median, ms } from './measure.ts';

const FEW = 1_000;
const MANY = 100_000;
const ROUNDS = 200;
const GROUP = 77;

/** The 25 newest tickets of a group that has a thousand and of one that has a hundred thousand. */
export const lists: Measurement = {
  name: 'lists',
  async run(progress) {
    const bench = await benchEngine();
    try {
      const clock = aClock(Date.now());
      const listed = await Promise.all(
        [FEW, MANY].map(async (tickets) => {
          const table = openTable(bench.client(), await bench.newTable(), aws());
          const agent = await anAgent(table, clock);
          await fill(table, tickets, progress);
          const handler = resourceApi(ticketsApi, ticketsUseCases, ticketTestDeps(table, clock));
          return async () => {
            const from = performance.now();
            const path = `/api/v2/groups/${GROUP}/tickets.json?page[size]=25&sort=-id`;
            const answer = await callApi(handler, { method: 'GET', path, as: agent.as });
            if (answer.body.tickets?.length !== 25) throw new Error(`The list answered ${answer.status}`);
            return performance.now() - from;
          };
        }),
      );
      const [few, many] = listed;
      if (!few || !many) throw new Error('Nothing to compare');
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        times[0].push(await few());
        times[1].push(await many());
      }
      const ratio = median(times[1]) / median(times[0]);
      return [
        {
          what: `25 newest of a group: ${MANY} tickets against ${FEW}`,
          target: 'at most 1.2 times',
          seen: `${ms(median(times[1]))} / ${ms(median(times[0]))} = ${ratio.toFixed(2)}`,
          ratio: ratio / 1.2,
        },
      ];
    } finally {
      await bench.engine.stop();
    }
  },
};

async function fill(table: Table, tickets: number, progress: (text: string) => void): Promise<void> {
  const A_TIME = 1_000;
  for (let at = 0; at < tickets; at += A_TIME) {
    if (at % 20_000 === 0) progress(`writing tickets: ${at} of ${tickets}`);
    const items = Array.from({ length: Math.min(A_TIME, tickets - at) }, (_, index) =>
      ticketItem(aTicket({ id: at + index + 1, group_id: GROUP, status: index % 3 === 0 ? 'solved' : 'open' })),
    );
    const quarter = Math.ceil(items.length / 4);
    await Promise.all([0, 1, 2, 3].map((part) => table.putAll(items.slice(part * quarter, (part + 1) * quarter))));
  }
}
