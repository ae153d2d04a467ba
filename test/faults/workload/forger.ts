import { SUPPORT } from '../world/environment.ts';
import { writeMail } from './mail-text.ts';
import { type Stage, waited } from './stage.ts';

/** Highest number that a ticket of a short life gets. */
const NUMBERS = 40;
const AS_AGENT = 0.25;

/** Writes in a customer's or an agent's name, from a server that may not, about a ticket whose number was guessed. */
export async function forger(stage: Stage): Promise<void> {
  const { world, chance, cast, ledger } = stage;
  while (await waited(stage, chance.between(40_000, 400_000))) {
    const asAgent = chance.happens(AS_AGENT);
    const victim = asAgent ? chance.pick(cast.agents).email : chance.pick(cast.mailCustomers);
    const marker = ledger.marker();
    const raw = writeMail({
      from: victim,
      to: SUPPORT,
      subject: `Re: [#${chance.between(1, NUMBERS)}] please change my address`,
      text: `Send it to me instead. ${marker}`,
      messageId: `<${marker}@elsewhere.test>`,
      at: world.time.now(),
    });
    world.post.receive({ from: 'mallory@elsewhere.test', to: SUPPORT, raw, verdict: chance.pick(['FAIL', 'GRAY']) });
    ledger.said.push({
      marker,
      by: victim,
      side: 'customer',
      channel: 'mail',
      audience: 'public',
      opens: true,
      automatic: false,
      forged: true,
      ...(asAgent ? { setAside: ['failed_authentication', 'unauthenticated_update'] } : {}),
      outcome: 'accepted',
    });
  }
}
