import type { Ticket } from '../tickets/ticket.ts';
import type { Authentication } from './authentication.ts';
import type { SuspensionCause } from './suspension.ts';
import type { Verdict } from './verdict.ts';

/** A ticket the mail may belong to, with the rule that says so; the strongest sign comes first. */
export interface Candidate {
  readonly rule: string;
  readonly signed: boolean;
  /** It answers a notice that was for staff only, or an internal note. */
  readonly toNotice: boolean;
  readonly ticket: Pick<Ticket, 'id' | 'status' | 'requester_id' | 'email_cc_ids' | 'is_public'>;
}

/** Who the mail says it is from, as far as we know them. */
export interface KnownSender {
  readonly id: number;
  readonly isStaff: boolean;
  readonly suspended: boolean;
}

/** What becomes of a mail, with the rule that decided. */
export type Placement =
  | { readonly do: 'open'; readonly followUpOf: number | null; readonly rule: string }
  | { readonly do: 'comment'; readonly ticketId: number; readonly public: boolean; readonly rule: string }
  | {
      readonly do: 'suspend';
      readonly cause: SuspensionCause;
      readonly ticketId: number | null;
      readonly rule: string;
    };

/**
 * Decides where a mail goes. Joining a ticket takes a sign of it, a sender who is on it and checks that do not fail, or,
 * by a sign that we did not make, checks that prove the sender; whoever lacks one of them opens a ticket of their own and
 * learns nothing of the other. Who claims to be one of us must prove it: their words go out to customers, but for those
 * on a ticket that no customer sees, those that answer a notice for staff, and those that only a number in the subject
 * puts on a ticket: a slip in it would tell them to somebody else's customer. What machines write is kept on the ticket
 * it is about, out of sight of the customer, and opens none.
 */
export function placeMail(
  verdict: Verdict,
  candidates: readonly Candidate[],
  sender: KnownSender | undefined,
  authentication: Authentication,
): Placement {
  const [first] = candidates;
  const suspend = (
    cause: SuspensionCause,
    rule: string,
    ticketId: number | null = first?.ticket.id ?? null,
  ): Placement => ({
    do: 'suspend',
    cause,
    ticketId,
    rule,
  });
  if (verdict.suspend) return suspend(verdict.suspend, verdict.reason);
  if (verdict.kind === 'bounce' || verdict.kind === 'complaint') {
    const about = candidates.find((candidate) => candidate.signed && candidate.ticket.status !== 'closed');
    if (!about) return suspend('delivery_failure', verdict.reason);
    return { do: 'comment', ticketId: about.ticket.id, public: false, rule: about.rule };
  }
  if (sender?.suspended) return suspend('blocked_sender', 'sender-suspended');
  if (sender?.isStaff && authentication !== 'pass') {
    return suspend(first ? 'unauthenticated_update' : 'failed_authentication', 'unproven-agent');
  }
  const joined = candidates.find((candidate) => joins(candidate, sender, authentication));
  if (verdict.kind === 'auto-reply') {
    if (!joined || joined.ticket.status === 'closed') return suspend('automatic_mail', verdict.reason);
    return { do: 'comment', ticketId: joined.ticket.id, public: false, rule: joined.rule };
  }
  if (!joined)
    return { do: 'open', followUpOf: null, rule: first ? `not-joined:${first.rule}` : 'no-sign-of-a-ticket' };
  if (joined.ticket.status === 'closed') return { do: 'open', followUpOf: joined.ticket.id, rule: joined.rule };
  return { do: 'comment', ticketId: joined.ticket.id, public: !isNote(joined, sender), rule: joined.rule };
}

function isNote({ rule, toNotice, ticket }: Candidate, sender: KnownSender | undefined): boolean {
  return sender?.isStaff === true && (toNotice || !ticket.is_public || rule === 'subject-number');
}

/** Anyone can type a number or repeat an id, so by those only a sender who is proven joins. */
function joins(
  { signed, ticket }: Candidate,
  sender: KnownSender | undefined,
  authentication: Authentication,
): boolean {
  if (!sender || (authentication !== 'pass' && !(signed && authentication === 'aligned'))) return false;
  return sender.isStaff || ticket.requester_id === sender.id || ticket.email_cc_ids.includes(sender.id);
}
