import * as z from 'zod/mini';

/** What the mail endpoint is told to do wrong, at `PUT /misbehaviour` of the mailbox. */
export const MisbehaviourOrder = z.object({
  /** The next so many sends are refused as too fast. */
  throttle: z.optional(z.int().check(z.minimum(0))),
  /** Beyond so many in a second sends are refused as too fast, as those of an account with that rate. */
  sends_a_second: z.optional(z.int().check(z.minimum(1))),
  /** The next so many sends are accepted and then answered with an error, as when a connection breaks. */
  fail_after_accept: z.optional(z.int().check(z.minimum(0))),
  /** Addresses from which mail bounces for good, or whose owners call it spam. */
  bounce: z.optional(z.array(z.string())),
  complain: z.optional(z.array(z.string())),
});
export type MisbehaviourOrder = z.output<typeof MisbehaviourOrder>;

/** Decides what goes wrong with a mail that is sent. */
export interface Misbehaviour {
  order(order: MisbehaviourOrder): void;
  throttles(): boolean;
  failsAfterAccept(): boolean;
  fateOf(recipient: string): 'bounce' | 'complaint' | undefined;
}

/** Nothing goes wrong until it is ordered, but for the addresses of Amazon's own mailbox simulator. */
export function misbehaviour(): Misbehaviour {
  const left = { throttle: 0, fail_after_accept: 0 };
  const fates = new Map<string, 'bounce' | 'complaint'>([
    ['bounce@simulator.amazonses.com', 'bounce'],
    ['complaint@simulator.amazonses.com', 'complaint'],
  ]);
  let rate = Number.POSITIVE_INFINITY;
  let inSecond = { second: 0, sends: 0 };
  const isTooFast = () => {
    const second = Math.floor(Date.now() / 1000);
    if (inSecond.second !== second) inSecond = { second, sends: 0 };
    return ++inSecond.sends > rate;
  };
  const takeOne = (what: keyof typeof left) => left[what] > 0 && left[what]-- > 0;
  return {
    order({ throttle, sends_a_second, fail_after_accept, bounce = [], complain = [] }) {
      if (sends_a_second !== undefined) rate = sends_a_second;
      if (throttle !== undefined) left.throttle = throttle;
      if (fail_after_accept !== undefined) left.fail_after_accept = fail_after_accept;
      for (const address of bounce) fates.set(address.toLowerCase(), 'bounce');
      for (const address of complain) fates.set(address.toLowerCase(), 'complaint');
    },
    throttles: () => takeOne('throttle') || isTooFast(),
    failsAfterAccept: () => takeOne('fail_after_accept'),
    fateOf(recipient) {
      const [local = '', domain = ''] = recipient.toLowerCase().split('@');
      return fates.get(`${local.split('+', 1)[0]}@${domain}`);
    },
  };
}
