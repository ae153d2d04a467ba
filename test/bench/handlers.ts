import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { aws } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { openTable } from '../../shared/platform/table/table.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { anAgent, aUser } from '../support/a-user.ts';
import { callApi } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { ticketTestDeps } from '../support/ticket-deps.ts';
import { type BenchEngine, benchEngine, type SentCommand } from './bench-table.ts';
import { type Measurement, median, ms, type Row } from './measure.ts';

const ROUNDS = 12;
const CALLS = 60;

/** What the handlers of create and get take, against the very calls they made to the table, sent again bare. */
export const handlers: Measurement = {
  name: 'handlers',
  async run(progress) {
    const bench = await benchEngine();
    try {
      return await measureHandlers(bench, progress);
    } finally {
      await bench.engine.stop();
    }
  },
};

async function measureHandlers(bench: BenchEngine, progress: (text: string) => void): Promise<Row[]> {
  const sent: SentCommand[] = [];
  const name = await bench.newTable();
  const table = openTable(bench.recordingClient(sent), name, aws());
  const clock = aClock(Date.now());
  const agent = await anAgent(table, clock);
  const requester = await aUser(table, clock);
  const handler = resourceApi(ticketsApi, ticketsUseCases, ticketTestDeps(table, clock));
  const mirror = await bench.newTable();
  const bare = bench.client();
  // The mirror gets all that the table got before, so that the same calls find the same state.
  await replay(bare, sent, name, mirror);

  const ids: number[] = [];
  const calls = {
    create: async () => {
      clock.advance(5);
      const answer = await callApi(handler, {
        method: 'POST',
        path: '/api/v2/tickets.json',
        as: agent.as,
        body: {
          ticket: {
            subject: '提现未到账',
            comment: { body: '提现两小时仍未到账，请帮忙查询。'.repeat(5) },
            requester_id: requester.id,
          },
        },
      });
      if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      ids.push(answer.body.ticket.id);
    },
    get: async (index: number) => {
      const answer = await callApi(handler, {
        method: 'GET',
        path: `/api/v2/tickets/${ids[index % ids.length]}.json`,
        as: agent.as,
      });
      if (answer.status !== 200) throw new Error(`get answered ${answer.status}`);
    },
  };
  const rows: Row[] = [];
  for (const [what, call] of Object.entries(calls)) {
    const ratios: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      progress(`${what}: round ${round + 1} of ${ROUNDS}`);
      sent.length = 0;
      const from = performance.now();
      for (let index = 0; index < CALLS; index++) await call(index);
      const handled = performance.now() - from;
      const bareTime = await replay(bare, sent, name, mirror);
      // The first rounds warm both up.
      if (round < 3) continue;
      ratios.push(handled / bareTime);
      ours.push(handled / CALLS);
    }
    const perCall = sent.length / CALLS;
    rows.push({
      what: `handler of ticket ${what}, against its ${perCall.toFixed(1)} table calls sent bare`,
      target: 'at most 1.5 times',
      seen: `${median(ratios).toFixed(2)} times (${ms(median(ours))})`,
      ratio: median(ratios) / 1.5,
    });
  }
  return rows;
}

/** Sends the recorded commands to another table, those that ran side by side side by side; the milliseconds it took. */
async function replay(
  client: DynamoDBDocumentClient,
  sent: readonly SentCommand[],
  from: string,
  to: string,
): Promise<number> {
  const waves: object[][] = [];
  let ends = 0;
  for (const { command, began, ended } of [...sent].sort((a, b) => a.began - b.began)) {
    const Command = command.constructor as new (input: object) => object;
    const copy = new Command(renamed(command.input, from, to) as object);
    if (began >= ends || waves.length === 0) waves.push([copy]);
    else waves.at(-1)?.push(copy);
    ends = Math.max(ends, ended);
  }
  const start = performance.now();
  for (const wave of waves) await Promise.all(wave.map((command) => client.send(command as never)));
  return performance.now() - start;
}

function renamed(value: unknown, from: string, to: string): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((each) => renamed(each, from, to));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key === from ? to : key, renamed(each, from, to)]),
  );
}
