import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { CheckResult, Checks } from './mail-facts.ts';
import { unwrapSns } from './sns-message.ts';

const Verdict = onFirstUse(() => z.optional(z.object({ status: z.string() })));

/** What SES tells of a mail that it received and put into the bucket (receipt rule, S3 action with a topic). */
const SesReceipt = onFirstUse(() =>
  z.object({
    notificationType: z.literal('Received'),
    mail: z.object({ source: z.optional(z.nullable(z.string())), messageId: z.string() }),
    receipt: z.object({
      timestamp: z.optional(z.string()),
      recipients: z.array(z.string()),
      spamVerdict: Verdict,
      virusVerdict: Verdict,
      spfVerdict: Verdict,
      dkimVerdict: Verdict,
      dmarcVerdict: Verdict,
      action: z.object({ type: z.literal('S3'), bucketName: z.string(), objectKey: z.string() }),
    }),
  }),
);

/** A mail that waits in the bucket, with what the receiving server knows of it. */
export interface MailReceipt {
  readonly rawKey: string;
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly checks: Checks;
}

/** Reads the body of a queue message, wrapped by SNS or delivered raw. Throws for anything else. */
export function readReceipt(body: unknown): MailReceipt {
  const { mail, receipt } = z.parse(SesReceipt, unwrapSns(body));
  const source = (mail.source ?? '').trim();
  return {
    rawKey: receipt.action.objectKey,
    envelopeFrom: source === '<>' ? '' : source.toLowerCase(),
    recipients: receipt.recipients.map((address) => address.toLowerCase()),
    checks: {
      spf: checkResult(receipt.spfVerdict),
      dkim: checkResult(receipt.dkimVerdict),
      dmarc: checkResult(receipt.dmarcVerdict),
      spam: checkResult(receipt.spamVerdict),
      virus: checkResult(receipt.virusVerdict),
    },
  };
}

function checkResult(verdict: { status: string } | undefined): CheckResult {
  if (verdict?.status === 'PASS') return 'pass';
  return verdict?.status === 'FAIL' ? 'fail' : 'unknown';
}
