import type { ExaminedMail } from '../../shared/mail/examine-mail.ts';
import { countMail } from '../../shared/mail/mail-count.store.ts';
import type { Placement } from '../../shared/mail/place-mail.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** Comments an hour from one address on one ticket: nobody writes so many, two machines that answer each other do. */
const COMMENTS_AN_HOUR = 60;
/** Tickets an hour that one address opens, whatever about. */
const TICKETS_AN_HOUR = 60;
/** Tickets an hour that one address opens about the same. */
const TICKETS_OF_A_SUBJECT_AN_HOUR = 10;

/**
 * Sets aside what comes too often from one address, or too often with the same subject: a loop that no header shows. What
 * is proven to be theirs is counted by itself, or a stranger who writes in somebody's name would have their mails set aside.
 */
export async function guarded(
  placement: Placement,
  address: string,
  { mail: { subject }, fingerprint: id, authentication }: Pick<ExaminedMail, 'mail' | 'fingerprint' | 'authentication'>,
  { table, now }: Pick<IngestDeps, 'table' | 'now'>,
): Promise<Placement> {
  // Whoever has many mails of others to pass on does it by hand, and is known.
  if (placement.do === 'suspend' || placement.rule === 'forwarded-by-agent') return placement;
  const suspend = (rule: string, ticketId: number | null): Placement => ({
    do: 'suspend',
    cause: 'loop',
    ticketId,
    rule,
  });
  if (placement.do === 'comment') {
    const { ticketId } = placement;
    const { mails } = await countMail(table, `comment#${ticketId}#${authentication}`, { id, address }, now());
    return mails > COMMENTS_AN_HOUR ? suspend('too-many-from-one-address', ticketId) : placement;
  }
  const { mails, alike } = await countMail(table, `ticket#${authentication}`, { id, address, subject }, now());
  if (mails > TICKETS_AN_HOUR) return suspend('too-many-tickets-of-one-address', placement.followUpOf);
  return alike > TICKETS_OF_A_SUBJECT_AN_HOUR
    ? suspend('too-many-tickets-of-one-subject', placement.followUpOf)
    : placement;
}
