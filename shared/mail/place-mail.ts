import type { Ticket } from '../tickets/ticket.ts';
import type { Authentication } from './authentication.ts';
import type { SuspensionCause } from './suspension.ts';
import type { Evidence } from './ticket-evidence.ts';
import type { Verdict } from './verdict.ts';

/** What of a ticket decides whether a mail may join it, and how. */
export type PlacedTicket = Readonly<Pick<Ticket, 'id' | 'status' | 'requester_id' | 'is_public'>> & {
  readonly email_cc_ids: readonly number[];
};

/** A ticket the mail may belong to, with the rule that says so; the strongest sign comes first. */
export interface Candidate {
  readonly rule: Evidence['rule'];
  readonly signed: boolean;
  /** It answers a notice that was for staff only, or an internal note. */
  readonly toNotice: boolean;
  readonly ticket: PlacedTicket;
  /** The ticket in which that one goes on, if it was merged. */
  readonly into?: PlacedTicket | undefined;
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
 * it is about, out of sight of the customer, and opens none. `isForward`: it brings somebody else's mail, with all the
 * signs that has, so that none of them says where it belongs.
 */
export function placeMail(
  verdict: Verdict,
  candidates: readonly Candidate[],
  sender: KnownSender | undefined,
  authentication: Authentication,
  isForward = false,
): Placement {
  const [first] = candidates;
  const suspend = (
    cause: SuspensionCause,
    rule: string,
    ticketId: number | null = first ? endOf(first).id : null,
  ): Placement => ({
    do: 'suspend',
    cause,
    ticketId,
    rule,
  });
  if (verdict.suspend) return suspend(verdict.suspend, verdict.reason);
  if (verdict.kind === 'bounce' || verdict.kind === 'complaint') {
    const about = candidates.find((candidate) => candidate.signed && endOf(candidate).status !== 'closed');
    if (!about) return suspend('delivery_failure', verdict.reason);
    return { do: 'comment', ticketId: endOf(about).id, public: false, rule: about.rule };
  }
  if (sender?.suspended) return suspend('blocked_sender', 'sender-suspended');
  if (sender?.isStaff && authentication !== 'pass') {
    return suspend(first ? 'unauthenticated_update' : 'failed_authentication', 'unproven-agent');
  }
  if (isForward && verdict.kind === 'normal' && sender?.isStaff) return placeForward(candidates);
  const joined = firstOf(candidates, (candidate) => joinedBy(candidate, sender, authentication));
  if (verdict.kind === 'auto-reply') {
    if (!joined || joined.ticket.status === 'closed') return suspend('automatic_mail', verdict.reason);
    return { do: 'comment', ticketId: joined.ticket.id, public: false, rule: joined.by.rule };
  }
  if (!joined)
    return { do: 'open', followUpOf: null, rule: first ? `not-joined:${first.rule}` : 'no-sign-of-a-ticket' };
  const { ticket, by } = joined;
  if (ticket.status === 'closed') return { do: 'open', followUpOf: ticket.id, rule: by.rule };
  return { do: 'comment', ticketId: ticket.id, public: !isNote(joined, sender), rule: by.rule };
}

/** The ticket a mail joins, and the sign by which. */
interface Joined {
  readonly by: Candidate;
  readonly ticket: PlacedTicket;
}

/**
 * What an agent forwards becomes the ticket of whoever wrote it, unless they send it to the very address of a ticket: then
 * it is a note there.
 */
function placeForward(candidates: readonly Candidate[]): Placement {
  const to = candidates.find((candidate) => candidate.rule === 'reply-address' && endOf(candidate).status !== 'closed');
  if (to) return { do: 'comment', ticketId: endOf(to).id, public: false, rule: to.rule };
  return { do: 'open', followUpOf: null, rule: 'forwarded-by-agent' };
}

/**
 * The ticket that a sign lets a sender join. Anyone can type a number or repeat an id, so by those only a sender who is
 * proven joins; a signed sign speaks for the people of its own ticket, and for nobody on another into which that was
 * merged. What was merged is joined where it goes on; whoever is on the old ticket only must not speak to those on the
 * other, and gets the old one, which is closed.
 */
function joinedBy(by: Candidate, sender: KnownSender | undefined, authentication: Authentication): Joined | undefined {
  if (!sender) return undefined;
  const isLikely = authentication === 'aligned' && by.signed && isOn(sender, by.ticket);
  if (authentication !== 'pass' && !isLikely) return undefined;
  const ticket = [endOf(by), by.ticket].find((each) => isOn(sender, each));
  return ticket && { by, ticket };
}

/** A customer is on no internal ticket, even one about them: they must not learn that there is one. */
function isOn(sender: KnownSender, { requester_id, email_cc_ids, is_public }: PlacedTicket): boolean {
  if (sender.isStaff) return true;
  return is_public && (requester_id === sender.id || email_cc_ids.includes(sender.id));
}

/** Whether an agent's words are not for the customer who would get them; after a merge that can be another one. */
function isNote({ by, ticket }: Joined, sender: KnownSender | undefined): boolean {
  if (!sender?.isStaff) return false;
  const toAnother = by.ticket.requester_id !== ticket.requester_id;
  return by.toNotice || toAnother || !ticket.is_public || by.rule === 'subject-number';
}

function endOf({ ticket, into }: Candidate): PlacedTicket {
  return into ?? ticket;
}

function firstOf<T, R>(all: readonly T[], look: (each: T) => R | undefined): R | undefined {
  for (const each of all) {
    const found = look(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
