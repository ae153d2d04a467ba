import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { QueueEngine } from '../queues/local-queue.ts';
import type { ReceiptRule } from '../template/mail-parts.ts';
import { keptMail, receiptNotification, receivedId } from './receipt.ts';
import type { Publish } from './topics.ts';
import { type VerdictRule, verdictFor } from './verdicts.ts';

export interface SmtpEdgeOptions {
  readonly rules: readonly ReceiptRule[];
  readonly verdicts: readonly VerdictRule[];
  readonly queues: QueueEngine;
  readonly publish: Publish;
  readonly onError: (error: unknown) => void;
}

/** What SES takes, raw. */
const SIZE_LIMIT = 40 * 1024 * 1024;

/** An error with the code that SMTP answers with. */
class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/**
 * Where mail comes in: stands for the MX of SES. A mail is accepted, with 250, once the bucket holds it and the queue
 * knows of it, so what a sender was told is kept is kept.
 */
export function smtpEdge({ rules, verdicts, queues, publish, onError }: SmtpEdgeOptions): SMTPServer {
  async function take(raw: Buffer, session: SMTPServerSession): Promise<string> {
    const messageId = receivedId();
    const { mailFrom, rcptTo } = session.envelope;
    const envelopeFrom = mailFrom ? mailFrom.address : '';
    for (const rule of rules) {
      const recipients = rcptTo.map(({ address }) => address).filter((address) => isFor(rule, address));
      if (recipients.length === 0) continue;
      const mail = { envelopeFrom, recipients, raw, verdict: verdictFor(envelopeFrom, verdicts), at: new Date() };
      await queues.putObject(rule.bucket, `${rule.prefix}${messageId}`, keptMail(mail, messageId), 'message/rfc822');
      await publish(
        rule.topicArn,
        'Amazon SES Email Receipt Notification',
        receiptNotification(mail, { ...rule, messageId }),
      );
    }
    return messageId;
  }

  const server = new SMTPServer({
    banner: 'Moorline local run',
    size: SIZE_LIMIT,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 2_000,
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (rules.some((rule) => isFor(rule, address))) done();
      else done(new Refusal(550, `5.1.1 ${address}: nobody here by that name`));
    },
    onData(stream: Readable & { sizeExceeded?: boolean }, session, done) {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= SIZE_LIMIT) chunks.push(chunk);
      });
      stream.once('error', done);
      stream.once('end', () => {
        if (size > SIZE_LIMIT) {
          done(new Refusal(552, '5.3.4 The mail is too large'));
          return;
        }
        take(Buffer.concat(chunks), session).then(
          (messageId) => done(null, `2.0.0 Ok ${messageId}`),
          (error) => {
            onError(error);
            done(new Refusal(451, '4.3.0 The mail could not be kept; try again'));
          },
        );
      });
    },
  });
  // A client that hangs up in the middle of a mail is no fault of ours; a port that is taken is told by who listens.
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (!['ECONNRESET', 'EPIPE', 'EADDRINUSE'].includes(error.code ?? '')) onError(error);
  });
  return server;
}

/** As SES matches recipients: an address with any label after a plus, a domain, or with a leading dot what is under it. */
function isFor(rule: ReceiptRule, address: string): boolean {
  const [local = '', domain = ''] = splitAddress(address.toLowerCase());
  return rule.recipients.some((recipient) => {
    const wanted = recipient.toLowerCase();
    if (wanted.startsWith('.')) return domain.endsWith(wanted);
    if (!wanted.includes('@')) return domain === wanted;
    return `${local.split('+', 1)[0]}@${domain}` === wanted;
  });
}

function splitAddress(address: string): [string, string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
}
