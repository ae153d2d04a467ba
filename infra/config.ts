import * as z from 'zod/mini';

const Domain = z.string().check(z.regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a lower-case domain name'));
const Address = z.email();
const Days = z.int().check(z.minimum(1));
const Origin = z.url();

/** Everything that differs between two deployments. Durations name their unit. */
export const MoorlineConfig = z.object({
  /** Part of the stack's name: `Moorline-<environment>`. */
  environment: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  /** A region in which SES receives mail, such as eu-west-1, us-east-1 or ap-northeast-1. */
  region: z.string(),
  /** Signs mails and pages. */
  companyName: z.string(),
  /** For people whose language is not known. */
  defaultLocale: z.enum(['en', 'zh-CN']),

  /** Where clients reach the API. Without it AWS's own addresses serve, with uploads under an address of their own. */
  domain: z.nullable(
    z.object({
      api: Domain,
      /** Files are served from an origin of their own, so that a customer's file can never act as the company's page. */
      files: Domain,
      /** Certificate (ACM, same region) for both names. */
      certificateArn: z.string().check(z.startsWith('arn:')),
    }),
  ),
  /** Pages of the company that call the API or upload from a browser, as origins (`https://help.example.com`). */
  webOrigins: z.array(Origin),
  /** Where agents come back to after signing in. */
  signInCallbacks: z.array(z.url()).check(z.minLength(1)),
  /** First part of the agents' sign-in address, unique in the region. */
  signInPrefix: z.string(),

  mail: z.object({
    /** The domain mail is sent from and received at; its MX record must point to SES. */
    domain: Domain,
    /** Addresses that open tickets; the first is the sender of what we write. */
    supportAddresses: z.array(Address).check(z.minLength(1)),
    /** An account has one active receipt rule set: name it to join it. Null: the stack makes one that has to be activated once. */
    receiptRuleSet: z.nullable(z.string()),
    /**
     * Mails sent at the same time, two of them kept for urgent tickets; times ten a second is roughly the rate, which SES
     * limits for each account.
     */
    deliveryConcurrency: z.int().check(z.minimum(4), z.maximum(1000)),
  }),

  /**
   * Whether GuardDuty looks at every attached file, and none is handed out before it has: 0.09 dollars a GB and 0.22 for a
   * thousand files. Without it every file can be downloaded at once, and says that it was not scanned.
   */
  malwareScan: z.boolean(),

  retention: z.object({
    /** Mail as it came in. */
    rawMailDays: Days,
    /** Logs of functions and access; CloudWatch takes only these numbers. */
    logDays: z.union([z.literal(7), z.literal(14), z.literal(30), z.literal(90), z.literal(180), z.literal(365)]),
  }),

  closeAfterDays: Days,
  surveyDelaySeconds: z.int().check(z.minimum(0)),
  /** Between two steps of an escalation. */
  escalationStepSeconds: z.int().check(z.minimum(1)),

  intake: z.object({
    /** Whether customers are asked by themselves, once, for what is missing before somebody can work on their ticket. */
    asks: z.boolean(),
    /** How long their answer is awaited; halfway they are reminded, and at the end the ticket goes on without it. */
    deadlineHours: z.number().check(z.positive()),
    /** Name of the group where tickets go of which it is not sure what they are about; null: they stay nobody's. */
    triageGroup: z.nullable(z.string()),
  }),

  rateLimit: z.object({
    /** Requests of one caller; what the API's rate-limit headers say. */
    perMinute: z.int().check(z.minimum(1)),
    /** Requests a second of all callers together, and how many at once: the gateway refuses more. */
    allPerSecond: z.int().check(z.minimum(1)),
    allBurst: z.int().check(z.minimum(1)),
  }),

  operations: z.object({
    /** Gets every alarm; null where nobody watches. */
    alarmEmail: z.nullable(Address),
    /**
     * One page with alarms, requests, queues, functions and mail: three dollars a month beyond the first three of an
     * account, as much as a third of an idle deployment. CloudWatch's automatic dashboards show the same, a service a page.
     */
    dashboard: z.boolean(),
    /** Where the operators read `infra/docs/runbook.md`; alarms link to its headings. */
    runbookUrl: z.url(),
  }),
});
export type MoorlineConfig = z.output<typeof MoorlineConfig>;

/** The environments of this repository. Add yours here. */
export const ENVIRONMENTS = {
  /** What the local run boots: nothing of it is ever deployed. */
  local: {
    environment: 'local',
    region: 'us-east-1',
    companyName: 'Moorline Exchange',
    defaultLocale: 'en',
    domain: null,
    webOrigins: [],
    signInCallbacks: ['http://127.0.0.1:4010/signed-in'],
    signInPrefix: 'moorline-local',
    mail: {
      domain: 'moorline.test',
      supportAddresses: ['support@moorline.test'],
      receiptRuleSet: null,
      deliveryConcurrency: 10,
    },
    malwareScan: true,
    retention: { rawMailDays: 30, logDays: 7 },
    closeAfterDays: 4,
    surveyDelaySeconds: 5,
    escalationStepSeconds: 10,
    // INTAKE_ASKS=on in the environment of `npm start` switches it on.
    intake: { asks: false, deadlineHours: 72, triageGroup: null },
    rateLimit: { perMinute: 1_000_000, allPerSecond: 10_000, allBurst: 10_000 },
    operations: { alarmEmail: null, dashboard: true, runbookUrl: 'https://runbook.moorline.test/runbook.md' },
  },
  /** An example to start from: replace every value under `example.com`. */
  production: {
    environment: 'production',
    region: 'eu-west-1',
    companyName: 'Example Exchange',
    defaultLocale: 'en',
    domain: {
      api: 'support-api.example.com',
      files: 'support-files.example.com',
      certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
    },
    webOrigins: ['https://www.example.com'],
    signInCallbacks: ['https://console.example.com/signed-in'],
    signInPrefix: 'example-exchange-support',
    mail: {
      domain: 'help.example.com',
      supportAddresses: ['support@help.example.com'],
      receiptRuleSet: null,
      deliveryConcurrency: 5,
    },
    malwareScan: true,
    retention: { rawMailDays: 365, logDays: 90 },
    closeAfterDays: 4,
    surveyDelaySeconds: 24 * 3600,
    escalationStepSeconds: 30 * 60,
    intake: { asks: true, deadlineHours: 72, triageGroup: 'Triage' },
    rateLimit: { perMinute: 700, allPerSecond: 500, allBurst: 1000 },
    operations: {
      alarmEmail: 'support-oncall@example.com',
      dashboard: false,
      runbookUrl: 'https://git.example.com/moorline/blob/main/infra/docs/runbook.md',
    },
  },
} as const satisfies Record<string, z.input<typeof MoorlineConfig>>;

export type EnvironmentName = keyof typeof ENVIRONMENTS;

/** The checked configuration of an environment. Throws with the names of those that exist for any other. */
export function configOf(environment: string): MoorlineConfig {
  if (!Object.hasOwn(ENVIRONMENTS, environment)) {
    throw new Error(
      `There is no environment "${environment}" in infra/config.ts, only: ${Object.keys(ENVIRONMENTS).join(', ')}`,
    );
  }
  return z.parse(MoorlineConfig, ENVIRONMENTS[environment as EnvironmentName]);
}
