import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SQSRecord } from 'aws-lambda';
import { buildApp } from 'fauxqs';
import type { LocalQueue, QueueEngine } from './local-queue.ts';
import { watchedObjects } from './watched-objects.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type SqsQueue = ReturnType<Stores['sqsStore']['createQueue']>;
type Journal = NonNullable<Stores['sqsStore']['persistence']>;
type Files = NonNullable<Stores['s3Store']['persistence']>;

/** The engine in this process: what it is told is done when it answers. */
export interface EmbeddedQueueEngine extends QueueEngine {
  readonly endpoint: string;
  ensureQueue(name: string, arn: string, attributes: Record<string, string>): void;
  ensureBucket(name: string): void;
  putObject(bucket: string, key: string, body: Buffer, contentType: string): void;
}

export interface QueueEngineOptions {
  readonly region: string;
  /** Where messages are kept; without it they live in memory. */
  readonly queueDir?: string;
  /** Where objects are kept, as files. */
  readonly objectDir: string;
}

/** What becomes of a message that is given back before its time. */
const RELEASE = 'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?';
/** S3 takes far more; this is what a large mail or an upload part needs. */
const LARGEST_OBJECT = 64 * 1024 * 1024;

/**
 * SQS and S3 in this process, listening on 127.0.0.1 for the functions, and without HTTP for pollers and edges; durable
 * when it answers. This is fauxqs with its stores in our hands: its own `startFauxqs` listens on all interfaces, forgets a queue's messages
 * when the queue is made again, and offers no way to receive without HTTP. Its version is pinned; `internals` fails
 * loudly when a new one looks different inside.
 */
export async function startQueueEngine(options: QueueEngineOptions): Promise<EmbeddedQueueEngine> {
  const { SqsStore, SnsStore, S3Store, PersistenceManager, FileS3Persistence } = await internals();
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const journal = options.queueDir === undefined ? undefined : new PersistenceManager(options.queueDir);
  const database = journal && (Reflect.get(journal, 'db') as DatabaseSync);
  let recovered = new Set<string>();
  if (journal && database) {
    database.exec('PRAGMA synchronous = NORMAL');
    const ready = database.prepare(RELEASE);
    // Its own forgets that a message keeps its count of receives, fails on that, and has lost the message by then.
    journal.updateMessageReady = (messageId) => void ready.run(messageId);
    recovered = recoverInFlight(database);
    journal.loadSqsAndSns(stores.sqsStore, stores.snsStore);
    stores.sqsStore.persistence = journal;
    for (const queue of stores.sqsStore.allQueues()) queue.persistence = journal;
  }
  const files = new FileS3Persistence(options.objectDir);
  try {
    files.loadS3(stores.s3Store);
  } catch {
    removeTornObjects(options.objectDir);
    files.loadS3(stores.s3Store);
  }
  stores.s3Store.persistence = files;

  const watchers = watchedObjects(stores.s3Store);
  const app = buildApp({ logger: false, defaultRegion: options.region, stores });
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_OBJECT }, (_request, body, done) =>
    done(null, body),
  );
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });

  /** One commit for all that `write` changes: cheaper, and a message that moves to a dead-letter queue is never in neither. */
  function together<T>(write: () => T): T {
    if (!database) return write();
    database.exec('BEGIN');
    try {
      return write();
    } finally {
      database.exec('COMMIT');
    }
  }

  const opened = new Map<string, LocalQueue>();
  function open(arn: string): LocalQueue {
    const queue = stores.sqsStore.getQueueByArn(arn);
    if (!queue) throw new Error(`There is no queue ${arn}`);
    const create: QueueContext['create'] = (body, seconds) => SqsStore.createMessage(body, {}, seconds);
    const made = localQueue(queue, { stores, together, create, region: options.region, recovered });
    opened.set(arn, made);
    return made;
  }

  return {
    endpoint,
    endpoints: { sqs: endpoint, s3: endpoint },
    ensureQueue(name, arn, attributes) {
      const existing = stores.sqsStore.getQueueByArn(arn);
      if (existing) existing.setAttributes({ RedrivePolicy: '', ...attributes });
      else stores.sqsStore.createQueue(name, `${endpoint}/${arn.split(':')[4]}/${name}`, arn, attributes);
    },
    ensureBucket(name) {
      if (!stores.s3Store.hasBucket(name)) stores.s3Store.createBucket(name);
    },
    queue: (arn) => opened.get(arn) ?? open(arn),
    putObject(bucket, key, body, contentType) {
      stores.s3Store.putObject(bucket, key, body, contentType);
    },
    onObject: (bucket, listener) => void watchers.push({ bucket, listener }),
    async stop() {
      await app.close();
      journal?.close();
      files.close();
    },
  };
}

interface QueueContext {
  readonly stores: Stores;
  readonly together: <T>(write: () => T) => T;
  readonly create: (body: string, delaySeconds?: number) => Parameters<SqsQueue['enqueue']>[0];
  readonly region: string;
  readonly recovered: Set<string>;
}

/** What was in work when the last process was killed is tried so often, until all that the dead one held has lapsed. */
const RECOVERY_PAUSE = 5_000;
const RECOVERY_ENDS = 60_000;

function localQueue(queue: SqsQueue, { stores, together, create, region, recovered }: QueueContext): LocalQueue {
  const recoveryEnds = Date.now() + RECOVERY_ENDS;
  const listeners: (() => void)[] = [];
  const enqueue = queue.enqueue.bind(queue);
  queue.enqueue = (message) => {
    enqueue(message);
    for (const listener of listeners) listener();
  };
  const deadLetters = (arn: string) => stores.sqsStore.getQueueByArn(arn);
  return {
    name: queue.name,
    arn: queue.arn,
    send: (body, delaySeconds) => queue.enqueue(create(body, delaySeconds)),
    receive: (max) =>
      together(() => {
        const records: SQSRecord[] = [];
        while (records.length < max) {
          const received = queue.dequeue(Math.min(10, max - records.length), undefined, deadLetters);
          if (received.length === 0) break;
          for (const { MessageId, ReceiptHandle, Body, MD5OfBody } of received) {
            const message = queue.inflightMessages.get(ReceiptHandle)?.message;
            records.push({
              messageId: MessageId,
              receiptHandle: ReceiptHandle,
              body: Body,
              attributes: {
                ApproximateReceiveCount: String(message?.approximateReceiveCount ?? 1),
                SentTimestamp: String(message?.sentTimestamp ?? 0),
                SenderId: 'local',
                ApproximateFirstReceiveTimestamp: String(message?.approximateFirstReceiveTimestamp ?? 0),
              },
              messageAttributes: {},
              md5OfBody: MD5OfBody,
              eventSource: 'aws:sqs',
              eventSourceARN: queue.arn,
              awsRegion: region,
            });
          }
        }
        return records;
      }),
    delete: (records) =>
      together(() => {
        for (const { receiptHandle, messageId } of records) {
          queue.deleteMessage(receiptHandle);
          recovered.delete(messageId);
        }
      }),
    fail(records) {
      if (Date.now() > recoveryEnds) return;
      for (const { receiptHandle, messageId } of records) {
        const entry = queue.inflightMessages.get(receiptHandle);
        if (!entry || !recovered.has(messageId)) continue;
        entry.message.approximateReceiveCount -= 1;
        queue.changeVisibility(receiptHandle, RECOVERY_PAUSE / 1000);
      }
    },
    ready: () => queue.messages.length,
    nextDue() {
      let next = Number.POSITIVE_INFINITY;
      for (const { delayUntil } of queue.delayedMessages) if (delayUntil && delayUntil < next) next = delayUntil;
      for (const { visibilityDeadline } of queue.inflightMessages.values()) {
        if (visibilityDeadline < next) next = visibilityDeadline;
      }
      return next === Number.POSITIVE_INFINITY ? undefined : next;
    },
    onArrival: (listener) => void listeners.push(listener),
  };
}

/**
 * What a killed process had received is nobody's, as its consumers died with it: it can be received at once, and that
 * time does not count towards the dead-letter queue. Answers the ids of those messages.
 */
function recoverInFlight(database: DatabaseSync): Set<string> {
  const rows = database.prepare('SELECT message_id FROM sqs_messages WHERE receipt_handle IS NOT NULL').all();
  database.exec(`UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL,
    approximate_receive_count = approximate_receive_count - 1 WHERE receipt_handle IS NOT NULL`);
  return new Set(rows.map((row) => String(row['message_id'])));
}

/** A process that was killed while it wrote an object's description leaves half of one; nobody was told it was stored. */
function removeTornObjects(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (!entry.name.endsWith('.meta.json')) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      rmSync(path);
    }
  }
}

interface Internals {
  SqsStore: (new () => Stores['sqsStore']) & {
    createMessage: (body: string, attributes: object, delaySeconds?: number) => Parameters<SqsQueue['enqueue']>[0];
  };
  SnsStore: new () => Stores['snsStore'];
  S3Store: new () => Stores['s3Store'];
  PersistenceManager: new (directory: string) => Journal;
  FileS3Persistence: new (directory: string) => Files & { loadS3(store: Stores['s3Store']): void; close(): void };
}

async function internals(): Promise<Internals> {
  const root = dirname(fileURLToPath(import.meta.resolve('fauxqs')));
  const files = ['sqs/sqsStore.js', 'sns/snsStore.js', 's3/s3Store.js', 'persistence.js', 's3/fileS3Persistence.js'];
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(root, file)).href)));
  const found = Object.assign({}, ...modules) as Internals;
  const { SqsStore, SnsStore, S3Store, PersistenceManager, FileS3Persistence } = found;
  if (!SqsStore || !SnsStore || !S3Store || !PersistenceManager || !FileS3Persistence) {
    throw new Error('This version of fauxqs is put together differently: adapt infra/local/queues/queue-engine.ts');
  }
  return found;
}
