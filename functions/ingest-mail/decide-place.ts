import type { ExaminedMail } from '../../shared/mail/examine-mail.ts';
import { type MailRecall, recallMail } from '../../shared/mail/inbound-mail.store.ts';
import { countMail } from '../../shared/mail/mail-count.store.ts';
import { type Candidate, type Placement, placeMail } from '../../shared/mail/place-mail.ts';
import { idsToLookUp, sesMailId } from '../../shared/mail/ses-id.ts';
import type { Evidence } from '../../shared/mail/ticket-evidence.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import { isStaffMember, type User } from '../../shared/people/user.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** Tickets that one mail may point to and that are looked at; an honest mail points to one. */
const CANDIDATES = 3;
/** Comments an hour from one address on one ticket: nobody writes so many, two machines that answer each other do. */
const COMMENTS_AN_HOUR = 60;

export interface PlaceDecision {
  readonly placement: Placement;
  readonly sender: User | undefined;
  /** The address had been given up and is now proven to live. */
  readonly revived: boolean;
}

/** Where a mail goes, by what it says and what we know. Undefined: it was here before. */
export async function decidePlace(examined: ExaminedMail, deps: IngestDeps): Promise<PlaceDecision | undefined> {
  const { mail, verdict, evidence, authentication, fingerprint } = examined;
  const address = mail.from[0]?.address ?? '';
  const [recall, sender] = await Promise.all([
    recallMail(deps.table, { fingerprint, ids: idsToLookUp(evidence), sender: address }),
    address === '' ? undefined : findUserByEmail(deps.table, address),
  ]);
  if (recall.seen) return undefined;
  const candidates = await candidatesOf(evidence, recall, deps);
  const known = sender && { id: sender.id, isStaff: isStaffMember(sender), suspended: sender.suspended };
  const placement = await guarded(placeMail(verdict, candidates, known, authentication), address, deps);
  const revived = recall.wasUndeliverable && verdict.kind === 'normal' && authentication === 'pass';
  return { placement, sender, revived };
}

async function candidatesOf(evidence: readonly Evidence[], recall: MailRecall, deps: IngestDeps): Promise<Candidate[]> {
  const signs = new Map<number, Omit<Candidate, 'ticket'>>();
  for (const sign of evidence) {
    const ticketId =
      sign.rule === 'stored-reference'
        ? (recall.ticketOfId.get(sign.messageId) ?? recall.ticketOfId.get(sesMailId(sign.messageId)))
        : sign.ticketId;
    if (ticketId === undefined) continue;
    const { rule, signed, toNotice } = signs.get(ticketId) ?? { ...sign, toNotice: false };
    const answersNotice = toNotice || (sign.rule === 'reply-address' && sign.toNotice);
    signs.set(ticketId, { rule, signed, toNotice: answersNotice });
  }
  const tickets = await Promise.all([...signs.keys()].slice(0, CANDIDATES).map((id) => getTicket(deps.table, id)));
  return tickets.flatMap((ticket): Candidate[] => {
    const sign = ticket && signs.get(ticket.id);
    return sign ? [{ ...sign, ticket }] : [];
  });
}

async function guarded(placement: Placement, address: string, deps: IngestDeps): Promise<Placement> {
  if (placement.do !== 'comment') return placement;
  const { ticketId } = placement;
  const mails = await countMail(deps.table, `comment#${ticketId}`, address, deps.now());
  return mails > COMMENTS_AN_HOUR
    ? { do: 'suspend', cause: 'loop', ticketId, rule: 'too-many-from-one-address' }
    : placement;
}
