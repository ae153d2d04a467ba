import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { agentPool } from './agent-pool.ts';
import { setEnvironment } from './environment.ts';
import { startEventSources } from './event-sources.ts';
import type { FunctionLog } from './function-log.ts';
import { type FunctionRuntime, functionRuntime } from './functions/function-runtime.ts';
import { type ModuleLoader, moduleLoader, watchSources } from './functions/reload.ts';
import { type GatewayOptions, gatewayServer } from './gateway/gateway.ts';
import { routeFinder } from './gateway/routes.ts';
import { close, listen } from './listen.ts';
import { localMail, sentMailsIn } from './mail/local-mail.ts';
import type { LocalOptions } from './options.ts';
import { takeLock } from './processes.ts';
import { startQueueEngine } from './queues/queue-engine.ts';
import { type RunInfo, removeRunFile, writeRunFile } from './run-file.ts';
import { startSchedules } from './schedules.ts';
import { makeScratch } from './scratch.ts';
import { ensureSecrets } from './secrets-file.ts';
import { startTableEngine } from './table-engine.ts';
import { ensureTables, indexStreamRecords } from './tables.ts';
import { openAssembly } from './template/assembly.ts';
import * as parts from './template/stack-parts.ts';
import { loadStacks } from './template/template-cache.ts';

/** A local run that is ready. */
export interface LocalRun {
  readonly info: RunInfo;
  /** Functions whose source could not be loaded; they answer errors until it is mended. */
  readonly broken: number;
  stop(): Promise<void>;
}

/** Something to do when the run stops; the last thing started is the first to stop. */
type Undo = (step: () => unknown) => void;

/** Folders whose modules are loaded anew when they change. */
const SOURCES = ['functions', 'shared'];

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

async function boot(
  root: string,
  options: LocalOptions,
  log: FunctionLog,
  undo: Undo,
): Promise<Omit<LocalRun, 'stop'>> {
  const { dataDir, kept, scratch, runFile, engineStarted } = await directories(options, undo);
  let serving: GatewayOptions | undefined;
  const gateway = gatewayServer(() => serving);
  const [stacks, table, port] = await together([
    loadStacks(root),
    tableServer(options, join(kept, 'table.db'), engineStarted, undo),
    listen(gateway, options.port, 'PORT'),
  ]);
  const api = `http://127.0.0.1:${port}`;
  const region = stacks[0]?.region ?? 'us-east-1';

  const queueDir = scratch ? {} : { queueDir: join(kept, 'queues') };
  const queues = await startQueueEngine({ region, objectDir: join(kept, 'objects'), ...queueDir });
  undo(queues.stop);
  const assembly = openAssembly(stacks, { queueEndpoint: queues.endpoint, publicUrl: api });
  for (const { name, arn, attributes } of parts.queuesOf(assembly)) queues.ensureQueue(name, arn, attributes);
  for (const bucket of parts.bucketsOf(assembly)) queues.ensureBucket(bucket);

  const onError = (error: unknown) => log.fault('local run', error);
  const sent = sentMailsIn(kept);
  undo(sent.close);
  const mail = localMail({ assembly, queues, region, sent, verdicts: options.verdicts, onError });
  undo(mail.stop);
  const secretsFile = join(kept, 'secrets.json');
  const secrets = ensureSecrets(secretsFile);
  const sesPort = await mail.startSes();
  const endpoints = {
    region,
    secretsFile,
    table: table.endpoint,
    queues: queues.endpoint,
    ses: options.sesEndpoint ?? `http://127.0.0.1:${sesPort}`,
  };
  const variables = parts.environmentOf(assembly);
  setEnvironment(variables, endpoints, options.tableEndpoint !== undefined);

  const modules = moduleLoader(root, SOURCES);
  const runtime = functionRuntime(parts.functionsOf(assembly), modules, {
    failed: (name, error) => log.fault(name, error),
    broken: (name, error) => log.fault(`${name} was not loaded`, error),
  });
  const tables = parts.tablesOf(assembly);
  const [broken] = await together([runtime.load(), ensureTables(tables)]);
  if (table.file) indexStreamRecords(table.file);
  const { seed } = await import('./seed.ts');
  const agents = await seed(join(kept, 'agents.json'));

  undo(() => runtime.drain(5_000));
  const sources = await startEventSources(parts.eventSourcesOf(assembly), {
    queues,
    tables,
    tableEndpoint: table.endpoint,
    checkpointDir: scratch ? undefined : kept,
    invoke: runtime.invoke,
    onError,
  });
  undo(sources.stop);
  undo(
    startSchedules(parts.schedulesOf(assembly), region, (arn, event) =>
      runtime.invoke(arn, event).finally(sources.written),
    ),
  );
  undo(() => close(gateway));
  serving = {
    findRoute: routeFinder(parts.routesOf(assembly)),
    invoke: runtime.invoke,
    written: sources.written,
    local: agentPool({
      issuer: variables['AGENT_POOL_ISSUER'] ?? '',
      clientId: variables['AGENT_POOL_CLIENT_ID'] ?? '',
      keyFile: join(kept, 'agent-pool-key.json'),
    }),
  };
  const smtpPort = await mail.startSmtp(options.smtpPort);
  undo(mail.stopSmtp);
  const mailboxPort = await mail.startMailbox(options.mailboxPort);
  undo(watchSources(root, SOURCES, () => void reload(modules, runtime, log)));

  const info: RunInfo = {
    api,
    smtp: { host: '127.0.0.1', port: smtpPort },
    mailbox: `http://127.0.0.1:${mailboxPort}`,
    supportAddress: variables['SUPPORT_ADDRESSES']?.split(',')[0] ?? '',
    agents,
    customerJwt: { alg: 'HS256', secret: secrets.customer_jwt.secret ?? '', issuer: secrets.customer_jwt.issuer },
    pid: process.pid,
  };
  mkdirSync(dataDir, { recursive: true });
  writeRunFile(runFile, info);
  undo(() => removeRunFile(runFile));
  return { info, broken };
}

/** The data directory is ours; what shall not be kept goes to a scratch directory. */
async function directories({ dataDir, ephemeral }: LocalOptions, undo: Undo) {
  mkdirSync(dataDir, { recursive: true });
  const lock = await takeLock(join(dataDir, 'lock.json'));
  undo(lock.release);
  const runFile = join(dataDir, 'run.json');
  removeRunFile(runFile);
  const scratch = ephemeral ? await makeScratch() : undefined;
  if (scratch) undo(scratch.remove);
  const engineStarted = scratch?.lock.engineStarted ?? lock.engineStarted;
  return { dataDir, runFile, scratch, kept: scratch?.directory ?? dataDir, engineStarted };
}

/** The embedded table engine, or the server that the environment names. */
async function tableServer({ tableEndpoint }: LocalOptions, file: string, onStart: (pid: number) => void, undo: Undo) {
  if (tableEndpoint !== undefined) return { endpoint: tableEndpoint, file: undefined };
  const engine = await startTableEngine({ file, onStart });
  undo(engine.stop);
  return engine;
}

/** As Promise.all, but a failure waits for the others: what they started can then be stopped. */
async function together<T extends readonly Promise<unknown>[]>(work: readonly [...T]) {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function reload(modules: ModuleLoader, runtime: FunctionRuntime, log: FunctionLog): Promise<void> {
  modules.renew();
  const broken = await runtime.load();
  log.say(
    broken === 0
      ? '  Sources changed: the functions run the new ones.'
      : '  The functions that could not be loaded run on as they were.',
  );
}
