import { join, resolve } from 'node:path';
import { asksForHelp, HelpAsked } from '../command-line.ts';

/** How the local run was asked to run. */
export interface LocalOptions {
  readonly port: number;
  /** Files have an origin of their own. */
  readonly filesPort: number;
  readonly smtpPort: number;
  readonly mailboxPort: number;
  /** Where `run.json` goes, and without `ephemeral` everything that is kept. */
  readonly dataDir: string;
  readonly ephemeral: boolean;
  /** Functions' log lines go to the console too. */
  readonly logToConsole: boolean;
  /** Addresses of servers to use instead of the embedded ones. */
  readonly tableEndpoint: string | undefined;
  readonly sqsEndpoint: string | undefined;
  readonly s3Endpoint: string | undefined;
  readonly sesEndpoint: string | undefined;
  readonly verdicts: string | undefined;
  /** How long a scan for malware takes. */
  readonly scanSeconds: number;
  /** Settings of the functions that are to be others than the template's. */
  readonly settings: Readonly<Record<string, string>>;
}

const USAGE = `npm start -- [--ephemeral]

Runs the whole of Moorline here: API, mail in and out, queues, timers and its table. Says where everything is when it is up,
and writes it to .local/run.json. Stop it with Ctrl+C: what was accepted is kept for the next start.

  --ephemeral    keeps nothing

Ports (PORT, FILES_PORT, SMTP_PORT, MAILBOX_PORT; 0 for any free one), the folder (MOORLINE_DATA) and all else come from the
environment: infra/docs/local-run.md has the list.
`;

/** Reads the environment and the command line. Throws HelpAsked, and for a port that is none and for unknown arguments. */
export function readOptions(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
  root: string,
): LocalOptions {
  if (args.some(asksForHelp)) throw new HelpAsked(USAGE);
  const unknown = args.filter((argument) => argument !== '--ephemeral');
  if (unknown.length > 0)
    throw new Error(`Unknown argument ${unknown.join(' ')}; there are only --ephemeral and --help`);
  const port = (name: string, standard: number): number => {
    const text = env[name] || String(standard);
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
      throw new Error(`${name} must be a port number, or 0 for any free one`);
    return Number(text);
  };
  if ((env['AWS_ENDPOINT_URL_SQS'] === undefined) !== (env['AWS_ENDPOINT_URL_S3'] === undefined)) {
    throw new Error('Set both AWS_ENDPOINT_URL_SQS and AWS_ENDPOINT_URL_S3, or neither: one engine stands for both');
  }
  return {
    port: port('PORT', 4010),
    filesPort: port('FILES_PORT', 0),
    smtpPort: port('SMTP_PORT', 2525),
    mailboxPort: port('MAILBOX_PORT', 8005),
    dataDir: env['MOORLINE_DATA'] ? resolve(env['MOORLINE_DATA']) : join(root, '.local'),
    ephemeral: args.includes('--ephemeral'),
    logToConsole: env['MOORLINE_LOG'] === 'console',
    tableEndpoint: env['AWS_ENDPOINT_URL_DYNAMODB'],
    sqsEndpoint: env['AWS_ENDPOINT_URL_SQS'],
    s3Endpoint: env['AWS_ENDPOINT_URL_S3'],
    sesEndpoint: env['AWS_ENDPOINT_URL_SESV2'],
    verdicts: env['MAIL_VERDICTS'],
    scanSeconds: scanSeconds(env['SCAN_SECONDS']),
    settings: settingsIn(env),
  };
}

/** Settings of intake: what it does by itself is seen best without waiting for days. */
const CHANGEABLE = {
  INTAKE_ASKS: /^(on|off)$/,
  INTAKE_DEADLINE_SECONDS: /^[1-9]\d{0,7}$/,
  TRIAGE_GROUP: /^/,
} as const;

function settingsIn(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(CHANGEABLE).flatMap(([name, form]) => {
    const value = env[name];
    if (value === undefined) return [];
    if (!form.test(value)) throw new Error(`${name} must be of the form ${form.source}`);
    return [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** As long as a queue can hold a message back. */
const LONGEST_SCAN = 900;

function scanSeconds(text: string | undefined): number {
  const seconds = Number(text || 0);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_SCAN)
    throw new Error(`SCAN_SECONDS must be a whole number of seconds, at most ${LONGEST_SCAN}`);
  return seconds;
}
