import { markersIn } from '../workload/ledger.ts';
import { readMail } from '../workload/mail-text.ts';
import type { Invariant } from './evidence.ts';

/** Internal notes reach nobody outside, and nobody reads of another's matter. */
export const nothingLeaks: Invariant = ({ ledger, sent, cast, comments, tickets, addresses }) => {
  const staff = new Set([cast.admin.email, ...cast.agents.map(({ email }) => email)]);
  const ticketsOf = new Map<string, number[]>();
  for (const { body, ticket_id } of comments)
    for (const marker of markersIn(body)) ticketsOf.set(marker, [...(ticketsOf.get(marker) ?? []), ticket_id]);
  const readers = (id: number) => {
    const ticket = tickets.get(id);
    return ticket ? [ticket.requester_id, ...ticket.email_cc_ids].map((person) => addresses.get(person)) : [];
  };
  const internal = new Set(ledger.said.filter(({ audience }) => audience === 'internal').map(({ marker }) => marker));
  for (const { markers } of ledger.bulk) for (const marker of markers) internal.add(marker);
  for (const { onTarget, onSource } of ledger.merges)
    for (const words of [onTarget, onSource]) if (!words.public) internal.add(words.marker);
  return sent.flatMap((mail) => {
    if (staff.has(mail.to)) return [];
    return [...new Set(markersIn(readMail(mail.raw).text))].flatMap((marker) => {
      if (internal.has(marker)) return [`the internal ${marker} went out to ${mail.to}`];
      const isTheirs = ticketsOf.get(marker)?.some((id) => readers(id).includes(mail.to));
      return isTheirs ? [] : [`${marker} went out to ${mail.to}, whose matter it is not`];
    });
  });
};
