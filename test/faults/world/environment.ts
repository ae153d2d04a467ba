import { EVENT_QUEUES } from '../../../shared/platform/messaging/subscriptions.ts';
import { secretsFrom } from '../../../shared/platform/secrets.ts';

export const SUPPORT = 'support@moorline.test';
export const MAIL_BUCKET = 'mail';
export const FILES_BUCKET = 'files';
export const TABLE = 'world';
export const CLOSE_AFTER_MINUTES = 25;
export const STEP_SECONDS = 240;

export const SECRETS = {
  signing_key: 'world-signing-key-0123456789abcdef0123456789abcdef',
  customer_jwt: { issuer: 'https://exchange.test', secret: 'world-customer-secret-0123456789abcdef' },
};

/** What functions derive from them. */
export const KEYS = secretsFrom(SECRETS);

const QUEUES = [...EVENT_QUEUES, 'fire-timers', 'ingest-mail', 'record-mail-events', 'record-scan-results'];

/** Where a queue is, as functions are told. */
export const queueUrl = (queue: string): string => `https://sqs.us-east-1.amazonaws.com/000000000000/${queue}`;

/** Delays are short, so that a whole life fits into two virtual hours. Handlers read this when they are made. */
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'world',
  AWS_SECRET_ACCESS_KEY: 'world',
  TABLE_NAME: TABLE,
  MAIL_BUCKET,
  FILES_BUCKET,
  SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:world',
  PUBLIC_URL: 'https://api.moorline.test',
  FILES_URL: 'https://files.moorline.test',
  MALWARE_SCAN: 'on',
  SUPPORT_ADDRESSES: SUPPORT,
  MAIL_DOMAIN: 'moorline.test',
  COMPANY_NAME: 'Moorline Exchange',
  DEFAULT_LOCALE: 'en',
  RATE_LIMIT_PER_MINUTE: '100000',
  MAIL_CONFIGURATION_SET: 'world',
  SURVEY_DELAY_SECONDS: '300',
  CLOSE_AFTER_DAYS: String(CLOSE_AFTER_MINUTES / (24 * 60)),
  ESCALATION_STEP_SECONDS: String(STEP_SECONDS),
  INTAKE_ASKS: 'on',
  INTAKE_DEADLINE_SECONDS: '1200',
  TRIAGE_GROUP: '',
  ...Object.fromEntries(
    QUEUES.map((queue) => [`QUEUE_URL_${queue.replaceAll('-', '_').toUpperCase()}`, queueUrl(queue)]),
  ),
});
delete process.env['AGENT_POOL_ISSUER'];
delete process.env['SECRETS_FILE'];
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_ENDPOINT_URL')) delete process.env[name];
