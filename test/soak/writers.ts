import { setTimeout as pause } from 'node:timers/promises';
import type { useRun } from '../support/a-local-run.ts';

type Run = ReturnType<typeof useRun>;

/** Something that was written: a ticket through the API with a file, or by mail, each from a customer of its own. */
export interface Written {
  readonly by: 'api' | 'mail';
  readonly subject: string;
  readonly customer: string;
  acknowledged: boolean;
  /** The file that was uploaded for it. */
  token?: string;
  /** The ticket that was answered, where one was. */
  id?: number;
}

const AT_ONCE = 3;
/** Between two attempts at the same write. */
const AGAIN_AFTER = 200;

/** Writers that go on until they are stopped; each repeats what was not acknowledged until it is. */
export function writers(run: () => Run, written: Written[]) {
  let going = true;
  const all: Promise<void>[] = [];
  const work = async (by: Written['by']) => {
    while (going) {
      const number = written.length + 1;
      const each: Written = {
        by,
        subject: `Soak ${by} ${number}`,
        customer: `soak-${number}@customer.test`,
        acknowledged: false,
      };
      written.push(each);
      while (!each.acknowledged) {
        try {
          await (by === 'api' ? viaApi(run(), each) : viaMail(run(), each));
          each.acknowledged = true;
        } catch {
          // Nobody was there, or went away before the answer: what a client tries again.
          await pause(AGAIN_AFTER);
        }
      }
    }
  };
  return {
    start() {
      for (let each = 0; each < AT_ONCE; each++) all.push(work('api'), work('mail'));
    },
    async stop() {
      going = false;
      await Promise.all(all);
    },
  };
}

async function viaApi(run: Run, each: Written): Promise<void> {
  each.token ??= await uploaded(run, each.subject);
  const ticket = {
    subject: each.subject,
    comment: { body: `${each.subject}: where is my withdrawal?`, uploads: [each.token] },
    requester: { name: each.subject, email: each.customer },
  };
  const { status, body } = await run.call('POST', '/tickets.json', { ticket }, { 'Idempotency-Key': each.subject });
  if (status !== 201) throw new Error(`The ticket was answered with ${status}`);
  each.id = body.ticket.id;
}

async function uploaded(run: Run, subject: string): Promise<string> {
  const answer = await run.upload(`${subject}.txt`, Buffer.from(subject));
  if (answer.status !== 201) throw new Error(`The upload was answered with ${answer.status}`);
  return ((await answer.json()) as { upload: { token: string } }).upload.token;
}

async function viaMail(run: Run, each: Written): Promise<void> {
  await run.sendMail({
    from: each.customer,
    subject: each.subject,
    text: `${each.subject}: where is my withdrawal?`,
    // The same mail again, as a mail server would send it.
    messageId: `<${each.subject.replaceAll(' ', '-')}@customer.test>`,
    date: new Date(0),
  });
}
