import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../arch/source-files.ts';
import {
  type Advisory,
  type Allowance,
  type AuditReport,
  advisoriesIn,
  type LockFile,
  objections,
} from './advisories.ts';

/*
 * `npm run audit`: asks the registry's advisory service about everything in the lock file. Fails on what is high or
 * critical in what runs, and on what is critical in tools. When the registry has no such service, or none is in reach,
 * it says so and fails nothing.
 */

/** Advisories that are known, do no harm here, and wait for a new version. */
const ALLOWANCES: readonly Allowance[] = [];

/** What `npm audit` prints: its exit code says that it found something, which is not for it to judge. */
function report(): Promise<AuditReport> {
  const options = ['audit', '--json', '--package-lock-only', '--fetch-retries=0', '--fetch-timeout=20000'];
  const npm = process.env['npm_execpath'];
  const [file, ...before] = npm ? [process.execPath, npm] : ['npm'];
  return new Promise((done) => {
    execFile(file ?? 'npm', [...before, ...options], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 }, (_, printed) => {
      try {
        done(JSON.parse(printed) as AuditReport);
      } catch {
        done({ error: 'no answer' });
      }
    });
  });
}

function summary(advisories: readonly Advisory[]): string {
  const inProduction = advisories.filter((each) => each.inProduction).length;
  return `${advisories.length} advisories, ${inProduction} of them about what runs; none too grave`;
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile;
const answer = await report();
const advisories = advisoriesIn(answer, lock);
const problems = advisories ? objections(advisories, ALLOWANCES, new Date().toISOString().slice(0, 10)) : [];
const why = answer.statusCode === undefined ? 'did not answer' : `answered ${answer.statusCode}`;
const line = advisories ? summary(advisories) : `advisories could not be asked: the registry ${why}`;
process.stdout.write(problems.length > 0 ? `${problems.join('\n')}\n` : `${line}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
