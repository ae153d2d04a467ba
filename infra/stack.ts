import { Duration, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { MoorlineConfig } from './config.ts';
import { environmentOf, grantAccess, type Resources } from './constructs/access.ts';
import { AgentPool } from './constructs/agent-pool.ts';
import { Alarms, FIVE_MINUTES } from './constructs/alarms.ts';
import { buckets, FILE_PREFIXES } from './constructs/buckets.ts';
import { CustomDomain } from './constructs/custom-domain.ts';
import { Overview, throttledRequests } from './constructs/dashboard.ts';
import { dataKey } from './constructs/data-key.ts';
import { EventRelay } from './constructs/event-relay.ts';
import { FilesGateway } from './constructs/files-gateway.ts';
import { HttpGateway } from './constructs/http-gateway.ts';
import { InboundMail } from './constructs/inbound-mail.ts';
import { KeysSecret } from './constructs/keys-secret.ts';
import { LogAlarm } from './constructs/log-alarm.ts';
import { MalwareScan } from './constructs/malware-scan.ts';
import { MinuteSweep } from './constructs/minute-sweep.ts';
import { OutboundMail } from './constructs/outbound-mail.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import { moorlineTable } from './constructs/table.ts';
import { UploadGateway } from './constructs/upload-gateway.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { CONTRACTS } from './contracts.ts';
import type { ConsumerName, ConsumerSpec, FunctionSpec, QueueName } from './function-spec.ts';
import { ANSWERS_THE_REST, API_FUNCTIONS, CONSUMERS, OTHER_FUNCTIONS, QUEUES, RELAY, SWEEP } from './functions.ts';
import { settingsOf } from './settings.ts';

/** Everything that one deployment of Moorline consists of. */
export class MoorlineStack extends Stack {
  readonly #config: MoorlineConfig;
  readonly #alarms: Alarms;
  readonly #resources: Resources;
  readonly #functions = new Map<string, ServiceFunction>();

  constructor(scope: Construct, config: MoorlineConfig) {
    super(scope, `Moorline-${config.environment}`, {
      description: 'Moorline: customer support',
      env: { region: config.region },
      terminationProtection: true,
      tags: { product: 'moorline', environment: config.environment },
    });
    this.#config = config;
    const key = dataKey(this);
    this.#alarms = new Alarms(this, config, key);
    const http = new HttpGateway(this, { config, alarms: this.#alarms });
    const uploads = new UploadGateway(this, { config, alarms: this.#alarms });
    const files = new FilesGateway(this, { config, log: http.log });
    const agents = new AgentPool(this, config);
    const queues = this.#workQueues();
    this.#resources = {
      key,
      table: moorlineTable(this, key),
      buckets: buckets(this, config, key),
      secret: new KeysSecret(this).secret,
      queues,
      mail: new OutboundMail(this, {
        config,
        masterKey: key,
        alarms: this.#alarms,
        events: queueOf('record-mail-events', queues),
      }),
      settings: settingsOf(config, {
        publicUrl: http.origin,
        filesUrl: files.origin,
        agentIssuer: agents.issuer,
        agentClientId: agents.client.userPoolClientId,
        agentKeysUrl: agents.keysUrl,
      }),
    };
    const { table } = this.#resources;
    new InboundMail(this, {
      config,
      masterKey: key,
      bucket: this.#resources.buckets.mail,
      queue: queueOf('ingest-mail', queues),
    });
    this.#apiFunctions(http, uploads, files);
    this.#consumers();
    if (config.malwareScan) this.#scanFiles();
    const alarms = this.#alarms;
    this.#alarmOnLogs();
    // What fails comes late, and in the end is given up: the relay's alarms tell of both.
    new EventRelay(this, { table, key, relay: this.#function(RELAY, OTHER_FUNCTIONS[RELAY]), alarms });
    new MinuteSweep(this, { sweep: this.#function(SWEEP, OTHER_FUNCTIONS[SWEEP], { alarms }), alarms });
    if (config.domain)
      new CustomDomain(this, {
        domain: config.domain,
        http,
        files,
        uploads: { api: uploads.api, bases: uploads.bases },
      });
    this.#alarmOnThrottles();
    if (config.operations.dashboard)
      new Overview(this, { config, alarms, http, uploads, functions: this.#functions, queues, table });
  }

  /** What no metric of AWS tells: mail that became no ticket, and mail that SES has no room for. */
  #alarmOnLogs() {
    const logged = { config: this.#config, alarms: this.#alarms };
    const ingest = this.#functions.get('ingest-mail');
    const deliver = this.#functions.get('deliver-mail');
    if (!ingest || !deliver) throw new Error('Mail has no functions');
    new LogAlarm(this, 'MailSetAside', {
      ...logged,
      of: ingest,
      event: 'mail_suspended',
      period: Duration.hours(1),
      impact: 'A customer may have written a mail that no agent sees, because it was set aside and became no ticket.',
      runbook: 'mailSetAside',
    });
    new LogAlarm(this, 'MailHeldUp', {
      ...logged,
      of: deliver,
      event: 'mail_held_up',
      period: Duration.minutes(5),
      impact: 'Customers and agents wait for mails that SES has not taken for more than five minutes.',
      runbook: 'mailHeldUp',
    });
  }

  #workQueues(): Map<QueueName, WorkQueue> {
    const made = new Map<QueueName, WorkQueue>();
    for (const [name, { consumer, spec }] of QUEUES) {
      if (!this.#isWanted(consumer)) continue;
      const { lost, late, patience } = spec;
      const queue = { name, lost, late, patience: Duration.seconds(patience), alarms: this.#alarms };
      made.set(name, new WorkQueue(this, queue));
    }
    return made;
  }

  /** Whether the configuration asks for a consumer. */
  #isWanted(name: ConsumerName): boolean {
    const { onlyWith } = CONSUMERS[name];
    return onlyWith === undefined || this.#config[onlyWith];
  }

  #apiFunctions(http: HttpGateway, uploads: UploadGateway, files: FilesGateway): void {
    for (const [name, spec] of Object.entries(API_FUNCTIONS)) {
      const contract = CONTRACTS[name as keyof typeof API_FUNCTIONS];
      const made = this.#function(name, spec);
      // Of a failure the alarms of the gateways tell.
      if (contract.gateway === 'rest') uploads.serve(contract, made);
      else if (contract.gateway === 'files') files.serve(contract, made);
      else http.serve(contract, made, name === ANSWERS_THE_REST);
    }
  }

  #scanFiles(): void {
    const { queues, buckets, key } = this.#resources;
    const reports = queues.get('record-scan-results');
    if (!reports) throw new Error('Nobody records what scans say');
    new MalwareScan(this, { bucket: buckets.files, prefix: FILE_PREFIXES.attachments, key, reports });
  }

  #consumers(): void {
    for (const [name, spec] of Object.entries(CONSUMERS) as [ConsumerName, ConsumerSpec][]) {
      if (!this.#isWanted(name)) continue;
      const { urgent, together } = spec;
      const plain = this.#plainConcurrency(spec);
      const reserved = urgent && plain !== undefined ? plain + urgent.concurrency : undefined;
      // What a failure means is told by the queue's alarms: its messages grow old, and in the end are given up.
      const consumer = this.#function(name, spec, { reserved });
      for (const [queue, worked] of QUEUES) {
        if (worked.consumer !== name) continue;
        const concurrency = queue === name ? plain : urgent?.concurrency;
        this.#resources.queues.get(queue)?.consumedBy(consumer, {
          ...(concurrency === undefined ? {} : { concurrency }),
          ...(together === undefined ? {} : { together: { ...together, window: Duration.seconds(together.window) } }),
        });
      }
    }
  }

  /** What the consumer's plain queue has, beside that for what is urgent. */
  #plainConcurrency({ concurrency, urgent }: ConsumerSpec): number | undefined {
    if (concurrency !== 'mail_rate') return concurrency;
    return this.#config.mail.deliveryConcurrency - (urgent?.concurrency ?? 0);
  }

  #function(name: string, spec: FunctionSpec, more: { alarms?: Alarms; reserved?: number | undefined } = {}) {
    const made = new ServiceFunction(this, {
      name,
      memory: spec.memory,
      ...(spec.timeoutSeconds === undefined ? {} : { timeout: Duration.seconds(spec.timeoutSeconds) }),
      ...(more.reserved === undefined ? {} : { reserved: more.reserved }),
      impact: spec.impact,
      environment: environmentOf(spec, this.#resources),
      logRetention: this.#config.retention.logDays,
      alarms: more.alarms,
    });
    grantAccess(made, spec, this.#resources);
    this.#functions.set(name, made);
    return made;
  }

  #alarmOnThrottles(): void {
    this.#alarms.add('FunctionThrottles', {
      // Of the whole account, because the limit is the account's.
      metric: LambdaFunction.metricAllThrottles({ period: FIVE_MINUTES }),
      above: 0,
      periods: 2,
      impact: 'Customers and agents get errors or wait, because AWS runs no more functions of this account at a time.',
      runbook: 'functionThrottles',
    });
    this.#alarms.add('TableThrottles', {
      metric: throttledRequests(this.#resources.table),
      above: 10,
      impact: 'Customers and agents get errors or wait, because the table refuses some requests.',
      runbook: 'tableThrottles',
    });
  }
}

function queueOf(name: QueueName, queues: ReadonlyMap<QueueName, WorkQueue>) {
  const work = queues.get(name);
  if (!work) throw new Error(`There is no queue "${name}"`);
  return work.queue;
}
