import type { Agent } from './cast.ts';
import type { Stage } from './stage.ts';

/** A ticket as the list of an agent shows it. */
export interface ListedTicket {
  readonly id: number;
  readonly status: string;
  readonly updated_at: string;
  readonly assignee_id: number | null;
  readonly requester_id: number;
}

/** The newest tickets that are not closed, newest first. */
export async function liveTickets({ api }: Stage, self: Agent): Promise<ListedTicket[]> {
  const answer = await api.until({
    method: 'GET',
    path: '/api/v2/tickets.json?per_page=25&sort_by=id&sort_order=desc',
    as: self.as,
  });
  const listed = answer.status === 200 ? (answer.body.tickets as ListedTicket[]) : [];
  return listed.filter(({ status }) => status !== 'closed');
}
