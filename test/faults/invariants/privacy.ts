import { markersIn } from '../workload/ledger.ts';
import { readMail } from '../workload/mail-text.ts';
import type { Invariant } from './evidence.ts';

/** Internal notes reach nobody outside, and nobody reads of another's matter. */
export const nothingLeaks: Invariant = ({ ledger, sent, cast, comments, tickets, addresses }) => {
  const staff = new Set([cast.admin.email, ...cast.agents.map(({ email }) => email)]);
  const ticketOf = new Map<string, number>();
  for (const { body, ticket_id } of comments) for (const marker of markersIn(body)) ticketOf.set(marker, ticket_id);
  const internal = new Set(ledger.said.filter(({ audience }) => audience === 'internal').map(({ marker }) => marker));
  for (const { markers } of ledger.bulk) for (const marker of markers) internal.add(marker);
  return sent.flatMap((mail) => {
    if (staff.has(mail.to)) return [];
    return [...new Set(markersIn(readMail(mail.raw).text))].flatMap((marker) => {
      if (internal.has(marker)) return [`the internal ${marker} went out to ${mail.to}`];
      const ticket = tickets.get(ticketOf.get(marker) ?? -1);
      const isTheirs = ticket && addresses.get(ticket.requester_id) === mail.to;
      return isTheirs ? [] : [`${marker} went out to ${mail.to}, whose matter it is not`];
    });
  });
};
