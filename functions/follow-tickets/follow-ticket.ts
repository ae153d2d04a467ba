import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import { type ExamineDeps, examineTicket } from './examine-ticket.ts';
import { type OfferDeps, offerSurvey } from './offer-survey.ts';
import { recordCorrection } from './record-correction.ts';

/** What follows by itself from what happened to a ticket, of that which nobody waits for on the spot. */
export async function followTicket(event: EventMessage, deps: ExamineDeps & OfferDeps): Promise<void> {
  const happened = (name: string) => event.names.includes(name);
  if (happened('ticket.reclassified.v1')) await recordCorrection(event, deps);
  if (happened('ticket.created.v1') || happened('ticket.commented.v1') || happened('ticket.reclassified.v1'))
    await examineTicket(event, deps);
  if (happened('ticket.solved.v1')) await offerSurvey(event, deps);
}
