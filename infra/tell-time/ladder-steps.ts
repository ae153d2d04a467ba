import type { Instant } from '../../shared/kernel/clock.ts';
import { atTheFoot, type Climb, climbed, type PendingStep, pendingSteps, type Said } from '../../shared/sla/clock.ts';
import type { EscalationAction } from '../../shared/sla/ladder.ts';
import type { TicketTimes } from '../../shared/sla/metrics/ticket-times.ts';
import type { SlaRules } from '../../shared/sla/sla-rules.ts';
import { ALL_METRICS, type TimedMetric } from '../../shared/tickets/timed-metric.ts';
import { instantText } from './instants.ts';
import type { GivenPolicy } from './policies-from.ts';
import type { GivenEvent } from './timeline-events.ts';

/** A step of an escalation, with when it falls due and what it does. */
export interface PlannedStep {
  readonly metric: TimedMetric;
  /** By its name: `80%`, `-900s`, `0s`. */
  readonly step: string;
  readonly at: string;
  readonly does: string;
}

/** Follows the escalations of a ticket through its timeline. */
interface LadderClimber {
  /** Takes in what happened: an answer or an acknowledgement stops what was escalated. */
  goOn(before: TicketTimes | undefined, after: TicketTimes, event: GivenEvent['event']): void;
  /** The steps that fall due before an instant, which are taken by that. */
  takeUntil(times: TicketTimes, before: Instant): PlannedStep[];
  /** The steps that are still to come. */
  toCome(times: TicketTimes, now: Instant): PlannedStep[];
}

/** A climber at the foot of the ladders. */
export function ladderClimber(): LadderClimber {
  let climbs: readonly Climb[] = ALL_METRICS.map(() => atTheFoot(0));
  const say = (before: TicketTimes | undefined, after: TicketTimes, said: Said) => {
    climbs = after.metrics.map((each, at) => climbed(climbs[at], before?.metrics[at], each, said));
  };
  const pending = (times: TicketTimes, now: Instant) =>
    pendingSteps(
      { ticket_id: 0, ticket_version: 0, times, climbs, stopped: false, settled_to: 0 },
      rulesOf(times),
      now,
    ).sort((a, b) => a.at - b.at);
  return {
    goOn(before, after, { by, comment, automatic, acknowledged }) {
      const answers = before !== undefined && by === 'agent' && comment === 'public' && automatic !== true;
      say(before, after, { at: after.at, lines: [], heeds: answers || acknowledged === true });
    },
    takeUntil(times, before) {
      const due = pending(times, times.at).filter(({ at }) => at < before);
      say(times, times, { at: times.at, lines: due.map(lineOf), heeds: false });
      return due.map(planned);
    },
    toCome: (times, now) =>
      pending(times, now)
        .filter(({ at }) => at > now)
        .map(planned),
  };
}

/** The policies of a timeline are all of the kind that has steps. */
function rulesOf({ policies, schedule }: TicketTimes): SlaRules {
  return { policies: policies as readonly GivenPolicy[], schedule, version: 0, changed_at: 0, hours: new Map() };
}

function lineOf({ metric, rung: { warns, step, name: at }, due_at }: PendingStep): Said['lines'][number] {
  return { type: warns ? 'SlaWarning' : 'SlaBreach', metric, step, due_at, at, notify: [], id: 0 };
}

function planned({ metric, rung: { name: step, actions }, at }: PendingStep): PlannedStep {
  return { metric, step, at: instantText(at), does: actions.map(actionText).join(', ') };
}

function actionText(action: EscalationAction): string {
  if (action.type === 'notify') return `notify ${action.to}`;
  if (action.type === 'notify_group') return `notify group ${action.group_id}`;
  if (action.type === 'assign_group') return `hand over to group ${action.group_id}`;
  if (action.type === 'add_tags') return `tag ${action.tags.join(' ')}`;
  return action.type.replaceAll('_', ' ');
}
