import { join } from 'node:path';
import { agentPool } from './agent-pool.ts';
import { type Directories, queueServer, type TableServer, tableServer, takeDirectories, type Undo } from './engines.ts';
import { setCredentials, setEnvironment } from './environment.ts';
import { type EventSources, startEventSources } from './event-sources.ts';
import type { FunctionLog } from './function-log.ts';
import { type FunctionRuntime, functionRuntime } from './functions/function-runtime.ts';
import { moduleLoader, watchSources } from './functions/reload.ts';
import { type GatewayOptions, gatewayServer } from './gateway/gateway.ts';
import { routeFinder } from './gateway/routes.ts';
import { close, listen } from './listen.ts';
import { localMail, sentMailsIn } from './mail/local-mail.ts';
import type { LocalOptions } from './options.ts';
import type { QueueEngine } from './queues/local-queue.ts';
import { type RunInfo, removeRunFile, writeRunFile } from './run-file.ts';
import { eventBus } from './scan/event-bus.ts';
import { malwareScanner } from './scan/malware-scanner.ts';
import { startSchedules } from './schedules.ts';
import { ensureSecrets } from './secrets-file.ts';
import { ensureTables, indexStreamRecords } from './tables.ts';
import { type Assembly, openAssembly } from './template/assembly.ts';
import { eventRulesOf, scanPlansOf } from './template/event-rules.ts';
import * as parts from './template/stack-parts.ts';
import { loadStacks, sourceHash } from './template/template-cache.ts';
import { dropTransactionTokens } from './transaction-tokens.ts';

/** A local run that is ready. */
export interface LocalRun {
  readonly info: RunInfo;
  /** Functions whose source could not be loaded; they answer errors until it is mended. */
  readonly broken: number;
  stop(): Promise<void>;
}

/** Folders whose modules are loaded anew when they change. */
const SOURCES = ['functions', 'shared'];
/**
 * All functions share one processor here, where in AWS each has its own: what keeps figures and clocks gives way to what
 * people, mails and timers wait for.
 */
const NOBODY_WAITS_FOR: ReadonlySet<string> = new Set([
  'count-records',
  'follow-tickets',
  'record-mail-events',
  'route-tickets',
  'track-slas',
]);
/** How long a stop waits for what is in hand. */
const DRAIN_MS = 5_000;

/**
 * Boots the synthesised stack on embedded engines: the template says which tables, queues, buckets, routes, event
 * sources, schedules and mail rules there are, and what the functions find in their environment.
 */
export async function startLocal(root: string, options: LocalOptions, log: FunctionLog): Promise<LocalRun> {
  const steps: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  try {
    return { ...(await boot(root, options, log, (step) => void steps.push(step))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function boot(root: string, options: LocalOptions, log: FunctionLog, undo: Undo) {
  const onError = (error: unknown) => log.fault('local run', error);
  const directories = await takeDirectories(options, undo);
  removeRunFile(directories.runFile);
  setCredentials((options.tableEndpoint ?? options.sqsEndpoint) !== undefined);

  let serving: { readonly api: GatewayOptions; readonly files: GatewayOptions } | undefined;
  const gateway = gatewayServer(() => serving?.api);
  const filesGateway = gatewayServer(() => serving?.files);
  const [stacks, table, port, filesPort] = await together([
    loadStacks(root),
    tableServer(options, directories, undo),
    listen(gateway, options.port, 'PORT'),
    listen(filesGateway, options.filesPort, 'FILES_PORT'),
  ]);
  const api = `http://127.0.0.1:${port}`;
  const files = `http://127.0.0.1:${filesPort}`;
  const region = stacks[0]?.region ?? 'us-east-1';
  const queues = await queueServer(options, directories, region, onError, undo);
  const assembly = openAssembly(stacks, { queueEndpoint: queues.endpoints.sqs, publicUrl: api, filesUrl: files });
  await ensureQueues(assembly, queues);
  scanObjects(assembly, queues, { region, seconds: options.scanSeconds, onError });

  const sent = sentMailsIn(directories.kept);
  undo(sent.close);
  const mail = localMail({ assembly, queues, region, sent, verdicts: options.verdicts, onError });
  const ses = options.sesEndpoint ?? `http://127.0.0.1:${await mail.startSes()}`;
  undo(mail.stop);
  const secretsFile = join(directories.kept, 'secrets.json');
  const { customer_jwt } = ensureSecrets(secretsFile);
  const variables = { ...parts.environmentOf(assembly), ...options.settings };
  const endpoints = { ...queues.endpoints, table: table.endpoint, ses, region, secretsFile };
  setEnvironment(variables, endpoints);

  const { runtime, broken } = await startFunctions(root, assembly, table, log, undo);
  const { seed } = await import('./seed.ts');
  const agents = await seed(join(directories.kept, 'agents.json'));
  undo(() => runtime.drain(DRAIN_MS));
  const sources = await startSources({ assembly, queues, table, directories, runtime, region, onError, undo });
  undo(() => Promise.all([close(gateway), close(filesGateway)]));
  const issuer = variables['AGENT_POOL_ISSUER'] ?? '';
  const clientId = variables['AGENT_POOL_CLIENT_ID'] ?? '';
  const front = (origin: string) => ({
    findRoute: routeFinder(parts.routesOf(assembly, origin)),
    invoke: runtime.invoke,
    written: sources.written,
  });
  const local = agentPool({ issuer, clientId, keyFile: join(directories.kept, 'agent-pool-key.json') });
  serving = { api: { ...front(api), local }, files: { ...front(files), local: () => undefined } };
  const smtpPort = await mail.startSmtp(options.smtpPort);
  undo(mail.stopSmtp);
  const mailboxPort = await mail.startMailbox(options.mailboxPort);

  const info: RunInfo = {
    api,
    files,
    smtp: { host: '127.0.0.1', port: smtpPort },
    mailbox: `http://127.0.0.1:${mailboxPort}`,
    supportAddress: variables['SUPPORT_ADDRESSES']?.split(',')[0] ?? '',
    agents,
    customerJwt: { alg: 'HS256', secret: customer_jwt.secret ?? '', issuer: customer_jwt.issuer },
    pid: process.pid,
    aws: {
      region,
      endpoints: { sqs: queues.endpoints.sqs, dynamodb: table.endpoint },
      resources: parts.namedResourcesOf(assembly),
    },
  };
  writeRunFile(directories.runFile, info);
  undo(() => removeRunFile(directories.runFile));
  return { info, broken };
}

async function ensureQueues(assembly: Assembly, queues: QueueEngine): Promise<void> {
  // Those that others name as their dead-letter queue come first.
  const specs = parts.queuesOf(assembly).sort((a, b) => Number(hasDeadLetters(a)) - Number(hasDeadLetters(b)));
  for (const { name, arn, attributes } of specs) await queues.ensureQueue(name, arn, attributes);
  for (const bucket of parts.bucketsOf(assembly)) await queues.ensureBucket(bucket);
}

const hasDeadLetters = (queue: { attributes: object }) => 'RedrivePolicy' in queue.attributes;

interface ScanContext {
  readonly region: string;
  readonly seconds: number;
  readonly onError: (error: unknown) => void;
}

/** Every object that comes into a bucket with a plan is scanned, and what was found goes where the template leads it. */
function scanObjects(assembly: Assembly, queues: QueueEngine, { region, seconds, onError }: ScanContext): void {
  const plans = scanPlansOf(assembly);
  const publish = eventBus(eventRulesOf(assembly), queues, region);
  const scan = malwareScanner({ plans, publish, region, seconds });
  for (const { bucket } of plans) queues.onObject(bucket, (object) => scan(object).catch(onError));
}

/** Loads the functions beside the making of their tables, and again whenever their sources change. */
async function startFunctions(root: string, assembly: Assembly, table: TableServer, log: FunctionLog, undo: Undo) {
  if (table.file) dropTransactionTokens();
  const modules = moduleLoader(root, SOURCES);
  const runtime = functionRuntime(parts.functionsOf(assembly), modules, {
    failed: (name, error) => log.fault(name, error),
    broken: (name, error) => log.fault(`${name} was not loaded`, error),
  });
  const [{ broken }] = await together([runtime.load(), ensureTables(parts.tablesOf(assembly))]);
  if (table.file) indexStreamRecords(table.file);
  const templateOf = sourceHash(root);
  const reload = async (files: readonly string[]) => {
    const { loaded } = await runtime.load(modules.changed(files));
    if (loaded.length > 0) log.say(`  Running the new sources of ${named(loaded)}.`);
    if (sourceHash(root) !== templateOf) log.say('  New routes, queues and settings come with the next start.');
  };
  undo(watchSources(root, SOURCES, (files) => void reload(files)));
  return { runtime, broken: broken.length };
}

function named(functions: readonly string[]): string {
  return functions.length > 3 ? `${functions.length} functions` : functions.join(', ');
}

interface SourcesContext {
  readonly assembly: Assembly;
  readonly queues: QueueEngine;
  readonly table: TableServer;
  readonly directories: Directories;
  readonly runtime: FunctionRuntime;
  readonly region: string;
  readonly onError: (error: unknown) => void;
  readonly undo: Undo;
}

/** From here on functions run by themselves: from queues, from the stream, and by the clock. */
async function startSources(context: SourcesContext): Promise<EventSources> {
  const { assembly, queues, table, directories, runtime, region, onError, undo } = context;
  const sources = await startEventSources(parts.eventSourcesOf(assembly), {
    queues,
    tables: parts.tablesOf(assembly),
    tableEndpoint: table.endpoint,
    checkpointDir: directories.ephemeral ? undefined : directories.kept,
    invoke: runtime.invoke,
    givesWay: (arn) =>
      NOBODY_WAITS_FOR.has(runtime.nameOf(arn)) && runtime.isAnyUnderWay((name) => !NOBODY_WAITS_FOR.has(name)),
    onError,
  });
  undo(sources.stop);
  const run = (functionArn: string, event: unknown) => runtime.invoke(functionArn, event).finally(sources.written);
  undo(startSchedules(parts.schedulesOf(assembly), region, run));
  return sources;
}

/** As Promise.all, but a failure waits for the others: what they started can then be stopped. */
async function together<T extends readonly Promise<unknown>[]>(work: readonly [...T]) {
  await Promise.allSettled(work);
  return Promise.all(work);
}
