import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../infra/local/demo/clients.ts';
import type { RunInfo } from '../../infra/local/run-file.ts';
import { type Instance, startInstance } from '../bench/instance.ts';
import { arrivals } from './arrivals.ts';
import { type Backlog, total, watchBacklog } from './backlog.ts';
import { scoreboard } from './figures.ts';
import { journal } from './journal.ts';
import { consequences, ticketsOf } from './mails.ts';
import { openLoop } from './open-loop.ts';
import { type LoadOptions, type Phase, readLoadOptions } from './options.ts';
import { readableProbe } from './probe.ts';
import { backlogTable, mailsTable, operationsTable, verdictLines } from './report.ts';
import { traffic } from './traffic.ts';
import { httpClient, smtpClient } from './transport.ts';
import { verdicts } from './verdicts.ts';
import { openFirstTickets, readAsFastAsPossible } from './warm-up.ts';

/** `npm run load`: open-loop traffic against a local run; decision 0013 says how it is measured. */

type Target = Run & Pick<RunInfo, 'aws'>;

const say = (text: string) => void process.stderr.write(`${text}\n`);
const DRAIN_AT_MOST = 10 * 60;

async function load(run: Target, options: LoadOptions): Promise<boolean> {
  const tag = `load${randomUUID().slice(0, 6)}`;
  const since = new Date();
  const board = scoreboard();
  const notes = journal();
  const http = httpClient(run);
  const smtp = smtpClient(run);
  const probe = readableProbe(run, http, board);
  if (options.mailRate !== undefined) await limitMail(run, options.mailRate);
  await openFirstTickets(run, http, notes);
  say(
    `  warm: ${(await readAsFastAsPossible(run, notes)).toFixed(0)} reads a second over eight connections, closed loop`,
  );
  const planned = arrivals(options.phases, options.mix, options.seed);
  say(`  ${planned.length} arrivals in ${options.phases.map(describe).join(', ')}`);
  const fire = traffic({ run, http, smtp, board, journal: notes, probe, tag });
  const backlog = watchBacklog(run.aws.endpoints.sqs);
  const ticker = progress(options.phases, backlog, board);
  await openLoop(planned, fire);
  await probe.finished();
  const emptyAt = await drain(backlog);
  clearInterval(ticker);
  await backlog.stop();
  const mails = await consequences(run, notes, since, tag);
  const tickets = await ticketsOf(run, http, tag);
  smtp.close();
  http.close();

  const measured = options.phases.filter(({ warmUp }) => !warmUp);
  const rush = measured.toSorted((a, b) => b.rate - a.rate)[0];
  const rushEnds = endOf(options.phases, rush);
  const outcome = {
    board,
    accepted: notes.all(),
    mails,
    tickets,
    samples: backlog.samples,
    drainedAfter: emptyAt === undefined ? undefined : Math.max(0, firstEmptyAfter(backlog, rushEnds) - rushEnds) / 1000,
  };
  const results = verdicts(outcome, rush?.name ?? '');
  const sections = [
    operationsTable(board),
    mailsTable(mails),
    backlogTable(backlog.samples, 10_000),
    verdictLines(results),
  ];
  process.stdout.write(`\n${sections.join('\n\n')}\n`);
  return results.every(({ kept }) => kept);
}

function describe({ name, rate, seconds }: Phase): string {
  return `${name} (${rate}/s for ${seconds} s)`;
}

function endOf(phases: readonly Phase[], last: Phase | undefined): number {
  let end = 0;
  for (const phase of phases) {
    end += phase.seconds * 1000;
    if (phase === last) break;
  }
  return end;
}

function firstEmptyAfter({ samples }: Backlog, from: number): number {
  return samples.find((sample) => sample.at >= from && total(sample) === 0)?.at ?? Number.NaN;
}

/** Waits until nothing waited three looks in a row; undefined when that never comes. */
async function drain(backlog: Backlog): Promise<number | undefined> {
  for (let waited = 0, empty = 0; waited < DRAIN_AT_MOST; waited++) {
    const last = backlog.samples.at(-1);
    empty = last && total(last) === 0 ? empty + 1 : 0;
    if (empty === 3) return last?.at;
    await sleep(1_000);
  }
  return undefined;
}

function progress(
  phases: readonly Phase[],
  { samples }: Backlog,
  board: ReturnType<typeof scoreboard>,
): NodeJS.Timeout {
  const begun = performance.now();
  return setInterval(() => {
    const now = performance.now() - begun;
    const phase = phases.find((each) => now < endOf(phases, each));
    const sums = board.entries().filter(({ figures }) => figures.planned > 0);
    const planned = sums.reduce((sum, { figures }) => sum + figures.planned, 0);
    const done = sums.reduce((sum, { figures }) => sum + figures.done, 0);
    const last = samples.at(-1);
    say(
      `  ${(now / 1000).toFixed(0)} s ${phase?.name ?? 'draining'}: ${planned} begun, ${done} done, ${last ? total(last) : 0} messages wait`,
    );
  }, 10_000);
}

async function limitMail(run: Run, rate: number): Promise<void> {
  const response = await fetch(`${run.mailbox}/misbehaviour`, {
    method: 'PUT',
    body: JSON.stringify({ sends_a_second: rate }),
  });
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}`);
}

async function runIn(directory: string): Promise<Target> {
  try {
    return JSON.parse(await readFile(join(directory, 'run.json'), 'utf8'));
  } catch (cause) {
    throw new Error(`No running instance found in ${directory}`, { cause });
  }
}

let instance: Instance | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    say('  Stopping the instance.');
    (instance?.stop() ?? Promise.resolve()).finally(() => process.exit(130));
  });
}
try {
  const options = readLoadOptions(process.argv.slice(2));
  instance = options.running === undefined ? await startInstance() : undefined;
  const run = instance ? (instance.run as Instance['run'] & Target) : await runIn(options.running ?? '');
  if (!(await load(run, options))) process.exitCode = 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
} finally {
  await instance?.stop();
}
