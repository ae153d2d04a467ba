import type { Reply, UseCase } from '../../shared/platform/http/contract.ts';
import type { TextKey } from '../../shared/platform/i18n/text.ts';
import { GIVEN_SCORES } from '../../shared/surveys/rating.ts';
import type { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import type { RatingsDeps } from './deps.ts';
import { openSurvey } from './open-survey.ts';
import { refusalPage, SURVEY_HEADERS, surveyPage } from './survey-page.ts';

type Route = typeof satisfactionRatingsApi.routes.survey;

/** The page behind a survey's link. Scanners of mail fetch links too, so showing it changes nothing. */
export const showSurvey: UseCase<Route, RatingsDeps> = async (request, deps) => {
  const opened = await openSurvey(request.params.token, deps);
  const { companyName } = deps;
  if ('refused' in opened) return refusal(opened.refused, opened.locale ?? request.locale, companyName);
  const { ticket, rating } = opened;
  const asked = GIVEN_SCORES.find((score) => score === request.query.score);
  const given = GIVEN_SCORES.find((score) => score === rating?.score);
  const content = surveyPage({
    locale: ticket.locale,
    companyName,
    token: request.params.token,
    ticketId: ticket.id,
    score: asked ?? given,
    comment: rating?.comment ?? '',
    chosen: asked === given ? undefined : asked,
  });
  return { content, headers: SURVEY_HEADERS };
};

/** The answer to a link that is of no use: a page that says why. */
export function refusal(reason: TextKey, locale: string, companyName: string): Reply<never> {
  return { status: 404, content: refusalPage({ locale, companyName }, reason), headers: SURVEY_HEADERS };
}
