import * as z from 'zod/mini';
import type { IntakeMessage } from '../../shared/intake/classify-message.ts';
import { examineMessage, type Intake, type Surroundings } from '../../shared/intake/examine-message.ts';
import { wordsOfOthers } from '../../shared/mail/words-of-others.ts';
import { isNeed } from '../../shared/tickets/taxonomy/taxonomy.ts';

/** What is shown of one line. */
export type Answer = (Intake & Pick<Surroundings, 'forwarded'>) | { readonly error: string };

const text = z.string().check(z.maxLength(200_000));
const Line = z.object({
  subject: z.optional(z.nullable(text)),
  text: z.optional(z.nullable(text)),
  files: z.optional(z.array(z.string())),
  tier: z.optional(z.enum(['normal', 'vip'])),
  people: z.optional(z.number()),
  regulator: z.optional(z.boolean()),
  known: z.optional(z.array(z.string())),
});

/** What of a message is a mail that its writer forwards. Whose address theirs is, no file says. */
export function forwardedIn(
  { subject = '', text }: IntakeMessage,
  files: readonly string[] = [],
): Pick<Surroundings, 'forwarded'> {
  const forwarded = wordsOfOthers({ subject, text, files }, []);
  return forwarded ? { forwarded } : {};
}

/** What intake decides about the message of one line; why it could not, when it is none. */
export function answerTo(line: string): Answer {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch (cause) {
    return { error: `not JSON: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
  const parsed = z.safeParse(Line, given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { error: `not a message: ${[...(issue?.path ?? [])].join('.') || 'line'}: ${issue?.message ?? 'invalid'}` };
  }
  const { subject, text: body, known, ...surroundings } = parsed.data;
  if (!subject?.trim() && !body?.trim()) return { error: 'not a message: it has neither subject nor text' };
  const message: IntakeMessage = { subject: subject ?? '', text: body ?? '' };
  const forwarded = forwardedIn(message, surroundings.files);
  const around = { ...surroundings, alreadyKnown: (known ?? []).filter(isNeed), ...forwarded } as Surroundings;
  return { ...examineMessage(message, around), ...forwarded };
}
