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
/** Where the ladder of a ticket at risk ends. */
export const SECURITY = 'Account security';
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
