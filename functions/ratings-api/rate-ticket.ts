import { forbidden, invalid, notFound } from '../../shared/kernel/errors.ts';
import type { UseCase, User } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { getRating } from '../../shared/surveys/rating.store.ts';
import { ratingView } from '../../shared/surveys/rating.view.ts';
import type { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import { statusClass, type Ticket } from '../../shared/tickets/ticket.ts';
import type { RatingsDeps } from './deps.ts';
import { recordAnswer } from './record-answer.ts';

type Route = typeof satisfactionRatingsApi.routes.rate;
type RateRequest = Parameters<UseCase<Route, RatingsDeps>>[0];

/** Rates the solution of a ticket: once, by the person who asked. */
export const rateTicket: UseCase<Route, RatingsDeps> = async (request, deps) => {
  const { idempotency } = request;
  const id = await createOnce<number>(deps.table, idempotency, deps.now(), (claim) => rate(request, deps, claim));
  const rating = await getRating(deps.table, id);
  if (!rating) throw notFound('satisfaction_rating');
  return { body: { satisfaction_rating: ratingView(rating, request.baseUrl) } };
};

async function rate(request: RateRequest, deps: RatingsDeps, claim: (id: number) => Write[]): Promise<number> {
  const { principal, params, body } = request;
  if (principal.kind !== 'user') throw notFound('ticket');
  const rating = await recordAnswer(
    {
      ticketId: params.ticket_id,
      answer: body.satisfaction_rating,
      channel: 'api',
      actor: { kind: 'user', id: principal.userId, role: principal.role },
      check: (ticket, survey) => checkRating(ticket, survey, principal),
      also: claim,
    },
    deps,
  );
  if (!rating) throw notFound('ticket');
  return rating.id;
}

function checkRating(ticket: Ticket, survey: Survey | undefined, principal: User): void {
  const isRequester = ticket.requester_id === principal.userId;
  if (!isRequester && principal.role !== 'end-user') throw forbidden('rating.only_requester');
  if (!isRequester || (principal.role === 'end-user' && !ticket.is_public)) throw notFound('ticket');
  if (statusClass(ticket.status) !== 'done') throw invalid('ticket_id', 'rating.not_solved');
  if (survey?.state === 'answered') throw invalid('score', 'rating.already_given');
}
