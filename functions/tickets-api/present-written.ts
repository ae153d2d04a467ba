import { auditView } from '../../shared/tickets/audit.view.ts';
import type { TicketCommit } from '../../shared/tickets/change-ticket.ts';
import { withWholeDescriptions } from '../../shared/tickets/description.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { ticketView } from '../../shared/tickets/ticket.view.ts';

/** A ticket as it was written, with the audit of what was done. */
export async function presentWritten(
  deps: Pick<TicketDeps, 'table' | 'objects'>,
  ticket: Ticket,
  commit: TicketCommit | undefined,
  { baseUrl }: { readonly baseUrl: string },
) {
  const comments = new Map(commit?.comment ? [[commit.comment.id, commit.comment]] : []);
  const [whole = ticket] = await withWholeDescriptions(deps, [ticket], comments);
  return {
    ticket: ticketView(whole, baseUrl),
    ...(commit ? { audit: auditView(commit.audit, comments) } : {}),
  };
}
