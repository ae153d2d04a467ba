import type { ExaminedMail } from '../../shared/mail/examine-mail.ts';
import { type IdClaim, type MailRecall, recallMail } from '../../shared/mail/inbound-mail.store.ts';
import { countMail } from '../../shared/mail/mail-count.store.ts';
import { type Candidate, type Placement, placeMail } from '../../shared/mail/place-mail.ts';
import type { Evidence } from '../../shared/mail/ticket-evidence.ts';
import { isEmail } from '../../shared/people/text-rules.ts';
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
  /** For whom its id is still free. */
  readonly idClaim: IdClaim;
}

/** Where a mail goes, by what it says and what we know. Undefined: it was here before. */
export async function decidePlace(examined: ExaminedMail, deps: IngestDeps): Promise<PlaceDecision | undefined> {
  const { mail, verdict, evidence, authentication, fingerprint, betterFingerprints } = examined;
  const [from] = mail.from;
  // What is no address, or too long for one, would make every read fail.
  const address = from && isEmail(from.address) ? from.address : '';
  const asked = {
    fingerprints: [fingerprint, ...betterFingerprints],
    messageId: mail.messageId,
    ids: evidence.flatMap((sign) => (sign.rule === 'stored-reference' ? [sign.messageId] : [])),
    sender: address,
  };
  const [recall, sender] = await Promise.all([
    recallMail(deps.table, asked),
    address === '' ? undefined : findUserByEmail(deps.table, address),
  ]);
  if (recall.seen) return undefined;
  const candidates = await candidatesOf(evidence, recall, deps);
  const known = sender && { id: sender.id, isStaff: isStaffMember(sender), suspended: sender.suspended };
  const placement = await guarded(placeMail(verdict, candidates, known, authentication), address, deps);
  const revived = recall.wasUndeliverable && verdict.kind === 'normal' && authentication === 'pass';
  return { placement, sender, revived, idClaim: recall.idClaim };
}

/** One sign, with the ticket it turned out to point to. */
interface Pointer extends Omit<Candidate, 'ticket'> {
  readonly ticketId: number;
  /** How far back the id is that points; undefined for what is no id. */
  readonly age: number | undefined;
}

async function candidatesOf(evidence: readonly Evidence[], recall: MailRecall, deps: IngestDeps): Promise<Candidate[]> {
  const pointers = evidence.flatMap((sign) => pointersOf(sign, recall));
  const ids = [...new Set(pointers.map(({ ticketId }) => ticketId))].slice(0, CANDIDATES);
  const tickets = await Promise.all(ids.map((id) => getTicket(deps.table, id)));
  return tickets.flatMap((ticket): Candidate[] => {
    const signs = pointers.filter(({ ticketId }) => ticketId === ticket?.id);
    const [strongest] = signs;
    if (!ticket || !strongest) return [];
    return [{ rule: strongest.rule, signed: strongest.signed, toNotice: answersNotice(signs), ticket }];
  });
}

function pointersOf(sign: Evidence, { placesOfId }: MailRecall): Pointer[] {
  const { rule, signed } = sign;
  switch (rule) {
    case 'stored-reference':
      return (placesOfId.get(sign.messageId) ?? []).map((place) => ({ ...place, rule, signed, age: sign.age }));
    case 'own-reference':
      return [sign];
    case 'reply-address':
      return [{ ...sign, age: undefined }];
    default:
      return [{ ...sign, toNotice: false, age: undefined }];
  }
}

/** By the address it was sent to, or, as not every client heeds that, by the newest id of the ticket that it refers to. */
function answersNotice(signs: readonly Pointer[]): boolean {
  let newest: Pointer | undefined;
  for (const sign of signs) {
    if (sign.age === undefined && sign.toNotice) return true;
    if (sign.age !== undefined && sign.age < (newest?.age ?? Number.POSITIVE_INFINITY)) newest = sign;
  }
  return newest?.toNotice === true;
}

async function guarded(placement: Placement, address: string, deps: IngestDeps): Promise<Placement> {
  if (placement.do !== 'comment') return placement;
  const { ticketId } = placement;
  const mails = await countMail(deps.table, `comment#${ticketId}`, address, deps.now());
  return mails > COMMENTS_AN_HOUR
    ? { do: 'suspend', cause: 'loop', ticketId, rule: 'too-many-from-one-address' }
    : placement;
}
