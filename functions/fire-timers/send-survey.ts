import { text } from '../../shared/platform/i18n/text.ts';
import { ratingWrites } from '../../shared/surveys/rating.store.ts';
import { offeredRating } from '../../shared/surveys/rating.ts';
import { SURVEY_DUE, type SurveyDueData } from '../../shared/surveys/survey.events.ts';
import { getSurvey, surveyWrite } from '../../shared/surveys/survey.store.ts';
import { SURVEY_VALID, surveyLinks, surveyToken } from '../../shared/surveys/survey-token.ts';
import { statusClass } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { bySystem, type TimerUse } from './deps.ts';

/**
 * Asks the customer about a resolution that still stands: survey, rating, the ticket's mark and the event that sends the
 * mail are committed together. Nothing happens when the ticket was reopened, the customer has rated already, or the
 * ticket is internal or goes on in another.
 */
export const sendSurvey: TimerUse = async (timer, deps) => {
  const { link_key } = await deps.secrets();
  await updateTicket(
    deps.table,
    timer.subject,
    async (ticket) => {
      if (statusClass(ticket.status) !== 'done' || ticket.resolution !== timer.guard) return undefined;
      if (!ticket.is_public || ticket.merged_into_id !== null) return undefined;
      const survey = await getSurvey(deps.table, ticket.id, ticket.resolution);
      if (survey?.state !== 'waiting') return undefined;
      const now = deps.now();
      const rating = offeredRating(ticket, { now, newId: deps.newId });
      const claim = { ticketId: ticket.id, resolution: ticket.resolution, expires: now + SURVEY_VALID };
      const links = surveyLinks(deps.publicUrl, surveyToken(link_key, claim));
      const data: SurveyDueData = { ticket_id: ticket.id, resolution: ticket.resolution, links };
      const event = { id: String(rating.id), names: [SURVEY_DUE], subject: String(ticket.id), at: now, data };
      const version = survey.version + 1;
      const offered = { ...survey, version, state: 'offered', rating_id: rating.id, updated_at: now } as const;
      return {
        change: {
          satisfaction: { id: rating.id, score: 'offered', comment: null },
          facts: ['ticket.survey_offered.v1'],
        },
        also: () => [surveyWrite(survey, offered), ...ratingWrites(undefined, rating, event)],
      };
    },
    () => bySystem(text(deps.defaultLocale, 'surveys.reason.offered'), deps),
  );
};
