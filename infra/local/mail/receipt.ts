import { randomBytes } from 'node:crypto';
import { splitRaw } from './raw-mail.ts';
import type { VerdictStatus } from './verdicts.ts';

/** A mail as the SMTP edge took it. */
export interface ReceivedMail {
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  readonly verdict: VerdictStatus;
  /** Whether SES takes it for spam. */
  readonly spam?: boolean;
  readonly at: Date;
}

/** Where the mail was put. */
interface Kept {
  readonly messageId: string;
  readonly topicArn: string;
  readonly bucket: string;
  readonly prefix: string;
}

/** An id such as SES gives to mail that it received. */
export function receivedId(): string {
  return randomBytes(20).toString('hex');
}

/** The mail as SES keeps it: with its own header lines on top. */
export function keptMail(mail: ReceivedMail, messageId: string): Buffer {
  const lines = [
    `Return-Path: <${mail.envelopeFrom}>`,
    `Received: from client.local by inbound-smtp.local with SMTP id ${messageId}`,
    ` for ${mail.recipients[0]};`,
    ` ${mail.at.toUTCString().replace('GMT', '+0000 (UTC)')}`,
    `X-SES-Spam-Verdict: ${spamVerdict(mail)}`,
    'X-SES-Virus-Verdict: PASS',
    `Authentication-Results: amazonses.com; spf=${mail.verdict.toLowerCase()} smtp.mailfrom=${mail.envelopeFrom}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), mail.raw]);
}

function spamVerdict({ spam }: ReceivedMail): VerdictStatus {
  return spam ? 'FAIL' : 'PASS';
}

const SES_HEADERS_LIMIT = 10_000;

/** What SES publishes of a mail that a receipt rule put into a bucket. */
export function receiptNotification(mail: ReceivedMail, kept: Kept): object {
  const { headers } = splitRaw(mail.raw);
  const first = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  const checks = { status: mail.verdict };
  const shown: { name: string; value: string }[] = [];
  let size = 0;
  for (const header of headers) {
    size += header.name.length + header.value.length;
    if (size > SES_HEADERS_LIMIT) break;
    shown.push(header);
  }
  return {
    notificationType: 'Received',
    mail: {
      timestamp: mail.at.toISOString(),
      source: mail.envelopeFrom,
      messageId: kept.messageId,
      destination: mail.recipients,
      headersTruncated: shown.length < headers.length,
      headers: shown,
      commonHeaders: {
        returnPath: mail.envelopeFrom,
        from: [first('from') ?? ''],
        date: first('date'),
        to: [first('to') ?? ''],
        messageId: first('message-id'),
        subject: first('subject'),
      },
    },
    receipt: {
      timestamp: mail.at.toISOString(),
      processingTimeMillis: 1,
      recipients: mail.recipients,
      spamVerdict: { status: spamVerdict(mail) },
      virusVerdict: { status: 'PASS' },
      spfVerdict: checks,
      dkimVerdict: checks,
      dmarcVerdict: checks,
      ...(mail.verdict === 'FAIL' ? { dmarcPolicy: 'reject' } : {}),
      action: {
        type: 'S3',
        topicArn: kept.topicArn,
        bucketName: kept.bucket,
        objectKeyPrefix: kept.prefix,
        objectKey: `${kept.prefix}${kept.messageId}`,
      },
    },
  };
}
