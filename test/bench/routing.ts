import type { RoutingDeps } from '../../functions/route-tickets/deps.ts';
import { freeAgents } from '../../functions/route-tickets/free-agents.ts';
import { routeTickets } from '../../functions/route-tickets/route-tickets.ts';
import { settleTicket } from '../../functions/route-tickets/settle-ticket.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { aws } from '../../shared/platform/aws.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../../shared/platform/messaging/event.ts';
import { openTable, type Table, type TableCall } from '../../shared/platform/table/table.ts';
import { getAvailabilities, saveAvailability } from '../../shared/routing/availability.store.ts';
import { changedAvailability, unsaid } from '../../shared/routing/availability.ts';
import { saveRoutingRules } from '../../shared/routing/routing-rules.store.ts';
import { settingsSource } from '../../shared/routing/routing-settings.store.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { SYSTEM_AUTHOR } from '../../shared/tickets/audit.ts';
import { getTickets, ticketItem } from '../../shared/tickets/ticket.store.ts';
import { PRIORITIES, type Ticket, via } from '../../shared/tickets/ticket.ts';
import { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aTicket } from '../support/a-ticket.ts';
import { aUser } from '../support/a-user.ts';
import { benchEngine } from './bench-table.ts';
import { type CpuTime, cpuSince, cpuTime } from './cpu-time.ts';
import { type Measurement, ms, timed } from './measure.ts';

const AGENTS = 200;
const TICKETS = 20_000;
/** Together they have room for nine in ten tickets; the rest is pulled when something is solved. */
const CAPACITY = 90;
/** A person takes each so-many-th ticket while routing gives them away. */
const BY_HAND = 100;
const PERSON = 1;
/** As Lambda is configured: ten functions, each with ten messages. */
const FUNCTIONS = 10;
const BATCH = 10;
const TARGET = 200;
/** Seldom enough that watching is no part of what is measured, however slow the machine. */
const WATCH = 1_000;
const ENGINE = '@dynoxide/linux-x64 in one process, data in memory';

const newId = idSource(Date.now, Math.random);
const clock = { now: Date.now, newId, advance: () => Date.now() };

/**
 * Twenty thousand tickets wait, two hundred agents come online at the same moment, events come twice, people take
 * tickets by hand meanwhile; then agents solve until nothing waits. Nothing is faked but the queue and the relay.
 */
export const routing: Measurement = {
  name: 'routing',
  async run(progress) {
    const bench = await benchEngine();
    const told: EventMessage[] = [];
    let calls = 0;
    const table = openTable(bench.client(), await bench.newTable(), aws(), (call) => {
      calls++;
      told.push(...ownEvents(call));
    });
    const deps: RoutingDeps = {
      table,
      now: Date.now,
      newId,
      settings: settingsSource(table, Date.now),
      knownLanes: new Set(),
      freeAgents: freeAgents(table, Date.now),
      ticketFields: cachedTicketFields(table, Date.now),
      defaultLocale: 'en',
    };
    try {
      const group = await aGroup(table, clock, { routing: { enabled: true, skill_timeout_seconds: 86_400 } });
      const kyc = { category: 'kyc', language: null, group_id: null, skills: ['kyc'] };
      await saveRoutingRules(table, { version: 1, rules: [kyc], updated_at: 0 });
      progress(`making ${AGENTS} agents and ${TICKETS} tickets`);
      const agents = await makeAgents(table, group.id);
      const made = Array.from({ length: TICKETS }, (_, index) => waitingTicket(index + 1, group.id));
      for (let at = 0; at < made.length; at += 500) await table.putAll(made.slice(at, at + 500).map(ticketItem));
      const settings = await deps.settings(Date.now());
      const queueing = await spent(async () => {
        await timed(TICKETS, FUNCTIONS * 2, async (index) => void (await settleTicket(index + 1, settings, deps)));
      });
      progress(`queued in ${queueing.seconds.toFixed(0)} s (${cpuOf(queueing.cpu, TICKETS)}); all agents come online`);

      const watch = watchLoads(table, agents);
      const byHand = made.filter(({ id }) => id % BY_HAND === 0).map(({ id }) => id);
      await goOnline(table, agents);
      const callsBefore = calls;
      const wave = await spent(() =>
        workOff(deps, told, [
          ...agents.map(onlineEvent),
          ...byHand.map((id) => () => takeByHand(table, id)),
          ...byHand.map((id) => ticketEvent(id, 'ticket.moved.v1')),
          ...agents.map(onlineEvent),
        ]),
      );
      const callsOfWave = calls - callsBefore;
      const first = await stateOf(table, agents, made);
      progress(`${first.given} given in ${wave.seconds.toFixed(1)} s (${cpuOf(wave.cpu, first.given)})`);
      progress('agents solve until nothing waits');

      let solved = 0;
      const solving = await spent(async () => {
        for (let state = first; state.waiting > 0; state = await stateOf(table, agents, made)) {
          const done = state.open.slice(0, state.waiting);
          solved += done.length;
          await workOff(
            deps,
            told,
            done.map((id) => async () => {
              await solve(table, id);
              await routeTickets(ticketEvent(id, 'ticket.status_changed.v1'), deps);
            }),
          );
          const again = done.slice(0, AGENTS).map((id) => ticketEvent(id, 'ticket.status_changed.v1'));
          await workOff(deps, told, again);
        }
      });
      const last = await stateOf(table, agents, made);
      const over = await watch.stop();
      const later = last.given - first.given;
      progress(`the other ${later} given in ${solving.seconds.toFixed(1)} s, while ${solved} were solved`);
      progress('reading every audit');
      const unexplained = await wronglyExplained(table, last.assignees);
      const wrong = over + first.over + last.over + first.miscounted + last.miscounted;
      const rate = first.given / wave.seconds;
      return [
        {
          what: `${AGENTS} agents come online at once, ${TICKETS} tickets queued: claims a second`,
          target: `over ${TARGET}`,
          seen: `${rate.toFixed(0)} a second (${first.given} in ${wave.seconds.toFixed(1)} s), table engine ${ENGINE}`,
          ratio: TARGET / rate,
        },
        {
          what: '... processor time of one claim, and calls to the table',
          target: '',
          seen: `${cpuOf(wave.cpu, first.given)}; ${(callsOfWave / first.given).toFixed(2)} calls`,
          ratio: undefined,
        },
        {
          what: '... the rest, while agents solve: tickets solved and claimed a second',
          target: '',
          seen: `${(solved / solving.seconds).toFixed(0)} and ${(later / solving.seconds).toFixed(0)}; ${cpuOf(solving.cpu, later)}`,
          ratio: undefined,
        },
        {
          what: '... over capacity, counted wrong, taken from a person, by the tickets themselves',
          target: 'none',
          seen: `${over + first.over + last.over}, ${first.miscounted + last.miscounted}, ${last.taken}`,
          ratio: wrong + last.taken === 0 ? 0 : 2,
        },
        {
          what: '... given twice, or without the one audit that says to whom and why',
          target: 'none',
          seen: `${unexplained} of ${TICKETS}`,
          ratio: unexplained === 0 ? 0 : 2,
        },
        {
          what: '... left waiting in the end',
          target: 'none',
          seen: String(last.waiting),
          ratio: last.waiting === 0 ? 0 : 2,
        },
        {
          what: `${TICKETS} tickets put into the queue`,
          target: '',
          seen: `${(TICKETS / queueing.seconds).toFixed(0)} a second; ${cpuOf(queueing.cpu, TICKETS)}`,
          ratio: undefined,
        },
      ];
    } finally {
      await bench.engine.stop();
    }
  },
};

/** What some work took: on the wall, and of processors. */
async function spent(work: () => Promise<unknown>): Promise<{ seconds: number; cpu: CpuTime }> {
  const [from, before] = [performance.now(), cpuTime()];
  await work();
  return { seconds: (performance.now() - from) / 1_000, cpu: cpuSince(before) };
}

function cpuOf({ own, engine }: CpuTime, count: number): string {
  return `CPU ${ms(own / count)} ours, ${ms(engine / count)} the engine's each`;
}

/** Two in five speak Chinese, one in five English, the others both; every second one knows about KYC. */
async function makeAgents(table: Table, groupId: number): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < AGENTS; at++) {
    const user = await aUser(table, clock, { role: 'agent' });
    await aGroupMember(table, clock, { group_id: groupId, user_id: user.id });
    ids.push(user.id);
  }
  return ids;
}

async function goOnline(table: Table, agents: readonly number[]): Promise<void> {
  for (const [at, id] of agents.entries()) {
    const languages = [['zh'], ['zh'], ['en'], [], []][at % 5] ?? [];
    const capacity = { support: CAPACITY, messaging: 0 };
    const fields = { status: 'online', capacity, languages, skills: at % 2 === 0 ? ['kyc'] : [] } as const;
    await saveAvailability(
      table,
      changedAvailability(unsaid(id), { ...fields, skills: [...fields.skills] }, Date.now()),
    );
  }
}

/** Three in five are in Chinese, one in ten demands a skill, every priority is as frequent. */
function waitingTicket(id: number, group_id: number): Ticket {
  return aTicket({
    id,
    group_id,
    locale: id % 5 < 3 ? 'zh-CN' : 'en',
    tags: id % 10 === 0 ? ['kyc'] : [],
    priority: PRIORITIES[id % 4] ?? null,
    created_at: Date.now() - id,
    updated_at: Date.now() - id,
  });
}

type Job = EventMessage | (() => Promise<unknown>);

/** Works through jobs, and what routing tells itself meanwhile, as queue and Lambda would: functions side by side, each with a batch. */
async function workOff(deps: RoutingDeps, told: EventMessage[], jobs: readonly Job[]): Promise<void> {
  const left = [...jobs];
  await Promise.all(
    Array.from({ length: FUNCTIONS }, async () => {
      while (left.length + told.length > 0) {
        const batch = [...told.splice(0, BATCH), ...left.splice(0, BATCH)];
        await Promise.all(batch.map((job) => (typeof job === 'function' ? job() : routeTickets(job, deps))));
      }
    }),
  );
  if (told.length > 0) await workOff(deps, told, []);
}

/** The events that routing commits for itself. */
function ownEvents({ operation, input }: TableCall): EventMessage[] {
  if (operation !== 'transact') return [];
  const { TransactItems: items } = input as { TransactItems: { Put?: { Item: Record<string, unknown> } }[] };
  return items.flatMap(({ Put: put }) =>
    put?.Item['entity'] === 'routing_event' ? [put.Item[EVENT_ATTRIBUTE] as EventMessage] : [],
  );
}

function onlineEvent(user_id: number): EventMessage {
  const data = { user_id, version: 1 };
  return {
    id: `a${user_id}`,
    names: ['agent.availability_changed.v1'],
    subject: String(user_id),
    at: Date.now(),
    data,
  };
}

function ticketEvent(ticket_id: number, name: string): EventMessage {
  const data = { ticket_id, audit_id: 1, version: 1, comment_id: null, automatic: false };
  return { id: `t${ticket_id}`, names: [name], subject: String(ticket_id), at: Date.now(), data };
}

function change(table: Table, id: number, fields: Partial<Pick<Ticket, 'status' | 'assignee_id'>>): Promise<unknown> {
  const actor = { kind: 'user', id: PERSON, role: 'agent' } as const;
  const context = () => ({ now: Date.now(), newId, actor, via: via('api'), closeAfter: 86_400_000 });
  return updateTicket(table, id, () => ({ change: { fields } }), context);
}

const takeByHand = (table: Table, id: number) => change(table, id, { assignee_id: PERSON });
const solve = (table: Table, id: number) => change(table, id, { status: 'solved' });

/** What is true of tickets and agents, from the tickets themselves, against what routing has counted. */
async function stateOf(table: Table, agents: readonly number[], made: readonly Ticket[]) {
  const tickets = await getTickets(
    table,
    made.map(({ id }) => id),
  );
  const known = new Set(agents);
  const ofAgents = tickets.filter(({ assignee_id }) => assignee_id !== null && known.has(assignee_id));
  const open = ofAgents.filter(({ status }) => status === 'open');
  const loads = Map.groupBy(open, ({ assignee_id }) => assignee_id);
  const counted = await getAvailabilities(table, agents);
  const byHand = tickets.filter(({ id }) => id % BY_HAND === 0);
  return {
    given: ofAgents.length,
    assignees: new Map(tickets.map(({ id, assignee_id }) => [id, assignee_id])),
    open: open.map(({ id }) => id),
    over: agents.filter((id) => (loads.get(id)?.length ?? 0) > CAPACITY).length,
    miscounted: counted.filter((agent) => agent.open_support !== (loads.get(agent.user_id)?.length ?? 0)).length,
    taken: byHand.filter(({ assignee_id }) => assignee_id !== PERSON).length,
    waiting: tickets.filter(({ assignee_id }) => assignee_id === null).length,
  };
}

/** Looks all the time whether somebody has more than they have room for. */
function watchLoads(table: Table, agents: readonly number[]) {
  let over = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const all = await getAvailabilities(table, agents);
      over += all.filter((agent) => agent.open_support > CAPACITY).length;
      await new Promise((wait) => setTimeout(wait, WATCH));
    }
  })();
  return {
    async stop(): Promise<number> {
      stopped = true;
      await watching;
      return over;
    },
  };
}

/**
 * Tickets of which the audits do not say what is so: whoever has it by routing got it in exactly one audit, which says why; what a
 * person took, routing had given to nobody or to somebody once.
 */
async function wronglyExplained(table: Table, assignees: ReadonlyMap<number, number | null>): Promise<number> {
  const all = [...assignees];
  let wrong = 0;
  await timed(all.length, 16, async (index) => {
    const [id, assignee] = all[index] ?? [0, null];
    const audits = await listAudits(table, id, { descending: false, limit: 20 });
    const given = audits
      .filter(({ author_id }) => author_id === SYSTEM_AUTHOR)
      .flatMap(({ events, reason }) => events.map((line) => ({ line, reason })))
      .filter(({ line }) => line.type === 'Change' && line.field_name === 'assignee_id');
    const [one] = given;
    const isExplained =
      one?.line.type === 'Change' && one.line.value === assignee && one.reason?.startsWith('Given by routing') === true;
    const isRight = assignee === PERSON ? given.length <= 1 : given.length === 1 && isExplained;
    if (!isRight) wrong++;
  });
  return wrong;
}
