import type { Given } from './given.ts';
import type { ClockReport, ClockStep, ReportedMetric } from './ticket-clock.ts';

const NAMES: Readonly<Record<ReportedMetric['metric'], string>> = {
  first_reply_time: 'first reply',
  next_reply_time: 'next reply',
  periodic_update_time: 'periodic update',
  pausable_update_time: 'pausable update',
  requester_wait_time: 'requester wait',
  agent_work_time: 'agent work',
  total_resolution_time: 'total resolution',
};

/** The clock of a ticket as text: each event with what it did, then how each metric stands. */
export function forPeople(report: ClockReport): string {
  const lines = [
    ...report.steps.flatMap(stepLines),
    '',
    `At ${report.now}, under ${policyText(report.policy)}:`,
    ...report.metrics.map((each) => `  ${NAMES[each.metric].padEnd(17)}${stateText(each)}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

function stepLines(step: ClockStep, index: number, all: readonly ClockStep[]): string[] {
  const changed = index === 0 || step.policy !== all[index - 1]?.policy;
  const policy = changed ? [`    ${policyText(step.policy)} applies`] : [];
  return [`${step.at}  ${eventText(step.event, index === 0)}`, ...policy, ...step.effects.map(effectText)];
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

function effectText({
  metric,
  type,
  instance_id,
  at,
  due_at,
  target_in_seconds,
}: ClockStep['effects'][number]): string {
  const name = `    ${NAMES[metric]}${instance_id > 1 ? ` (${instance_id})` : ''}`;
  const due = due_at === null ? '' : `, due ${due_at}`;
  if (type === 'activate') return `${name} runs${due}`;
  if (type === 'pause') return `${name} stands still`;
  if (type === 'fulfill') return `${name} is fulfilled`;
  if (type === 'breach') return `${name} was broken at ${at}`;
  return target_in_seconds === null
    ? `${name} is no longer promised`
    : `${name} is promised within ${durationText(target_in_seconds)}${due}`;
}

function stateText(metric: ReportedMetric): string {
  const { state, elapsed_in_seconds, target_in_seconds, due_at, breached_at, fulfilled_at, business_hours } = metric;
  if (state === 'none') return 'has not begun';
  const hours = business_hours ? ' of business hours' : '';
  const used = `${durationText(elapsed_in_seconds)}${target_in_seconds === null ? '' : ` of ${durationText(target_in_seconds)}`}`;
  const parts = [
    `${state.padEnd(9)}  ${used}${hours}`,
    target_in_seconds === null ? 'nothing promised' : '',
    fulfilled_at === null ? '' : `fulfilled ${fulfilled_at}`,
    breached_at === null ? (due_at === null ? '' : `due ${due_at}`) : `broken ${breached_at}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function policyText(title: string | null): string {
  return title === null ? 'no policy' : `the policy "${printable(title)}"`;
}

function durationText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'min'],
    [Math.round((seconds % 60) * 1_000) / 1_000, 's'],
  ] as const;
  const shown = parts.filter(([size]) => size > 0).map(([size, unit]) => `${size} ${unit}`);
  return shown.length > 0 ? shown.join(' ') : '0 s';
}

/** What was read must not steer the terminal of whoever looks at it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
