import { QUEUES } from '../../infra/functions.ts';

/** What every function finds in its environment: handlers check theirs when they are imported. */
export const FUNCTION_ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  TABLE_NAME: 'bench',
  MAIL_BUCKET: 'bench-mail',
  FILES_BUCKET: 'bench-files',
  SECRET_ARN: 'bench',
  PUBLIC_URL: 'https://api.example.test',
  FILES_URL: 'https://files.example.test',
  MALWARE_SCAN: 'on',
  SUPPORT_ADDRESSES: 'support@example.test',
  MAIL_DOMAIN: 'example.test',
  COMPANY_NAME: 'Example',
  DEFAULT_LOCALE: 'en',
  RATE_LIMIT_PER_MINUTE: '700',
  AGENT_POOL_ISSUER: 'https://issuer.example.test',
  AGENT_POOL_CLIENT_ID: 'bench',
  AGENT_JWKS_URL: 'https://issuer.example.test/jwks.json',
  MAIL_CONFIGURATION_SET: 'bench',
  SURVEY_DELAY_SECONDS: '3600',
  CLOSE_AFTER_DAYS: '4',
  ESCALATION_STEP_SECONDS: '900',
  INTAKE_ASKS: 'on',
  INTAKE_DEADLINE_SECONDS: '259200',
  TRIAGE_GROUP: '',
  ...Object.fromEntries(
    [...QUEUES.keys()].map((queue) => [
      `QUEUE_URL_${queue.replaceAll('-', '_').toUpperCase()}`,
      'https://sqs.example.test/1/queue',
    ]),
  ),
};
