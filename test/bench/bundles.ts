import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions, ROOT } from '../../infra/constructs/bundling/options.ts';
import { QUEUES } from '../../infra/functions.ts';
import { bytesAtStart } from '../support/bundle-size.ts';
import { type Measurement, median, ms, type Row } from './measure.ts';

/** So many that what else the machine does in between moves both medians alike. */
const RUNS = 31;
const KB = 1_000;
const MAIL_FUNCTIONS = new Set(['ingest-mail', 'deliver-mail']);

/** What a handler would import that did nothing but use the same SDK clients. */
const CLIENTS: Record<string, string> = {
  '@aws-sdk/client-dynamodb': "export { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
  '@aws-sdk/lib-dynamodb':
    "export { BatchGetCommand, BatchWriteCommand, DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';",
  '@aws-sdk/client-sqs': "export { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';",
  '@aws-sdk/client-sesv2': "export { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';",
};

/** The size of what each function reads at its start, and its import time against a handler that only imports the same SDK clients. */
export const bundles: Measurement = {
  name: 'bundles',
  async run(progress) {
    const dir = await mkdtemp(join(tmpdir(), 'moorline-bundles-'));
    const rows: Row[] = [];
    try {
      for (const name of (await readdir(join(ROOT, 'functions'))).sort()) {
        progress(name);
        rows.push(...(await measure(name, dir)));
      }
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
    return rows;
  },
};

async function measure(name: string, dir: string): Promise<Row[]> {
  const own = join(dir, name);
  const bare = join(dir, `${name}-bare`);
  const options = bundleOptions(name, own);
  const { metafile } = await build(options);
  const inputs = Object.keys(metafile.inputs);
  const clients = Object.keys(CLIENTS).filter((client) =>
    inputs.some((input) => input.includes(`node_modules/${client}/`)),
  );
  await mkdir(bare, { recursive: true });
  const stdin = {
    contents: clients.map((client) => CLIENTS[client]).join('\n') || 'export {};',
    resolveDir: ROOT,
    loader: 'ts' as const,
  };
  const { entryPoints: _, ...rest } = options;
  await build({ ...rest, stdin, outdir: bare });
  const size = bytesAtStart(metafile) / KB;
  const scripts = Object.entries(metafile.outputs).filter(([file]) => file.endsWith('.mjs'));
  const later = scripts.reduce((sum, [, { bytes }]) => sum + bytes, 0) / KB - size;
  const limit = MAIL_FUNCTIONS.has(name) ? 1_000 : 400;
  const ours: number[] = [];
  const theirs: number[] = [];
  const turns = [
    () => importTime(join(own, 'index.mjs'), dir).then((time) => ours.push(time)),
    () => importTime(join(bare, 'index.mjs'), dir).then((time) => theirs.push(time)),
  ];
  // By turns, and each of them first as often as second.
  for (let run = 0; run < RUNS; run++) for (const turn of run % 2 === 0 ? turns : turns.toReversed()) await turn();
  const ratio = median(ours) / median(theirs);
  const label = clients.map((client) => client.replace('@aws-sdk/', '')).join(', ') || 'no SDK client';
  return [
    {
      what: `${name}: bundle, as a start reads it`,
      target: `under ${limit} kB`,
      seen:
        later >= 1
          ? `${size.toFixed(0)} kB, and ${later.toFixed(0)} kB that are read when needed`
          : `${size.toFixed(0)} kB`,
      ratio: size / limit,
    },
    {
      what: `${name}: import against ${label} alone`,
      target: clients.length > 0 ? 'at most 1.5 times' : '',
      seen: `${ms(median(ours))} / ${ms(median(theirs))}${clients.length > 0 ? ` = ${ratio.toFixed(2)}` : ''}`,
      ratio: clients.length > 0 ? ratio / 1.5 : undefined,
    },
  ];
}

const run = promisify(execFile);

async function importTime(file: string, dir: string): Promise<number> {
  const script = join(dir, 'import.mjs');
  await writeFile(
    script,
    'const from = performance.now(); await import(process.argv[2]); console.log(performance.now() - from); process.exit();',
  );
  const { stdout } = await run(process.execPath, [script, file], { env: { ...process.env, ...ENVIRONMENT } });
  return Number(stdout.trim().split('\n').at(-1));
}

/** Handlers check their environment when they are imported. */
const ENVIRONMENT = {
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
