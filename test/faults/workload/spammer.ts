import { SUPPORT } from '../world/environment.ts';
import { handIn } from './hand-in.ts';
import { writeMail } from './mail-text.ts';
import { type Stage, waited } from './stage.ts';
import { reviewSuspended } from './suspended-mail.ts';

const IS_THERE = 0.4;
const MOST = 6;

/**
 * Where there is one, they write what the mail service takes for spam, mail upon mail, and somebody at the desk deals with
 * each as it comes: so some of it is thrown away before its queue has heard that it was taken in.
 */
export async function spammer(stage: Stage): Promise<void> {
  const { world, chance, cast, ledger } = stage;
  if (!chance.happens(IS_THERE)) return;
  for (let sent = 0; sent < MOST && (await waited(stage, chance.between(2_000, 60_000))); sent++) {
    // Each time another sender: whoever writes too often is not thanked every time.
    const [from, marker] = [`offers${sent}@spam.test`, ledger.marker()];
    const words = { subject: 'Your prize', text: `Click here. ${marker}`, messageId: `<${marker}@spam.test>` };
    const raw = writeMail({ from, to: SUPPORT, ...words, at: world.time.now() });
    handIn(stage, { from, to: SUPPORT, raw, verdict: 'PASS', spam: true });
    ledger.said.push({
      marker,
      by: from,
      side: 'customer',
      channel: 'mail',
      audience: 'public',
      opens: true,
      automatic: false,
      setAside: ['spam'],
      outcome: 'accepted',
    });
    await world.time.sleep(chance.between(2_000, 30_000));
    await reviewSuspended(stage, chance.pick(cast.agents));
  }
}
