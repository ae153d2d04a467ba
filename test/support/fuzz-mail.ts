import { readdirSync, readFileSync } from 'node:fs';
import { failedRecipients } from '../../shared/mail/bounce-report.ts';
import { examineMail } from '../../shared/mail/examine-mail.ts';
import { mailComment } from '../../shared/mail/mail-comment.ts';
import { ROOT } from '../arch/source-files.ts';
import { chance } from '../faults/chance.ts';
import { BROKEN_CASES } from '../unit/mail/mime/broken-cases.ts';
import { BYTE_CASES, NAME_CASES, SIGNED_CASES, WINMAIL_CASES } from '../unit/mail/mime/file-cases.ts';
import { ADDRESS_CASES, SUBJECT_CASES } from '../unit/mail/mime/header-cases.ts';
import { KIND_CASES } from '../unit/mail/mime/kind-cases.ts';
import { STRUCTURE_CASES } from '../unit/mail/mime/structure-cases.ts';
import { CHARSET_CASES, ENCODING_CASES, FORMAT_CASES, WRONG_CHARSET_CASES } from '../unit/mail/mime/text-cases.ts';
import { mailFacts } from './a-mail.ts';
import { mutated } from './mutate-mail.ts';
import { unsafeTag } from './unsafe-tag.ts';

/** How a run over damaged mails went. */
export interface FuzzResult {
  readonly mails: number;
  /** Those that no reader could make sense of: they would be set aside. */
  readonly unreadable: number;
  readonly slowestMs: number;
  /** What must not be: seed and what happened. */
  readonly faults: readonly string[];
}

/** A mail of these sizes is read in milliseconds; what takes longer than this would hold up others. */
const TOO_SLOW_MS = 2_000;

const CASES = [
  BROKEN_CASES,
  NAME_CASES,
  WINMAIL_CASES,
  SIGNED_CASES,
  BYTE_CASES,
  SUBJECT_CASES,
  ADDRESS_CASES,
  KIND_CASES,
  STRUCTURE_CASES,
  CHARSET_CASES,
  WRONG_CHARSET_CASES,
  FORMAT_CASES,
  ENCODING_CASES,
].flat();

/** Takes so many damaged mails through everything that looks at a mail before it is kept: seeds `from` and on. */
export async function fuzzMail(from: number, count: number, progress?: (done: number) => void): Promise<FuzzResult> {
  const mails = soundMails();
  const faults: string[] = [];
  let unreadable = 0;
  let slowestMs = 0;
  for (let seed = from; seed < from + count; seed++) {
    const raw = mutated(mails, chance(`mail ${seed}`));
    const before = performance.now();
    try {
      if (!(await takeThrough(raw))) unreadable++;
    } catch (error) {
      faults.push(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    const took = performance.now() - before;
    slowestMs = Math.max(slowestMs, took);
    if (took > TOO_SLOW_MS) faults.push(`seed ${seed}: took ${took.toFixed(0)} ms`);
    if ((seed - from + 1) % 1_000 === 0) progress?.(seed - from + 1);
  }
  return { mails: count, unreadable, slowestMs, faults };
}

function soundMails(): Uint8Array[] {
  const folder = `${ROOT}/test/fixtures/mail`;
  const files = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`));
  return [...files, ...files, ...files, ...CASES.map(({ raw }) => raw)];
}

async function takeThrough(raw: Uint8Array): Promise<boolean> {
  const examined = await examineMail(
    raw,
    mailFacts({ envelopeFrom: raw.length % 3 === 0 ? '' : 'wang@customer.test' }),
  );
  if ('error' in examined) return false;
  const { mail } = examined;
  const comment = await mailComment(mail, 'answer', 'en');
  failedRecipients(mail);
  if (comment.body === '' && /[\p{L}\p{N}\p{P}\p{S}]/u.test(mail.text))
    throw new Error('nothing is shown of a mail that says something');
  const unsafe = unsafeTag(comment.html_body ?? '');
  if (unsafe) throw new Error(`unsafe HTML: ${unsafe.slice(0, 200)}`);
  if (/\0/.test(mail.text) || !mail.text.isWellFormed()) throw new Error('text that cannot be stored');
  return true;
}
