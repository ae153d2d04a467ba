import { bill, byService, type Quantities, times, total } from './bill.ts';
import { SLOWER } from './lambda-time.ts';
import type { Life, Measured } from './measure.ts';
import { PRICES, READ, REGION } from './prices.ts';
import { functionSeconds, pollsAtMost } from './quantities.ts';
import { LATENCY } from './world/latencies.ts';

/** The targets of the project, in dollars. */
export const TARGETS = { thousandTickets: 0.8, idleMonth: 8 };
const THOUSAND = 1_000;

/** Dollars for a thousand tickets beyond SES's own fee, and for an idle month. */
export function figures({ alone, busy, idleMonth }: Measured) {
  return {
    alone: total(bill(times(alone.quantities, THOUSAND))),
    busy: total(bill(times(busy.quantities, THOUSAND))),
    mail: total(bill(times(alone.mail, THOUSAND))),
    idleMonth: total(bill(idleMonth)),
  };
}

/** Everything as text, in tables. */
export function report(measured: Measured): string {
  const { alone, busy, idleMonth, parts, times: processor } = measured;
  const { mailsIn, mailsOut, requests, tableBytes, bytesOut } = alone.traffic;
  return [
    `# What it costs`,
    '',
    `US dollars in ${REGION} at the prices of ${READ}, without any free tier. By \`npm run cost\`.`,
    '',
    `## A thousand tickets`,
    '',
    `Each with four mails between customer and agent (question, acknowledgement, answer, reply) and ${round(mailsIn + mailsOut - 4)} more (to the agent about`,
    `the reply, the survey), ${round(requests)} API requests, a rating, and its closing after four days: ${round(alone.usage.writes)} write and`,
    `${round(alone.usage.reads)} read units, ${kb(tableBytes)} in the table, ${kb(bytesOut)} of answers. *Alone*: a ticket each three hours, every function cold, a message an`,
    'invocation. *Busy*: a thousand a minute.',
    '',
    ...compared(alone, busy),
    '',
    `## An idle month`,
    '',
    ...table(idleMonth),
    '',
    `From the template: ${parts.alarms} alarms on ${parts.alarmMetrics} metrics, ${parts.dashboards} dashboards, ${parts.polled.length} queues with a consumer, ${parts.secrets} secrets, ${parts.keys} key.`,
    `Were there five pollers at every queue, which Lambda may keep: ${usd(total(bill({ 'sqs.poll': pollsAtMost(parts) })))} more.`,
    parts.dashboards === 0
      ? `A dashboard (\`operations.dashboard\`) would add ${usd(PRICES['cloudwatch.dashboard'].price)}.`
      : '',
    '',
    `## Functions`,
    '',
    `Milliseconds of an invocation: waiting for answers (table ${ms('dynamodb')}, S3 ${ms('s3')}, SQS ${ms('sqs')}, SES ${ms('ses')}, secrets ${ms('secrets')}, assumed), working (measured on`,
    `this machine: its own code, ${processor.table.toFixed(2)} ms a table call, ${processor.signed.toFixed(2)} ms a signed request; ${SLOWER} times as long on Lambda, and longer in proportion`,
    'below 1,769 MB).',
    '',
    ...functions(measured),
  ].join('\n');
}

function compared(alone: Life, busy: Life): string[] {
  const lines = (life: Life) => bill(times(life.quantities, THOUSAND));
  const other = new Map(lines(busy).map((line) => [line.meter, line]));
  const rows = byService(lines(alone)).flatMap(({ service, cost, parts }) => [
    `| **${service}** | | **${usd(cost)}** | | **${usd(total(parts.flatMap(({ meter }) => other.get(meter) ?? [])))}** |`,
    ...parts
      .filter(({ meter, cost: each }) => each > 0 || (other.get(meter)?.cost ?? 0) > 0)
      .map(
        ({ meter, of, quantity, cost: each }) =>
          `| ${of} | ${amount(quantity)} | ${usd(each)} | ${amount(other.get(meter)?.quantity ?? 0)} | ${usd(other.get(meter)?.cost ?? 0)} |`,
      ),
  ]);
  const sum = (life: Life) => usd(total(lines(life)));
  const mail = usd(total(bill(times(alone.mail, THOUSAND))));
  return [
    '| of 1,000 tickets | alone | USD | busy | USD |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    `| **in all, beyond SES** | target: under ${usd(TARGETS.thousandTickets)} | **${sum(alone)}** | | **${sum(busy)}** |`,
    `| SES's own fee | ${round(alone.traffic.mailsIn)} in, ${round(alone.traffic.mailsOut)} out each | ${mail} | | ${mail} |`,
  ];
}

function table(quantities: Quantities): string[] {
  const services = byService(bill(quantities));
  return [
    '| a month | how much | USD |',
    '| --- | --- | --- |',
    ...services.flatMap(({ service, cost, parts }) => [
      `| **${service}** | | **${usd(cost)}** |`,
      ...parts
        .filter(({ quantity }) => quantity > 0)
        .map(({ of, quantity, cost: each }) => `| ${of} | ${amount(quantity)} | ${usd(each)} |`),
    ]),
    `| **in all** | target: under ${usd(TARGETS.idleMonth)} | **${usd(services.reduce((sum, { cost }) => sum + cost, 0))}** |`,
  ];
}

function functions({ alone, busy, parts, times: processor }: Measured): string[] {
  const rows = [...alone.usage.functions].map(([name, use]) => {
    const memory = parts.memory.get(name) ?? 0;
    const crowd = busy.usage.functions.get(name) ?? use;
    const each =
      (use.tableCalls * processor.table + use.otherCalls * processor.signed) / Math.max(use.invocations, 1e-9);
    const seconds = functionSeconds(name, use, memory, processor, true);
    return `| ${name} | ${memory} | ${use.invocations.toFixed(1)} / ${crowd.invocations.toFixed(1)} | ${(use.waited / Math.max(use.invocations, 1e-9)).toFixed(0)} | ${((processor.own.get(name) ?? 0) + each).toFixed(1)} | ${use.tableCalls.toFixed(1)} | ${seconds.toFixed(3)} |`;
  });
  return [
    '| function | MB | invocations a ticket, alone / busy | waits, ms | works, ms | table calls a ticket | GB-s a ticket, alone |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.filter((row) => !row.startsWith('| sweep-timers')),
  ];
}

const ms = (service: keyof typeof LATENCY) => LATENCY[service][0] + LATENCY[service][1];
const round = (value: number) => String(Math.round(value));
const kb = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`;
const usd = (value: number) => (value !== 0 && value < 0.0095 ? value.toFixed(4) : value.toFixed(2));

/** A number short enough to read. */
function amount(value: number): string {
  if (value >= 10_000_000) return `${(value / 1_000_000).toFixed(1)} M`;
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(value < 10 && !Number.isInteger(value) ? 2 : 0);
}
