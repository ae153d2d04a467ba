import { answerSurvey } from './answer-survey.ts';
import { countAllRatings, listRatings, listReceivedRatings } from './list-ratings.ts';
import { rateTicket } from './rate-ticket.ts';
import { showRating } from './show-rating.ts';
import { showSurvey } from './show-survey.ts';

/** What serves each route of the contract. */
export const ratingsUseCases = {
  list: listRatings,
  received: listReceivedRatings,
  count: countAllRatings,
  show: showRating,
  rate: rateTicket,
  survey: showSurvey,
  answerSurvey,
};
