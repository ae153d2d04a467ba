import { SUPPORT } from '../world/environment.ts';
import type { SentMail } from '../world/post-office.ts';
import { isUnanswered } from './api-client.ts';
import { handIn } from './hand-in.ts';
import { readMail, writeMail } from './mail-text.ts';
import { type Stage, waited } from './stage.ts';

const SUBJECTS = ['提现没有到账', 'Where is my withdrawal?', 'Account locked', 'KYC 审核失败'] as const;
const MAX_REPLIES = 3;
const SPAM = 0.08;

/** Writes by mail, answers what comes back, and tells how it went when asked. */
export async function mailCustomer(stage: Stage, address: string): Promise<void> {
  const { world, chance } = stage;
  const read = new Set<string>();
  let replies = 0;
  world.post.onArrival((mail) => {
    if (mail.to !== address) return;
    const { text } = readMail(mail.raw);
    const survey = /https:\/\/api\.moorline\.test(\/survey\/[^\s"?<]+)/.exec(text)?.[1];
    // A second copy of a mail is thrown away, as people do.
    if (read.has(mail.deliveryId)) return;
    read.add(mail.deliveryId);
    if (survey !== undefined) {
      if (chance.happens(0.6)) void rate(stage, mail, survey);
    } else if (replies < MAX_REPLIES && world.time.now() < stage.ends && chance.happens(0.5)) {
      replies++;
      void reply(stage, mail);
    }
  });
  while (await waited(stage, chance.between(5_000, 400_000))) write(stage, address);
}

function write(stage: Stage, address: string): void {
  const { world, chance, ledger } = stage;
  const marker = ledger.marker();
  const file = chance.happens(0.2) ? `The proof of ${marker}` : undefined;
  const raw = writeMail({
    from: address,
    to: SUPPORT,
    subject: chance.pick(SUBJECTS),
    text: `请帮我看一下 ${marker}`,
    messageId: `<${marker}@mail.test>`,
    at: world.time.now(),
    ...(file === undefined ? {} : { file }),
  });
  const spam = chance.happens(SPAM);
  handIn(stage, { from: address, to: SUPPORT, raw, verdict: 'PASS', spam });
  ledger.said.push({
    marker,
    by: address,
    side: 'customer',
    channel: 'mail',
    audience: 'public',
    opens: true,
    automatic: false,
    outcome: 'accepted',
    ...(file === undefined ? {} : { file }),
    ...(spam ? { setAside: ['spam'] } : {}),
  });
}

async function reply(stage: Stage, mail: SentMail): Promise<void> {
  const { world, chance, ledger } = stage;
  const automatic = chance.happens(0.15);
  await world.time.sleep(automatic ? 1_000 : chance.between(5_000, 120_000));
  const { header } = readMail(mail.raw);
  const marker = ledger.marker();
  const to = /<([^<>]+)>/.exec(header('reply-to'))?.[1] ?? header('reply-to');
  const raw = writeMail({
    from: mail.to,
    to,
    subject: `Re: ${header('subject')}`,
    text: `Thank you. ${marker}`,
    messageId: `<${marker}@mail.test>`,
    at: world.time.now(),
    headers: {
      'In-Reply-To': header('message-id'),
      References: `${header('references')} ${header('message-id')}`.trim(),
      ...(automatic ? { 'Auto-Submitted': 'auto-replied' } : {}),
    },
  });
  const spam = !automatic && chance.happens(SPAM);
  handIn(stage, { from: mail.to, to, raw, verdict: 'PASS', spam });
  ledger.said.push({
    marker,
    by: mail.to,
    side: 'customer',
    channel: 'mail',
    audience: automatic ? 'internal' : 'public',
    opens: false,
    automatic,
    outcome: 'accepted',
    answersDelivery: mail.deliveryId,
    ...(spam ? { setAside: ['spam'] } : {}),
  });
}

/** Fills in the page of a survey. The last answer counts, so it may be sent until it is taken. */
async function rate({ world, chance, ledger, api }: Stage, mail: SentMail, path: string): Promise<void> {
  await world.time.sleep(chance.between(2_000, 60_000));
  const rated = {
    marker: ledger.marker(),
    score: chance.pick(['good', 'bad'] as const),
    deliveryId: mail.deliveryId,
    outcome: 'pending' as 'pending' | 'accepted' | 'refused' | 'unknown',
  };
  ledger.rated.push(rated);
  const answer = await api.until({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ score: rated.score, comment: rated.marker }).toString(),
  });
  rated.outcome = isUnanswered(answer) ? 'unknown' : answer.status === 200 ? 'accepted' : 'refused';
}
