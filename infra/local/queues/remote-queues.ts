import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { LocalQueue, QueueEngine, StoredObject } from './local-queue.ts';

export interface RemoteQueueOptions {
  readonly region: string;
  readonly sqs: string;
  readonly s3: string;
  readonly onError: (error: unknown) => void;
}

/** Messages that are fetched ahead of who handles them. */
const AHEAD = 20;
const WAIT_SECONDS = 20;

/** SQS and S3 of somebody's own server, such as LocalStack, which must belong to the account 000000000000. */
export function remoteQueues({ region, sqs, s3, onError }: RemoteQueueOptions): QueueEngine {
  const queues = new SQSClient({ endpoint: sqs, region });
  const buckets = new S3Client({ endpoint: s3, region, forcePathStyle: true });
  const stopping = new AbortController();
  const pending = new Set<Promise<unknown>>();
  const opened = new Map<string, LocalQueue>();

  /** Goes on in the background; stopping waits for it. */
  function inBackground(work: Promise<unknown>): void {
    const tracked = work.catch((error) => (stopping.signal.aborted ? undefined : onError(error)));
    pending.add(tracked);
    void tracked.finally(() => pending.delete(tracked));
  }

  return {
    endpoints: { sqs, s3 },
    async ensureQueue(QueueName, arn, Attributes) {
      try {
        await queues.send(new CreateQueueCommand({ QueueName, Attributes }));
      } catch (error) {
        if (!/QueueNameExists|QueueAlreadyExists/.test((error as Error).name)) throw error;
        await queues.send(new SetQueueAttributesCommand({ QueueUrl: urlOf(sqs, arn), Attributes }));
      }
    },
    async ensureBucket(Bucket) {
      try {
        await buckets.send(new CreateBucketCommand({ Bucket }));
      } catch (error) {
        if ((error as Error).name !== 'BucketAlreadyOwnedByYou') throw error;
      }
    },
    queue(arn) {
      const queue =
        opened.get(arn) ?? remoteQueue(arn, { region, sqs, queues, stopping: stopping.signal, inBackground, onError });
      opened.set(arn, queue);
      return queue;
    },
    async putObject(Bucket, Key, Body, ContentType) {
      await buckets.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
    },
    onObject: (bucket, listener) =>
      inBackground(watchBucket(buckets, bucket, listener, { stopping: stopping.signal, onError })),
    async stop() {
      stopping.abort();
      await Promise.all(pending);
      queues.destroy();
      buckets.destroy();
    },
  };
}

/** How often the bucket is looked at, and how much of an object a listener sees. */
const LOOK_MS = 1_000;
const START = 4_096;

/** Such a server tells nobody of an object that arrives: its bucket is listed again and again, from the start on all of it. */
async function watchBucket(
  buckets: S3Client,
  Bucket: string,
  listener: (object: StoredObject) => unknown,
  { stopping, onError }: Pick<Context, 'stopping' | 'onError'>,
): Promise<void> {
  const seen = new Set<string>();
  while (!stopping.aborted) {
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: buckets }, { Bucket })) {
        for (const { Key = '', ETag = '' } of Contents.filter((each) => !seen.has(`${each.Key} ${each.ETag}`))) {
          const { Body } = await buckets.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=0-${START - 1}` }));
          const start = Buffer.from((await Body?.transformToByteArray()) ?? []);
          await listener({ bucket: Bucket, key: Key, etag: ETag.replaceAll('"', ''), start });
          seen.add(`${Key} ${ETag}`);
        }
      }
    } catch (error) {
      if (!stopping.aborted) onError(error);
    }
    await new Promise((done) => setTimeout(done, LOOK_MS).unref());
  }
}

function urlOf(endpoint: string, arn: string): string {
  const [account, name] = arn.split(':').slice(4);
  return `${endpoint}/${account}/${name}`;
}

interface Context {
  readonly region: string;
  readonly sqs: string;
  readonly queues: SQSClient;
  readonly stopping: AbortSignal;
  readonly inBackground: (work: Promise<unknown>) => void;
  readonly onError: (error: unknown) => void;
}

/** Long polls, once somebody listens, into a small store of messages at hand. */
function remoteQueue(arn: string, { region, sqs, queues, stopping, inBackground, onError }: Context): LocalQueue {
  const QueueUrl = urlOf(sqs, arn);
  const atHand: SQSRecord[] = [];
  const listeners: (() => void)[] = [];
  let taken: () => void = () => undefined;
  stopping.addEventListener('abort', () => taken());

  async function poll(): Promise<void> {
    if (atHand.length >= AHEAD) await new Promise<void>((done) => (taken = done));
    const wanted = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: WAIT_SECONDS };
    const request = new ReceiveMessageCommand({ ...wanted, MessageSystemAttributeNames: ['All'] });
    const { Messages = [] } = await queues.send(request, { abortSignal: stopping });
    atHand.push(...Messages.map((message) => recordOf(message, arn, region)));
    if (Messages.length > 0) for (const listener of listeners) listener();
  }

  async function pollOn(): Promise<void> {
    while (!stopping.aborted) {
      try {
        await poll();
      } catch (error) {
        if (stopping.aborted) return;
        onError(error);
        await new Promise((done) => setTimeout(done, 1_000));
      }
    }
  }

  return {
    name: arn.split(':').at(-1) ?? arn,
    arn,
    async send(MessageBody, DelaySeconds) {
      await queues.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
    },
    receive(max) {
      const records = atHand.splice(0, max);
      taken();
      return records;
    },
    delete(records) {
      for (let at = 0; at < records.length; at += 10) {
        const Entries = records
          .slice(at, at + 10)
          .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
        inBackground(queues.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })));
      }
    },
    fail: () => undefined,
    ready: () => atHand.length,
    nextDue: () => undefined,
    onArrival(listener) {
      if (listeners.length === 0) inBackground(pollOn());
      listeners.push(listener);
    },
  };
}

function recordOf(message: Message, eventSourceARN: string, awsRegion: string): SQSRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: (message.Attributes ?? {}) as unknown as SQSRecord['attributes'],
    messageAttributes: {},
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}
