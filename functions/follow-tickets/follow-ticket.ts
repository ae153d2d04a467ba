import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import { type ExamineDeps, examineTicket, examineValues } from './examine-ticket.ts';
import { type OfferDeps, offerSurvey } from './offer-survey.ts';
import { recordCorrection } from './record-correction.ts';

/** What may tell of something new: words, and what somebody says that it is about. */
const NEWS = ['ticket.created.v1', 'ticket.commented.v1', 'ticket.reclassified.v1'];

/** What follows by itself from what happened to a ticket, of that which nobody waits for on the spot. */
export async function followTicket(event: EventMessage, deps: ExamineDeps & OfferDeps): Promise<void> {
  const happened = (name: string) => event.names.includes(name);
  if (happened('ticket.reclassified.v1')) await recordCorrection(event, deps);
  // What we have just seen ourselves is not looked at again.
  if (!happened('ticket.examined.v1')) {
    if (NEWS.some(happened)) await examineTicket(event, deps);
    else if (happened('ticket.fields_changed.v1')) await examineValues(event, deps);
  }
  if (happened('ticket.solved.v1')) await offerSurvey(event, deps);
}
