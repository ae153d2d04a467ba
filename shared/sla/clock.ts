import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Audit, AuditEvent } from '../tickets/audit.ts';
import { SlaFacts } from './policy-filter.ts';
import { SLA_METRICS, SlaMetric, SlaStage, stageIn } from './sla-metric.ts';
import { policyFor, type SlaPolicy, targetOf } from './sla-policy.ts';

/** The clock of one metric. */
export const MetricClock = onFirstUse(() =>
  z.object({
    metric: SlaMetric,
    stage: SlaStage,
    /** Milliseconds it has run; while it runs, those before `since`. */
    elapsed: z.number(),
    /** Since when it runs; null while it does not. */
    since: z.nullable(z.number()),
    /** Milliseconds that were promised; null without a promise. A fulfilled one keeps what was promised then. */
    target: z.nullable(z.number()),
    /** Steps of escalation taken: 1 once the promise was broken. */
    step: z.int(),
    /** When the promise that was broken was due. */
    broken_due_at: z.nullable(z.number()),
    /** At how many milliseconds run the next step follows, once the first was taken. */
    next_step_at: z.nullable(z.number()),
  }),
);
export type MetricClock = z.output<typeof MetricClock>;

/** All clocks of a ticket, as its audits up to `ticket_version` leave them. */
export const SlaClock = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    ticket_version: z.int(),
    at: z.number(),
    facts: SlaFacts,
    policy: z.nullable(z.object({ id: z.int(), title: z.string() })),
    metrics: z.array(MetricClock),
    /** The ticket was deleted: nothing falls due any more. */
    stopped: z.boolean(),
  }),
);
export type SlaClock = z.output<typeof SlaClock>;

/** A clock as it is kept: how often it was written, and the one timer that may act on it. */
export const SlaRecord = onFirstUse(() =>
  z.extend(SlaClock, {
    version: z.int(),
    next: z.nullable(z.object({ due_at: z.number(), guard: z.int() })),
  }),
);
export type SlaRecord = z.output<typeof SlaRecord>;

/** An audit with the two things it does not say itself. */
export interface TrackedAudit {
  readonly audit: Audit;
  /** A person of ours wrote to the customer in it. */
  readonly answers: boolean;
  readonly deletes: boolean;
}

/** What a clock goes by beside the audits. */
export interface SlaRules {
  readonly policies: readonly SlaPolicy[];
  /** Milliseconds from one step of an escalation to the next. */
  readonly escalationStep: number;
}

const FACTS_AT_FIRST = {
  status: 'new',
  priority: null,
  type: null,
  group_id: null,
  assignee_id: null,
  organization_id: null,
  tags: [],
} as const;

/**
 * Takes the next audit of a ticket, in order of version, into its clocks. The same audits and rules always give the same
 * clocks, in one go or one by one. An audit that is already in changes nothing; throws RangeError when one is left out.
 */
export function foldAudit(before: SlaClock | undefined, tracked: TrackedAudit, rules: SlaRules): SlaClock {
  const { audit, answers, deletes } = tracked;
  const known = before?.ticket_version ?? 0;
  if (before && audit.version <= known) return before;
  if (audit.version !== known + 1) throw new RangeError(`Audit ${audit.version} does not follow ${known}`);
  const at = Math.max(audit.created_at, before?.at ?? 0);
  const facts = factsAfter(before?.facts ?? { ...FACTS_AT_FIRST, tags: [], channel: audit.via.channel }, audit.events);
  // The opening comment asks, whoever wrote it down: only what follows can be an answer.
  const answered = answers && audit.version > 1;
  const stopped = deletes || (before?.stopped ?? false);
  const metrics = SLA_METRICS.map((metric) => {
    const clock = before?.metrics.find((each) => each.metric === metric) ?? atRest(metric);
    const stage = stageIn(metric, facts.status, before && clock.stage, answered);
    return escalated(moved(clock, stopped && stage === 'running' ? 'paused' : stage, at), audit.events, at, rules);
  });
  const clock = { ticket_id: audit.ticket_id, ticket_version: audit.version, at, facts, stopped };
  return retarget({ ...clock, policy: null, metrics }, rules.policies);
}

/** The same clocks under the policies as they are now: a promise already kept or broken is not measured anew. */
export function retarget(clock: SlaClock, policies: readonly SlaPolicy[]): SlaClock {
  const policy = policyFor(policies, clock.facts);
  const metrics = clock.metrics.map((each) =>
    each.stage === 'fulfilled' ? each : { ...each, target: targetOf(policy, each.metric, clock.facts) },
  );
  return { ...clock, metrics, policy: policy ? { id: policy.id, title: policy.title } : null };
}

/** When a metric's next step falls due: its promise, or a further step of its escalation; null while it does not run. */
export function dueAt(clock: MetricClock): Instant | null {
  const after = clock.step === 0 ? clock.target : clock.next_step_at;
  if (clock.since === null || clock.target === null || after === null) return null;
  return clock.since + after - clock.elapsed;
}

/** When to look at a ticket's clocks next; null when nothing can fall due. */
export function nextDue(clock: SlaClock): Instant | null {
  const dues = clock.metrics.flatMap((metric) => dueAt(metric) ?? []);
  return dues.length > 0 ? Math.min(...dues) : null;
}

function atRest(metric: SlaMetric): MetricClock {
  const open = { stage: 'paused', elapsed: 0, since: null, target: null } as const;
  return { metric, ...open, step: 0, broken_due_at: null, next_step_at: null };
}

function moved(clock: MetricClock, stage: SlaStage, at: Instant): MetricClock {
  const running = stage === 'running';
  if (running && clock.since !== null) return clock;
  return { ...clock, stage, elapsed: elapsedAt(clock, at), since: running ? at : null };
}

/** Milliseconds a metric has run at an instant. */
export function elapsedAt(clock: MetricClock, at: Instant): number {
  return clock.elapsed + (clock.since === null ? 0 : at - clock.since);
}

function escalated(before: MetricClock, events: readonly AuditEvent[], at: Instant, rules: SlaRules): MetricClock {
  let clock = before;
  for (const event of events) {
    if (event.type !== 'SlaBreach' || event.metric !== clock.metric || event.step <= clock.step) continue;
    const next_step_at = event.step === 1 ? elapsedAt(clock, at) + rules.escalationStep : null;
    clock = { ...clock, step: event.step, broken_due_at: event.due_at, next_step_at };
  }
  return clock;
}

function factsAfter(before: SlaFacts, events: readonly AuditEvent[]): SlaFacts {
  const changes = events.flatMap((event) =>
    (event.type === 'Create' || event.type === 'Change') && Object.hasOwn(FACTS_AT_FIRST, event.field_name)
      ? [[event.field_name, event.value] as const]
      : [],
  );
  return changes.length === 0 ? before : z.parse(SlaFacts, { ...before, ...Object.fromEntries(changes) });
}
