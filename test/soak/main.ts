import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError } from '../../infra/command-line.ts';
import { aDataDir, aLocalRun, eventually, type TestRun, useRun } from '../support/a-local-run.ts';
import { type Findings, findingsOf } from './findings.ts';
import { type Written, writers } from './writers.ts';

const USAGE = `npm run soak -- [--kills N]

Writes to a local run by HTTP and SMTP, kills it N times (8) with SIGKILL at random moments and starts it again, repeating
what was not acknowledged as a client would. Then looks whether everything acknowledged is there once, and was answered once.`;

/** Between two kills, in milliseconds. */
const LIFE = { least: 1_500, most: 6_000 };

async function main(): Promise<void> {
  const kills = killsOf(process.argv.slice(2));
  const { dataDir, remove } = aDataDir();
  const written: Written[] = [];
  let run: TestRun = await aLocalRun({ dataDir });
  const current = () => useRun(run.info);
  const { start, stop } = writers(current, written);
  start();
  for (let kill = 1; kill <= kills; kill++) {
    await pause(randomInt(LIFE.least, LIFE.most));
    await run.end('SIGKILL');
    run = await aLocalRun({ dataDir });
    console.log(`kill ${kill} of ${kills}: ${acknowledged(written)} writes acknowledged so far`);
  }
  await pause(LIFE.least);
  await stop();
  console.log('at rest: looking for everything that was acknowledged');
  const findings = await settled(() => findingsOf(current(), written));
  await run.end('SIGTERM');
  remove();
  report(findings, written, kills);
}

function killsOf(args: readonly string[]): number {
  const [option, value, ...rest] = args;
  if (option === undefined) return 8;
  const kills = Number(value);
  if (option !== '--kills' || rest.length > 0 || !Number.isInteger(kills) || kills < 1) throw new UsageError(USAGE);
  return kills;
}

/** Mail that was being sent at a kill goes out up to 30 s after the start. */
async function settled(look: () => Promise<Findings>): Promise<Findings> {
  let last: Findings | undefined;
  try {
    return await eventually(
      'Everything being there',
      async () => {
        last = await look();
        return last.missing.length + last.unanswered.length === 0 ? last : undefined;
      },
      90_000,
    );
  } catch (error) {
    if (!last) throw error;
    return last;
  }
}

const acknowledged = (written: readonly Written[]) => written.filter((each) => each.acknowledged).length;

function report({ missing, doubled, unanswered, answeredTwice }: Findings, written: readonly Written[], kills: number) {
  for (const [what, subjects] of Object.entries({ missing, doubled, unanswered, answeredTwice })) {
    for (const subject of subjects) console.log(`  ${what}: ${subject}`);
  }
  const bad = missing.length + doubled.length + unanswered.length + answeredTwice.length;
  console.log(
    `${kills} kills, ${acknowledged(written)} writes acknowledged: ${missing.length} missing, ${doubled.length} doubled, ` +
      `${unanswered.length} without an acknowledgement mail, ${answeredTwice.length} with two`,
  );
  process.exitCode = bad > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
