import { outcomeOf } from './api-customer.ts';
import type { Agent } from './cast.ts';
import { markersIn, type Reviewed } from './ledger.ts';
import type { Stage } from './stage.ts';

interface ListedMail {
  readonly id: number;
  readonly content: string;
}

const JUDGED = 0.8;
const RECOVERED = 0.65;
const BY_TWO = 0.3;

/**
 * Looks through the mails that were set aside: has some taken in after all, deletes some, leaves the others. Now and then
 * a colleague deals with the same mail at that moment.
 */
export async function reviewSuspended(stage: Stage, self: Agent): Promise<void> {
  const { api, chance, cast } = stage;
  const path = '/api/v2/suspended_tickets.json?per_page=5';
  const answer = await api.until({ method: 'GET', path, as: self.as });
  if (answer.status !== 200) return;
  for (const mail of answer.body.suspended_tickets as ListedMail[]) {
    if (!chance.happens(JUDGED)) continue;
    const colleague = chance.happens(BY_TWO) ? chance.pick(cast.agents) : undefined;
    await Promise.all([judge(stage, self, mail), colleague ? judge(stage, colleague, mail) : undefined]);
  }
}

/** Either may be asked again: what was done is answered, not done once more. */
async function judge({ api, chance, ledger }: Stage, self: Agent, { id, content }: ListedMail): Promise<void> {
  const did = chance.happens(RECOVERED) ? 'recover' : 'delete';
  const reviewed: Reviewed = { suspendedId: id, markers: markersIn(content), did, outcome: 'pending' };
  ledger.reviewed.push(reviewed);
  const answer = await api.until(
    did === 'recover'
      ? { method: 'PUT', path: `/api/v2/suspended_tickets/${id}/recover.json`, as: self.as }
      : { method: 'DELETE', path: `/api/v2/suspended_tickets/${id}.json`, as: self.as },
  );
  // Where the first answer was lost, the ticket that the mail became may be deleted by the second.
  reviewed.outcome = did === 'recover' && answer.status === 404 ? 'unknown' : outcomeOf(answer.status);
  if (did === 'recover' && answer.status === 200) reviewed.ticketId = answer.body.ticket[0].id;
}
