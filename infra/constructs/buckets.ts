import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';

/** Raw mail lies under this prefix of its bucket; SES puts it there. */
export const RAW_MAIL_PREFIX = 'raw/';
/** What lies where in the bucket of files: attachments, and texts of comments that are too long for the table. */
export const FILE_PREFIXES = { attachments: 'attachments/', comments: 'comments/' } as const;
export type FileKind = keyof typeof FILE_PREFIXES;

export interface Buckets {
  /** Mail as it came in. */
  readonly mail: Bucket;
  /** Attachments and long bodies. */
  readonly files: Bucket;
}

/** The buckets: nothing public, TLS only, encrypted under the company's key, every access logged. */
export function buckets(scope: Construct, config: MoorlineConfig, encryptionKey: IKey): Buckets {
  const closed = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
  } satisfies BucketProps;
  const accessLog = new Bucket(scope, 'AccessLogBucket', {
    ...closed,
    // The only encryption that S3's log delivery can write under.
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ id: 'Expire', expiration: Duration.days(config.retention.logDays) }],
  });
  const personal = {
    ...closed,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    // One data key a bucket and hour instead of a KMS call for each object.
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLog,
  } satisfies BucketProps;
  const abandoned = { id: 'AbandonedParts', abortIncompleteMultipartUploadAfter: Duration.days(1) };
  // Not versioned: what is deleted on a person's request, or by retention, has to be gone.
  const mail = new Bucket(scope, 'MailBucket', {
    ...personal,
    serverAccessLogsPrefix: 'mail/',
    lifecycleRules: [
      abandoned,
      { id: 'RawMail', prefix: RAW_MAIL_PREFIX, expiration: Duration.days(config.retention.rawMailDays) },
    ],
  });
  const files = new Bucket(scope, 'FilesBucket', {
    ...personal,
    serverAccessLogsPrefix: 'files/',
    lifecycleRules: [abandoned],
    // For large uploads, which a browser puts straight into the bucket with a presigned URL.
    cors: config.webOrigins.length > 0 ? [uploadsFrom(config.webOrigins)] : [],
  });
  return { mail, files };
}

function uploadsFrom(allowedOrigins: string[]) {
  return {
    allowedOrigins,
    allowedMethods: [HttpMethods.PUT],
    allowedHeaders: ['content-type'],
    exposedHeaders: ['etag'],
    maxAge: 3600,
  };
}
