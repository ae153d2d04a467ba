import { conflict, DomainError } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import { GIVEN_SCORES, MAX_RATING_COMMENT } from '../../shared/surveys/rating.ts';
import type { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import type { RatingsDeps } from './deps.ts';
import { isOutdated, openSurvey } from './open-survey.ts';
import { recordAnswer } from './record-answer.ts';
import { refusal } from './show-survey.ts';
import { SURVEY_HEADERS, surveyPage, thanksPage } from './survey-page.ts';

type Route = typeof satisfactionRatingsApi.routes.answerSurvey;

const OUTDATED = 'rating.outdated';

/**
 * Takes the answer of a survey's form. The token alone allows it, so nobody's session can be misused for it; the last
 * answer counts, until the link expires or the ticket is solved again.
 */
export const answerSurvey: UseCase<Route, RatingsDeps> = async (request, deps) => {
  const { token } = request.params;
  const { companyName } = deps;
  const opened = await openSurvey(token, deps);
  if ('refused' in opened) return refusal(opened.refused, opened.locale ?? request.locale, companyName);
  const { ticket, resolution } = opened;
  const { locale } = ticket;
  const score = GIVEN_SCORES.find((each) => each === request.body.score);
  const comment = request.body.comment?.replaceAll('\r\n', '\n');
  const problem = problemOf(score, comment, locale);
  if (!score || problem) {
    const form = { locale, companyName, token, ticketId: ticket.id, score, comment: comment ?? '', problem };
    return { status: 422, content: surveyPage(form), headers: SURVEY_HEADERS };
  }
  try {
    await recordAnswer(
      {
        ticketId: ticket.id,
        answer: { score, comment },
        channel: 'survey',
        actor: { kind: 'user', id: ticket.requester_id, role: 'end-user' },
        check: (current, _, rating) => {
          if (isOutdated(current, resolution, rating)) throw conflict(OUTDATED);
        },
      },
      deps,
    );
  } catch (error) {
    if (error instanceof DomainError && error.code === OUTDATED) return refusal('survey.outdated', locale, companyName);
    throw error;
  }
  return { content: thanksPage({ locale, companyName, token }), headers: SURVEY_HEADERS };
};

function problemOf(score: string | undefined, comment: string | undefined, locale: string): string | undefined {
  if (!score) return text(locale, 'survey.choose');
  if ((comment ?? '').length <= MAX_RATING_COMMENT) return undefined;
  return text(locale, 'survey.too_long', { limit: MAX_RATING_COMMENT });
}
