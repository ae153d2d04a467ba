import type { Quantities } from './bill.ts';
import { clientTimes, shareKeeper } from './processor-time.ts';
import { idleQuantities, mailQuantities, type ProcessorTimes, type Traffic, ticketQuantities } from './quantities.ts';
import { type StackParts, stackParts } from './stack-parts.ts';
import { type Usage, without } from './world/meter.ts';
import { type Lived, type LivesOptions, playLives } from './world/play-lives.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Everything measured, priced by nobody yet. */
export interface Measured {
  readonly parts: StackParts;
  readonly times: ProcessorTimes;
  /** Of one ticket that comes alone, and of one of a thousand a minute. */
  readonly alone: Life;
  readonly busy: Life;
  readonly idleMonth: Quantities;
}

export interface Life {
  readonly usage: Usage;
  readonly traffic: Traffic;
  readonly quantities: Quantities;
  readonly mail: Quantities;
}

const oneTeam: LivesOptions['teamOf'] = (_, teams) => {
  const [team] = teams;
  if (!team) throw new Error('There is no group');
  return team;
};

/** Hours between what people do, days until the ticket closes: every function has gone cold each time. */
const SLOW = {
  pace: { answer: 20 * MINUTE, reply: 30 * MINUTE, solve: 20 * MINUTE, rate: HOUR },
  teamSizes: [2],
  teamOf: oneTeam,
  surveyDelay: DAY,
  closeAfter: 4 * DAY,
};
/** A thousand tickets a minute, each over in some minutes. */
const FAST = {
  pace: { answer: 20 * SECOND, reply: 20 * SECOND, solve: 10 * SECOND, rate: 10 * SECOND },
  teamSizes: [60],
  teamOf: oneTeam,
  surveyDelay: 30 * SECOND,
  closeAfter: 3 * MINUTE,
};
const each = (apart: number, count: number) => Array.from({ length: count }, (_, at) => at * apart);

export async function measure(progress: (text: string) => void): Promise<Measured> {
  progress('the stack, synthesised');
  const parts = stackParts();
  progress('two hours and forty minutes without a ticket');
  const idle = await playLives({ ...SLOW, starts: [], until: 160 * MINUTE });
  const tick = portion(idle.usage, idle.ticks);
  progress('eight tickets, three hours apart');
  const slow = await playLives({ ...SLOW, starts: each(3 * HOUR, 8), until: 6 * DAY });
  progress('a thousand tickets in a minute');
  const fast = await playLives({ ...FAST, starts: each(60, 1_000), until: 12 * MINUTE });
  progress('the processor time of it');
  const times = await processorTimes();
  const life = (lived: Lived, alone: boolean): Life => {
    const usage = portion(without(lived.usage, tick, lived.ticks), lived.tickets);
    const traffic = trafficOf(lived);
    return {
      usage,
      traffic,
      quantities: ticketQuantities(usage, traffic, parts, times, alone),
      mail: mailQuantities(traffic),
    };
  };
  return {
    parts,
    times,
    alone: life(slow, true),
    busy: life(fast, false),
    idleMonth: idleQuantities(tick, parts, times),
  };
}

function portion(usage: Usage, of: number): Usage {
  return without(usage, usage, 1 - 1 / of);
}

function trafficOf(lived: Lived): Traffic {
  const { mailsIn, mailsOut, requests, bytesOut, tableBytes, objectBytes, tickets } = lived;
  const all = { mailsIn, mailsOut, requests, bytesOut, tableBytes, objectBytes };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value / tickets])) as unknown as Traffic;
}

const WARM_UP = 120;
const MEASURED = 250;

/**
 * Processor milliseconds of an invocation of each function, warm: the whole of it from a run at full speed, and who took
 * which share of it from a run that keeps account. What the harness itself takes in a function's name stays in.
 */
async function processorTimes(): Promise<ProcessorTimes> {
  const run = (count: number, more: Partial<LivesOptions> = {}) =>
    playLives({ ...FAST, metered: false, starts: each(60, count), until: 12 * MINUTE, ...more });
  await run(WARM_UP);
  const before = process.cpuUsage();
  const lived = await run(MEASURED);
  const { user, system } = process.cpuUsage(before);
  const perTicket = (user + system) / 1_000 / MEASURED;
  const keeper = shareKeeper();
  await run(WARM_UP, { within: keeper.within });
  const shares = keeper.stop();
  const all = [...shares.values()].reduce((sum, one) => sum + one, 0);
  const own = [...lived.usage.functions].map(([name, { invocations }]) => {
    const perInvocation = (perTicket * MEASURED * (shares.get(name) ?? 0)) / all / Math.max(1, invocations);
    return [name, perInvocation] as const;
  });
  return { own: new Map(own), ...(await clientTimes()) };
}
