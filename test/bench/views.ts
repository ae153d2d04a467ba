import { readFileSync, writeFileSync } from 'node:fs';
import { viewsUseCases } from '../../functions/views-api/use-cases.ts';
import { HOUR, type Instant } from '../../shared/kernel/clock.ts';
import { aws } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { auditKey, counterKey, slaKey } from '../../shared/platform/table/keys.ts';
import { type Item, openTable, type Table, type TableCall } from '../../shared/platform/table/table.ts';
import { ticketCounters } from '../../shared/reports/counted.ts';
import { breachPlace } from '../../shared/sla/breach-list.store.ts';
import { solvedPlace } from '../../shared/tickets/solved-list.store.ts';
import { ticketItem } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { viewsApi } from '../../shared/views/views.api.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aTicket } from '../support/a-ticket.ts';
import { anAgent } from '../support/a-user.ts';
import { callApi } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { ticketTestDeps } from '../support/ticket-deps.ts';
import { type BenchEngine, benchEngine } from './bench-table.ts';
import type { Measurement } from './measure.ts';

const FILE = new URL('../../infra/docs/access-patterns.md', import.meta.url);
const BEGIN = '<!-- measured: npm run bench -- views -->';
const END = '<!-- end of measured views -->';
const FEW = 1_000;
const MANY = 100_000;

interface Cost {
  readonly name: string;
  readonly calls: number;
  readonly units: number;
}

/** What each view reads where a group has a thousand open tickets, and where it has a hundred thousand. */
export const views: Measurement = {
  name: 'views',
  async run(progress) {
    const bench = await benchEngine();
    try {
      const few = await measure(bench, FEW, progress);
      const many = await measure(bench, MANY, progress);
      const pairs = few.map((cost, at) => ({ few: cost, many: many[at] ?? cost }));
      write(pairs);
      const grown = pairs.filter((each) => each.many.calls > each.few.calls).map((each) => each.few.name);
      return [
        {
          what: `views of which a page or a count takes more table calls: ${MANY} open tickets against ${FEW}`,
          target: 'none',
          seen: grown.length === 0 ? `none of ${few.length}` : grown.join(', '),
          ratio: grown.length === 0 ? undefined : 2,
        },
      ];
    } finally {
      await bench.engine.stop();
    }
  },
};

async function measure(bench: BenchEngine, tickets: number, progress: (text: string) => void): Promise<Cost[]> {
  const clock = aClock(Date.now());
  const calls: TableCall[] = [];
  const table = openTable(bench.client(), await bench.newTable(), aws(), (call) => calls.push(call));
  const agent = await anAgent(table, clock);
  const group = await aGroup(table, clock, { name: 'Withdrawals' });
  await aGroupMember(table, clock, { group_id: group.id, user_id: agent.user.id });
  await fill(table, tickets, { group_id: group.id, assignee_id: agent.user.id }, clock.now(), progress);
  const handler = resourceApi(viewsApi, viewsUseCases, ticketTestDeps(table, clock));
  const call = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await callApi(handler, { method, path: `/api/v2${path}`, as: agent.as, ...(body ? { body } : {}) });
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const narrowed = async (priority: string): Promise<number> => {
    const all = [
      { field: 'status', operator: 'less_than', value: 'solved' },
      { field: 'group_id', operator: 'is', value: group.id },
      { field: 'priority', operator: 'is', value: priority },
    ];
    return (await call('POST', '/views.json', { view: { title: priority, all } })).view.id;
  };
  const found: readonly (readonly [string, number])[] = [
    ['my open tickets', 1],
    ['unassigned in my groups', 2],
    ['all unsolved in a group', group.id],
    ['breaching soon', 3],
    ['recently solved', 4],
    ['a group, of which every third ticket is urgent', await narrowed('urgent')],
    ['a group, of which no ticket is high', await narrowed('high')],
  ];
  const costs: Cost[] = [];
  for (const [name, id] of found) {
    for (const [what, path] of [
      ['a page of 25', `/views/${id}/tickets.json?page[size]=25`],
      ['the count', `/views/${id}/count.json`],
    ] as const) {
      await call('GET', path);
      calls.length = 0;
      await call('GET', path);
      costs.push({
        name: `${name}: ${what}`,
        calls: calls.length,
        units: calls.reduce((sum, each) => sum + each.capacityUnits, 0),
      });
    }
  }
  return costs;
}

/** Open tickets of a group, half of which somebody has, with clocks, a tenth as many that were solved, and their counters. */
async function fill(
  table: Table,
  tickets: number,
  { group_id, assignee_id }: { readonly group_id: number; readonly assignee_id: number },
  now: Instant,
  progress: (text: string) => void,
): Promise<void> {
  const A_TIME = 500;
  for (let at = 0; at < tickets; at += A_TIME) {
    if (at % 10_000 === 0) progress(`writing tickets: ${at} of ${tickets}`);
    const items = Array.from({ length: A_TIME }, (_, index) => {
      const id = at + index + 1;
      const ticket = aTicket({
        id,
        group_id,
        assignee_id: id % 2 === 0 ? assignee_id : null,
        status: 'open',
        priority: id % 3 === 0 ? 'urgent' : 'low',
      });
      const clock = { ...slaKey(id), entity: 'sla', ticket_id: id, ...breachPlace(id, now + (id % 180) * 60_000) };
      return [ticketItem(ticket), clock, ...(id % 10 === 0 ? solvedItems(tickets + id, ticket, now) : [])];
    }).flat();
    const quarter = Math.ceil(items.length / 4);
    await Promise.all([0, 1, 2, 3].map((part) => table.putAll(items.slice(part * quarter, (part + 1) * quarter))));
  }
  const counters = [
    ...ticketCounters('group', group_id, ['live']),
    ...ticketCounters('assignee', assignee_id, ['live']),
    ...ticketCounters('unassigned', group_id, ['live']),
  ];
  await table.putAll(
    counters.flatMap((counter) =>
      [0, 1, 2, 3].map((shard) => ({ ...counterKey(counter, shard), entity: 'counter', value: tickets / 4 })),
    ),
  );
}

function solvedItems(id: number, like: Ticket, now: Instant): Item[] {
  const ticket = { ...like, id, status: 'solved' as const, solved_at: now - HOUR - (id % 1_000) };
  const audit = { events: [] } as never;
  return [
    ticketItem(ticket),
    { ...auditKey(id, id), entity: 'audit', ...solvedPlace({ ticket, audit, facts: ['ticket.solved.v1'] }) },
  ];
}

function write(pairs: readonly { readonly few: Cost; readonly many: Cost }[]): void {
  const rows = pairs.map(
    ({ few, many }) => `| ${few.name} | ${few.calls} | ${few.units} | ${many.calls} | ${many.units} |`,
  );
  const table = [
    BEGIN,
    '',
    `| view | calls | RCU | calls with ${MANY.toLocaleString('en')} open tickets | RCU |`,
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    END,
  ].join('\n');
  const text = readFileSync(FILE, 'utf8');
  writeFileSync(
    FILE,
    text.replace(new RegExp(`${BEGIN}[\\s\\S]*${END}`), () => table),
  );
}
