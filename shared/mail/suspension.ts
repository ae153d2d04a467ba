import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** Why a mail was set aside: our names for them, with the number that the wire gives each. */
const SUSPENSION_CAUSES = {
  spam: 0,
  automatic_mail: 3,
  loop: 4,
  delivery_failure: 7,
  unknown_author: 10,
  blank: 11,
  blocked_sender: 13,
  unauthenticated_update: 20,
  own_mail: 22,
  malware: 25,
  failed_authentication: 26,
  /** Ours: the mail could not be read, or what it asked for was refused. */
  unreadable: 100,
} as const;
export const SuspensionCause = z.enum(Object.keys(SUSPENSION_CAUSES) as [keyof typeof SUSPENSION_CAUSES]);
export type SuspensionCause = keyof typeof SUSPENSION_CAUSES;

/** A mail that was not accepted: kept whole, with the cause, until somebody recovers or deletes it. */
export const SuspendedMail = onFirstUse(() =>
  z.object({
    id: z.int(),
    cause: SuspensionCause,
    /** The rule that set it aside. */
    reason: z.string(),
    error: z.nullable(z.string()),
    raw_key: z.string(),
    /** The verdicts and envelope it came with: to run it again when it is recovered. */
    receipt: z.record(z.string(), z.unknown()),
    from: z.object({ name: z.string(), address: z.string() }),
    subject: z.string(),
    recipient: z.nullable(z.string()),
    message_id: z.nullable(z.string()),
    /** The ticket it would have joined. */
    ticket_id: z.nullable(z.int()),
    created_at: z.number(),
  }),
);
export type SuspendedMail = z.output<typeof SuspendedMail>;
