import type { TextKey } from '../../shared/platform/i18n/text.ts';
import { getRating } from '../../shared/surveys/rating.store.ts';
import type { Rating } from '../../shared/surveys/rating.ts';
import { getSurvey } from '../../shared/surveys/survey.store.ts';
import { readSurveyToken } from '../../shared/surveys/survey-token.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import type { RatingsDeps } from './deps.ts';

/** What a survey's link opens: the ticket with the rating that was offered or given, or why nothing. */
export type OpenedSurvey =
  | { readonly ticket: Ticket; readonly rating: Rating | undefined; readonly resolution: number }
  | { readonly refused: TextKey; readonly locale?: string };

/** Reads what a link's token allows, as things are now. */
export async function openSurvey(token: string, deps: RatingsDeps): Promise<OpenedSurvey> {
  const { link_key, previous_link_key } = await deps.secrets();
  const claim = readSurveyToken(token, [link_key, previous_link_key]);
  if (!claim) return { refused: 'survey.link_invalid' };
  const [ticket, survey] = await Promise.all([
    getTicket(deps.table, claim.ticketId),
    getSurvey(deps.table, claim.ticketId, claim.resolution),
  ]);
  if (!ticket?.is_public) return { refused: 'survey.link_invalid' };
  const { locale } = ticket;
  if (claim.expires <= deps.now()) return { refused: 'survey.link_expired', locale };
  const rating = survey?.rating_id ? await getRating(deps.table, survey.rating_id) : undefined;
  if (isOutdated(ticket, claim.resolution, rating)) return { refused: 'survey.outdated', locale };
  return { ticket, rating, resolution: claim.resolution };
}

/** Whether a survey no longer speaks of the ticket as it is: solved again since, or now somebody else's. */
export function isOutdated(ticket: Ticket, resolution: number, rating: Rating | undefined): boolean {
  return ticket.resolution !== resolution || (rating !== undefined && rating.requester_id !== ticket.requester_id);
}
