import type { SQSRecord } from 'aws-lambda';

/** A queue, as pollers and edges use it. */
export interface LocalQueue {
  readonly name: string;
  readonly arn: string;
  /** Once it is done, the message is as safe as the engine keeps it. */
  send(body: string, delaySeconds?: number): void | Promise<void>;
  /** Up to `max` messages, hidden from others for the queue's visibility timeout. */
  receive(max: number): SQSRecord[];
  delete(records: readonly SQSRecord[]): void;
  /** Says that these were not dealt with. They come again after the visibility timeout. */
  fail(records: readonly SQSRecord[]): void;
  /** How many messages could be received now. */
  ready(): number;
  /** When the next message that is held back or hidden becomes receivable. */
  nextDue(): number | undefined;
  /** Calls `listener` after each message that arrives. */
  onArrival(listener: () => void): void;
}

/** An object that is in its bucket now. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  /** Its first bytes: more than a scan looks at. */
  readonly start: Buffer;
}

/** SQS and S3, as the local run and the functions use them. */
export interface QueueEngine {
  /** Where functions find SQS and S3. */
  readonly endpoints: { readonly sqs: string; readonly s3: string };
  /** Makes the queue, or gives an existing one these attributes; its messages stay. */
  ensureQueue(name: string, arn: string, attributes: Record<string, string>): void | Promise<void>;
  ensureBucket(name: string): void | Promise<void>;
  queue(arn: string): LocalQueue;
  putObject(bucket: string, key: string, body: Buffer, contentType: string): void | Promise<void>;
  /** Calls `listener` with every object that comes into the bucket from now on, at least once. */
  onObject(bucket: string, listener: (object: StoredObject) => unknown): void;
  stop(): Promise<void>;
}
