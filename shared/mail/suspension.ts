import * as z from 'zod/mini';
import { DAY, type Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** Why a mail was set aside: our names for them, with the number that the wire gives each. */
export const SUSPENSION_CAUSES = {
  spam: 0,
  automatic_mail: 3,
  loop: 4,
  delivery_failure: 7,
  unknown_author: 10,
  blank: 11,
  blocked_sender: 13,
  /** The mail could not be read, or what it asked for was refused. */
  unreadable: 19,
  unauthenticated_update: 20,
  own_mail: 22,
  malware: 25,
  failed_authentication: 26,
} as const;
export const SuspensionCause = z.enum(Object.keys(SUSPENSION_CAUSES) as [keyof typeof SUSPENSION_CAUSES]);
export type SuspensionCause = keyof typeof SUSPENSION_CAUSES;

/** How long a mail that was set aside waits for somebody. The raw mail stays in the bucket for longer. */
export const SUSPENDED_FOR = 14 * DAY;
/** Characters of a mail's text that are shown of it while it waits: enough to judge it by. */
export const CONTENT_KEPT = 5_000;
/** Files of a mail that are named while it waits. */
export const FILES_NAMED = 50;
/** Characters kept of what went wrong. */
export const ERROR_KEPT = 500;

const CheckResult = z.enum(['pass', 'fail', 'unknown']);

/** How a mail reached us: what it takes to run it again. */
const Receipt = onFirstUse(() =>
  z.object({
    rawKey: z.string(),
    envelopeFrom: z.string(),
    recipients: z.array(z.string()),
    checks: z.object({
      spf: CheckResult,
      dkim: CheckResult,
      dmarc: CheckResult,
      spam: CheckResult,
      virus: CheckResult,
    }),
  }),
);

/** A mail that was not accepted: kept whole, with the cause, until somebody recovers or deletes it. */
export const SuspendedMail = onFirstUse(() =>
  z.object({
    id: z.int(),
    cause: SuspensionCause,
    /** The rule that set it aside. */
    reason: z.string(),
    /** What went wrong when it was taken in, or when somebody wanted it recovered. */
    error: z.nullable(z.string()),
    raw_key: z.string(),
    receipt: Receipt,
    from: z.object({ name: z.string(), address: z.string() }),
    /** Whose address that is, if we knew them. */
    author_id: z._default(z.nullable(z.int()), null),
    subject: z.string(),
    /** The beginning of its text. */
    content: z._default(z.string(), ''),
    attachments: z._default(
      z.array(z.object({ file_name: z.string(), content_type: z.string(), size: z.int(), inline: z.boolean() })),
      [],
    ),
    recipient: z.nullable(z.string()),
    message_id: z.nullable(z.string()),
    /** The ticket it would have joined. */
    ticket_id: z.nullable(z.int()),
    created_at: z.number(),
    updated_at: z.optional(z.number()),
    /** Names the marker by which the same mail is known when it comes again. */
    fingerprint: z.string(),
  }),
);
export type SuspendedMail = z.output<typeof SuspendedMail>;

/** Whether a mail has waited for so long that it counts as gone, whatever the table still has of it. */
export function isOver({ created_at }: Pick<SuspendedMail, 'created_at'>, now: Instant): boolean {
  return created_at + SUSPENDED_FOR <= now;
}

/** What the queue of mail is told when an agent wants a suspended mail taken in after all. */
export const RecoveryOrder = onFirstUse(() =>
  z.object({
    recover: z.object({
      suspended_id: z.int(),
      /** Whose doing it is: the actor in the ticket's audit. */
      by: z.object({ id: z.int(), role: z.enum(['agent', 'admin']) }),
    }),
  }),
);
export type RecoveryOrder = z.output<typeof RecoveryOrder>['recover'];
