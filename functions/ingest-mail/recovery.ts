import type { Role } from '../../shared/kernel/principal.ts';
import type { SuspendedMail } from '../../shared/mail/suspension.ts';
import type { User } from '../../shared/people/user.ts';
import { mailText } from '../../shared/platform/i18n/mail-text.ts';
import type { Actor } from '../../shared/tickets/change-ticket.ts';
import type { NewComment } from '../../shared/tickets/comment.ts';

/** That a mail was set aside, and who has it taken in after all. */
export interface Recovery {
  readonly mail: SuspendedMail;
  readonly by: { readonly id: number; readonly role: Role };
  /** It is on somebody's ticket by their judgement: nothing else put it there. */
  readonly byJudgement: boolean;
  /** Whether its sender is who it says, as far as the rules for all mail ask for it. */
  readonly isProven: boolean;
}

/** Who does what a mail brings about, and what its comment says of whose words it holds: the sender's, in either case. */
export function doneBy(
  { recovery }: { readonly recovery?: Recovery | undefined },
  author: User,
  locale: string,
): { readonly actor: Actor; readonly words: Pick<NewComment, 'author' | 'trusted'> } {
  const person = { id: author.id, role: author.role };
  if (!recovery) return { actor: { kind: 'user', ...person }, words: {} };
  const reason = mailText(locale, recovery.isProven ? 'mail.reason_recovered' : 'mail.reason_recovered_unproven');
  return {
    actor: { kind: 'user', ...recovery.by, reason },
    words: { author: person, trusted: recovery.isProven },
  };
}
