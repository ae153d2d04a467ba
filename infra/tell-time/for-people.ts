import type { Given } from './given.ts';
import type { PlannedStep } from './ladder-steps.ts';
import { durationText, printable, wallClock } from './plain-text.ts';
import type { ClockEffect, ClockReport, ClockStep, ReportedMetric } from './ticket-clock.ts';

const NAMES: Readonly<Record<ReportedMetric['metric'], string>> = {
  first_reply_time: 'first reply',
  next_reply_time: 'next reply',
  periodic_update_time: 'periodic update',
  pausable_update_time: 'pausable update',
  requester_wait_time: 'requester wait',
  agent_work_time: 'agent work',
  total_resolution_time: 'total resolution',
};
const NAME_WIDTH = 18;

/** Writes an instant on the clocks of the schedule. */
type Show = (instant: string) => string;

/** The clock of a ticket as text: each event with what it did to what is promised, then how each metric stands. */
export function forPeople(report: ClockReport): string {
  const { show, title } = wallClock(report.time_zone, report.now);
  const lines = [
    title,
    '',
    ...report.steps.flatMap((step, index) => stepLines(step, report.steps[index - 1], show)),
    '',
    `${show(report.now)}  under ${policyText(report.policy)}:`,
    ...report.metrics.map((each) => `    ${NAMES[each.metric].padEnd(NAME_WIDTH)}${stateText(each, show)}`),
    ...(report.escalations.length > 0 ? ['', 'If nothing else happens:'] : []),
    ...report.escalations.map((each) => plannedText(each, show)),
  ];
  return `${lines.join('\n')}\n\n`;
}

function stepLines(step: ClockStep, before: ClockStep | undefined, show: Show): string[] {
  const lines = [...policyLines(step, before), ...promiseLines(step, show)];
  return [
    `${show(step.at)}  ${eventText(step.event, before === undefined)}`,
    ...(lines.length > 0 ? lines : ['nothing changes for what is promised']).map((line) => `    ${line}`),
    ...step.escalations.map((each) => plannedText(each, show)),
  ];
}

function plannedText({ at, metric, step, does }: PlannedStep, show: Show): string {
  return `${show(at)}  ${NAMES[metric]}, ${stepText(step)}: ${printable(does)}`;
}

/** When a step comes, from its name: `80%`, `-900s`, `0s`. */
function stepText(name: string): string {
  if (name.endsWith('%')) return `at ${name}`;
  const seconds = Number.parseInt(name, 10);
  if (seconds === 0) return 'when it is broken';
  return `${durationText(Math.abs(seconds))} ${seconds < 0 ? 'before' : 'after'}`;
}

function policyLines({ policy, passed_over }: ClockStep, before: ClockStep | undefined): string[] {
  if (before && before.policy === policy) return [];
  const others = passed_over.map((each) => `    not "${printable(each.policy)}": ${printable(each.why)}`);
  return [`${policyText(policy)} applies`, ...others];
}

function eventText(event: Given, opens: boolean): string {
  const { at: _, by, comment, automatic, policy, policies, schedule, ...others } = event;
  const fields = Object.entries(others).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const parts = [
    opens ? 'the ticket is opened' : '',
    typeof by === 'string' ? `by ${by}` : '',
    comment === undefined ? '' : `${comment} comment`,
    automatic === true ? 'automatic: does not count' : '',
    ...fields,
    policy || policies ? 'new policy' : '',
    schedule ? 'new schedule' : '',
  ];
  return printable(parts.filter((part) => part !== '').join(', '));
}

/** What an event did to promises; clocks for which nothing is promised run silently. */
function promiseLines({ effects }: ClockStep, show: Show): string[] {
  const told = effects.filter(({ type, target_in_seconds }) => type === 'apply_sla' || target_in_seconds !== null);
  const promises = Map.groupBy(told, ({ metric, instance_id }) => `${metric} ${instance_id}`);
  return [...promises.values()].flatMap((each) => effectTexts(each, show));
}

/** What happened to one promise at once. */
function effectTexts(effects: readonly ClockEffect[], show: Show): string[] {
  const [first] = effects;
  const last = effects.at(-1);
  if (!first || !last) return [];
  const has = (type: ClockEffect['type']) => effects.find((each) => each.type === type);
  const { metric, instance_id, target_in_seconds: target } = last;
  const lines: string[] = [];
  const broken = has('breach');
  if (broken) lines.push(`was broken ${show(broken.at)}`);
  const used = `${durationText(last.elapsed_in_seconds)} of ${lengthText(last)} used`;
  if (has('apply_sla') && target === null) lines.push('is no longer promised');
  else if (has('fulfill')) lines.push(fulfilledText(last));
  else if (has('pause')) lines.push(`stands still, ${used}`);
  else if (has('apply_sla') || has('activate')) {
    const verb = has('activate') ? (last.elapsed_in_seconds > 0 ? 'goes on' : 'runs') : 'is promised anew';
    const already = last.elapsed_in_seconds > 0 ? `, ${used}` : `, ${lengthText(last)} promised`;
    lines.push(`${verb}${already}${last.due_at === null ? '' : `: due ${show(last.due_at)}${daysText(last)}`}`);
  }
  const name = `${NAMES[metric]}${instance_id > 1 ? ` (${instance_id})` : ''}`;
  return lines.map((line) => `${name.padEnd(NAME_WIDTH)}${line}`);
}

function fulfilledText({ elapsed_in_seconds: took, target_in_seconds: target, ...rest }: ClockEffect): string {
  const late = took - (target ?? took);
  const length = lengthText({ target_in_seconds: target, ...rest });
  return `is fulfilled after ${durationText(took)} of ${length}${late > 0 ? `, ${durationText(late)} late` : ''}`;
}

function lengthText(metric: Pick<ReportedMetric, 'target_in_seconds' | 'business_hours'>): string {
  const { target_in_seconds, business_hours } = metric;
  return `${durationText(target_in_seconds ?? 0)}${business_hours ? ' in business hours' : ''}`;
}

function daysText({ days = [] }: ClockEffect): string {
  if (days.length === 0) return '';
  const weekday = (date: string) => `${new Date(date).toUTCString().slice(0, 3)} ${date.slice(5)}`;
  const parts = days.map(({ date, seconds }) => `${weekday(date)} ${seconds === 0 ? 'closed' : durationText(seconds)}`);
  return `\n        ${parts.join(', ')}`;
}

function stateText(metric: ReportedMetric, show: Show): string {
  const { state, elapsed_in_seconds, target_in_seconds, due_at, breached_at, fulfilled_at } = metric;
  if (state === 'none') return 'has not begun';
  const used = durationText(elapsed_in_seconds);
  if (target_in_seconds === null && breached_at === null) return `nothing promised; ran ${used}`;
  const left = (target_in_seconds ?? 0) - elapsed_in_seconds;
  const isOpen = fulfilled_at === null && target_in_seconds !== null;
  const parts = [
    `${state.padEnd(9)}  ${used}${target_in_seconds === null ? ', no longer promised' : ` of ${lengthText(metric)}`}`,
    isOpen && left > 0 ? `${durationText(left)} left` : '',
    isOpen && left < 0 ? `${durationText(-left)} late` : '',
    fulfilled_at === null ? '' : `fulfilled ${show(fulfilled_at)}`,
    breached_at === null ? (due_at === null ? '' : `due ${show(due_at)}`) : `broken ${show(breached_at)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function policyText(title: string | null): string {
  return title === null ? 'no policy' : `the policy "${printable(title)}"`;
}
