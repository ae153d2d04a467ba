import type { ExaminedMail } from '../../shared/mail/examine-mail.ts';
import type { ForwardedMail } from '../../shared/mail/forwarded-mail.ts';
import { type IdClaim, type MailRecall, recallMail } from '../../shared/mail/inbound-mail.store.ts';
import { isOurs } from '../../shared/mail/mail-facts.ts';
import { type Candidate, type KnownSender, type Placement, placeMail } from '../../shared/mail/place-mail.ts';
import { placeRecovered, type RecoveredPlacement } from '../../shared/mail/place-recovered.ts';
import type { Evidence } from '../../shared/mail/ticket-evidence.ts';
import { isEmail } from '../../shared/people/text-rules.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import { isStaffMember, type User } from '../../shared/people/user.ts';
import { ticketItGoesOnIn } from '../../shared/tickets/merged-into.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { IngestDeps } from './ingest-mail.ts';
import { guarded } from './rate-guards.ts';

/** Tickets that one mail may point to and that are looked at; an honest mail points to one. */
const CANDIDATES = 3;

export interface PlaceDecision {
  readonly placement: Placement;
  readonly sender: User | undefined;
  /** Somebody else's mail that it brings us; looked for in the mails of our own people only. */
  readonly forwarded: ForwardedMail | undefined;
  /** The address had been given up and is now proven to live. */
  readonly revived: boolean;
  /** For whom its id is still free. */
  readonly idClaim: IdClaim;
}

/** Where a mail goes, by what it says and what we know. Undefined: it was here before. */
export async function decidePlace(examined: ExaminedMail, deps: IngestDeps): Promise<PlaceDecision | undefined> {
  const { verdict, evidence, authentication } = examined;
  const { recall, sender, address } = await whatIsKnown(examined, deps);
  if (recall.seen) return undefined;
  const [candidates, forwarded] = await Promise.all([
    candidatesOf(evidence, recall, deps),
    forwardOf(examined, sender, deps),
  ]);
  const placed = placeMail(verdict, candidates, asKnown(sender), authentication, forwarded !== undefined);
  const placement = await guarded(placed, address, examined, deps);
  return { placement, sender, forwarded, revived: revives(recall, examined), idClaim: recall.idClaim };
}

/** Where a mail goes that an agent recovered: as `decidePlace`, but for what set it aside and for its having been here. */
export async function decideRecovered(
  examined: ExaminedMail,
  deps: IngestDeps,
): Promise<Omit<PlaceDecision, 'placement'> & RecoveredPlacement> {
  const { mail, verdict, evidence, authentication } = examined;
  const { recall, ...known } = await whatIsKnown(examined, deps);
  // What came from our own addresses says nothing about who wrote it.
  const sender = mail.from.some(({ address }) => isOurs(address, deps.ours)) ? undefined : known.sender;
  const [candidates, forwarded] = await Promise.all([
    candidatesOf(evidence, recall, deps),
    forwardOf(examined, sender, deps),
  ]);
  const placed = placeRecovered(verdict.kind, candidates, asKnown(sender), authentication, forwarded !== undefined);
  return { ...placed, sender, forwarded, revived: revives(recall, examined), idClaim: recall.idClaim };
}

function asKnown(sender: User | undefined): KnownSender | undefined {
  return sender && { id: sender.id, isStaff: isStaffMember(sender), suspended: sender.suspended };
}

function revives({ wasUndeliverable }: MailRecall, { verdict, authentication }: ExaminedMail): boolean {
  return wasUndeliverable && verdict.kind === 'normal' && authentication === 'pass';
}

/** What we know of a mail: whether it was here, whose ids it names, who its sender is. */
async function whatIsKnown({ mail, evidence, fingerprint, betterFingerprints }: ExaminedMail, deps: IngestDeps) {
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
  return { recall, sender, address };
}

/**
 * What a proven agent forwards: their word is taken for who wrote it, and nobody else's is. What we or they wrote
 * themselves is nobody's question.
 */
async function forwardOf(
  { mail, verdict, authentication }: ExaminedMail,
  sender: User | undefined,
  deps: IngestDeps,
): Promise<ForwardedMail | undefined> {
  if (!sender || !isStaffMember(sender) || authentication !== 'pass' || verdict.kind !== 'normal') return undefined;
  // Few mails are an agent's: what knows all programs' forwards is loaded for those.
  const { forwardedMail } = await import('../../shared/mail/forwarded-mail.ts');
  const forwarded = await forwardedMail(mail);
  if (!forwarded || isOurs(forwarded.from.address, deps.ours)) return undefined;
  return [sender.email, mail.from[0]?.address].includes(forwarded.from.address) ? undefined : forwarded;
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
  const ends = await Promise.all(tickets.map((ticket) => ticket && ticketItGoesOnIn(deps.table, ticket)));
  return tickets.flatMap((ticket, at): Candidate[] => {
    const signs = pointers.filter(({ ticketId }) => ticketId === ticket?.id);
    const [strongest] = signs;
    if (!ticket || !strongest) return [];
    return [{ rule: strongest.rule, signed: strongest.signed, toNotice: answersNotice(signs), ticket, into: ends[at] }];
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
