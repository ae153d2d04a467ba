/** A person who works with the seeded instance. */
export interface SeedPerson {
  readonly email: string;
  readonly name: string;
  readonly role: 'agent' | 'admin';
  readonly locale: 'en' | 'zh-CN';
  readonly groups: readonly string[];
  readonly supervisorOf: readonly string[];
}

const DEPOSITS = 'Deposits and withdrawals';
const SECURITY = 'Account security';
const TRADING = 'Trading';

/** The first becomes the group that unrouted work falls to. */
export const SEED_GROUPS = [DEPOSITS, SECURITY, TRADING] as const;

/** One of each kind, so that everything the product does for somebody can be seen at once. */
export const SEED_PEOPLE: readonly SeedPerson[] = [
  {
    email: 'admin@moorline.test',
    name: 'Amara Okafor',
    role: 'admin',
    locale: 'en',
    groups: [DEPOSITS],
    supervisorOf: [],
  },
  {
    email: 'supervisor@moorline.test',
    name: '陈静',
    role: 'agent',
    locale: 'zh-CN',
    groups: [DEPOSITS, SECURITY, TRADING],
    supervisorOf: [DEPOSITS, SECURITY, TRADING],
  },
  {
    email: 'lin.wei@moorline.test',
    name: '林伟',
    role: 'agent',
    locale: 'zh-CN',
    groups: [DEPOSITS, SECURITY],
    supervisorOf: [],
  },
  {
    email: 'daniel.reyes@moorline.test',
    name: 'Daniel Reyes',
    role: 'agent',
    locale: 'en',
    groups: [TRADING, DEPOSITS],
    supervisorOf: [],
  },
];

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/** Seconds to the first reply and to the solution, by priority, for every ticket. */
export const SEED_PROMISES = {
  urgent: { first_reply_time: 15 * MINUTES, requester_wait_time: 4 * HOURS },
  high: { first_reply_time: HOURS, requester_wait_time: 8 * HOURS },
  normal: { first_reply_time: 4 * HOURS, requester_wait_time: 24 * HOURS },
  low: { first_reply_time: 8 * HOURS, requester_wait_time: 72 * HOURS },
} as const;
