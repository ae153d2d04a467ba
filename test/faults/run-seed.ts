import { chance } from './chance.ts';
import { auditsTellAll } from './invariants/audits.ts';
import { type Evidence, gather, type Invariant, type Violation } from './invariants/evidence.ts';
import { clocksAgree, countsAgree, ratingsAgree, stepsAreTakenOnce, timersFire } from './invariants/figures.ts';
import { scansAreKept } from './invariants/files.ts';
import { forwardsAreTheirs } from './invariants/forwards.ts';
import { intakesAgree, prioritiesFallWithAReason, questionsEnd } from './invariants/intake.ts';
import { answersArrive, asksAreAcknowledged, deliveriesEnd, mailsOnce } from './invariants/mails.ts';
import { copiedByPublicMerge, mergedStayMerged, mergesOnce } from './invariants/merges.ts';
import { nothingLeaks } from './invariants/privacy.ts';
import { figuresAgree } from './invariants/reports.ts';
import { comesToRest } from './invariants/rest.ts';
import { reviewsHold } from './invariants/suspended.ts';
import { breachesAreNext, listsHaveTheirs, solvedAreListed } from './invariants/views.ts';
import { callsArrive, stepsAreTold } from './invariants/webhooks.ts';
import { bulkOnce, wordsOnce } from './invariants/words.ts';
import { memoryTable, type TableEngine } from './table/memory-table.ts';
import { fullTrace, noTrace, type Trace } from './trace.ts';
import { bouncing, complaining, setTheScene } from './workload/cast.ts';
import { play, untilRest } from './workload/play.ts';
import { weather } from './world/weather.ts';
import { type World, type WorldOptions, world } from './world/world.ts';

/** All that must hold once the system has come to rest. */
const INVARIANTS: readonly Invariant[] = [
  comesToRest,
  wordsOnce,
  bulkOnce,
  mergesOnce,
  mergedStayMerged,
  copiedByPublicMerge,
  reviewsHold,
  forwardsAreTheirs,
  auditsTellAll,
  mailsOnce,
  deliveriesEnd,
  answersArrive,
  asksAreAcknowledged,
  nothingLeaks,
  countsAgree,
  figuresAgree,
  clocksAgree,
  listsHaveTheirs,
  breachesAreNext,
  solvedAreListed,
  stepsAreTakenOnce,
  stepsAreTold,
  callsArrive,
  intakesAgree,
  questionsEnd,
  prioritiesFallWithAReason,
  timersFire,
  ratingsAgree,
  scansAreKept,
];

export interface SeedOptions {
  readonly seed: number;
  readonly traced?: boolean;
  readonly tamper?: WorldOptions['tamper'];
  /** The table to run on; in memory unless named. */
  readonly engine?: TableEngine;
}

export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  /** How much happened, for the curious. */
  readonly tickets: number;
  readonly mails: number;
  readonly events: number;
}

/** 2026-03-02T00:00:00Z: where every world's clock starts. */
const START = Date.UTC(2026, 2, 2);

/** Plays one seed: a world with its people and its weather, from the first word until everything is at rest. */
export async function runSeed({ seed, traced = false, tamper, engine }: SeedOptions): Promise<SeedResult> {
  // Failures are what this is about; where each was thrown matters to nobody until a trace is asked for.
  Error.stackTraceLimit = traced ? 10 : 0;
  const draws = chance(`seed ${seed}`);
  const trace = traced ? fullTrace(START) : noTrace;
  const storm = weather(draws.fork('weather'), START);
  const made = world({
    start: START,
    chance: draws.fork('world'),
    weather: storm,
    trace,
    engine: (now) => engine ?? memoryTable({ now, lag: storm.lag }),
    fateOf: (address) => (bouncing(address) ? 'bounce' : complaining(address) ? 'complaint' : undefined),
    ...(tamper ? { tamper } : {}),
  });
  keepLog(made, trace);
  const cast = await setTheScene(made, draws.fork('scene'));
  const ledger = await play(made, cast, storm, draws.fork('play'));
  if (redrive(made) > 0) await untilRest(made, made.time.now(), storm);
  const evidence = await gather(made, cast, ledger);
  const violations = INVARIANTS.flatMap((invariant) => judged(invariant, evidence));
  const { tickets, sent } = evidence;
  return { seed, violations, trace: trace.lines, tickets: tickets.size, mails: sent.length, events: made.time.events };
}

/** What functions log goes into the trace; nobody wants to see the failures that the storm is made of. */
function keepLog(made: World, trace: Trace): void {
  const keep = (record: { event?: string; message?: string; cause?: string }) =>
    trace.note(made.time.now(), 'log', () => [record.event, record.message, record.cause].filter(Boolean).join(': '));
  Object.assign(console, { log: keep, warn: keep, error: keep });
}

/** What was given up in the storm is tried again, as the runbook says. */
function redrive(made: World): number {
  let moved = made.stream.redrive();
  for (const queue of made.queues.values()) moved += queue.redrive();
  return moved;
}

function judged(invariant: Invariant, evidence: Evidence): Violation[] {
  try {
    return invariant(evidence);
  } catch (error) {
    return [`${invariant.name} could not be checked: ${error instanceof Error ? error.stack : String(error)}`];
  }
}
