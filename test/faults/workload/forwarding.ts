import { SUPPORT } from '../world/environment.ts';
import type { Agent } from './cast.ts';
import { handIn } from './hand-in.ts';
import { writeMail } from './mail-text.ts';
import type { Stage } from './stage.ts';

const SPAM = 0.1;

/** Passes on what a customer has written to the agent's own address, with a word of their own above it. */
export function forwardMail(stage: Stage, self: Agent): void {
  const { world, chance, cast, ledger } = stage;
  const customer = chance.pick([...cast.mailCustomers, 'friend@mail.test']);
  const [marker, note] = [ledger.marker(), ledger.marker()];
  const spam = chance.happens(SPAM);
  const setAside = spam ? { setAside: ['spam'] as const } : {};
  const raw = writeMail({
    from: self.email,
    to: SUPPORT,
    subject: 'Fwd: Deposit is missing',
    text: [
      `She wrote to me. ${note}`,
      '',
      '---------- Forwarded message ---------',
      `From: Somebody <${customer}>`,
      `Date: ${new Date(world.time.now()).toUTCString()}`,
      'Subject: Deposit is missing',
      `To: <${self.email}>`,
      '',
      `My deposit is missing. ${marker}`,
    ].join('\r\n'),
    messageId: `<${marker}@moorline.test>`,
    at: world.time.now(),
  });
  handIn(stage, { from: self.email, to: SUPPORT, raw, verdict: 'PASS', spam });
  const mailed = { channel: 'mail', automatic: false, outcome: 'accepted', ...setAside } as const;
  ledger.said.push(
    {
      ...mailed,
      marker,
      by: customer,
      side: 'customer',
      audience: 'public',
      opens: true,
      forwarded: { by: self.email, note },
    },
    { ...mailed, marker: note, by: self.email, side: 'agent', audience: 'internal', opens: false },
  );
}
