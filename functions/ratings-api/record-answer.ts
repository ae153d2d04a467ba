import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { getRating, ratingWrites } from '../../shared/surveys/rating.store.ts';
import { type Answer, answered, offeredRating, type Rating } from '../../shared/surveys/rating.ts';
import { getSurvey, newSurvey, surveyWrite } from '../../shared/surveys/survey.store.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import type { Actor } from '../../shared/tickets/change-ticket.ts';
import { type Ticket, type Via, via } from '../../shared/tickets/ticket.ts';
import { type TicketDecision, updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import type { RatingsDeps } from './deps.ts';

/** A customer's answer about a ticket, and how it reached us. */
export interface GivenAnswer {
  readonly ticketId: number;
  readonly answer: Answer;
  readonly channel: Via['channel'];
  readonly actor: Extract<Actor, { kind: 'user' }>;
  /** Throws when this answer may not be given, as things are at the moment of the commit. */
  readonly check: (ticket: Ticket, survey: Survey | undefined, rating: Rating | undefined) => void;
  /** Further writes for the same transaction. */
  readonly also?: (ratingId: number) => readonly Write[];
}

const ATTEMPTS = 5;

/**
 * Records an answer: rating, survey, the ticket's mark and its audit in one transaction. Repeating the same answer
 * changes nothing. Answers the rating, or undefined when there is no such ticket.
 */
export async function recordAnswer(given: GivenAnswer, deps: RatingsDeps): Promise<Rating | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      let result: Rating | undefined;
      await updateTicket(
        deps.table,
        given.ticketId,
        async (ticket) => {
          const decided = await decide(ticket, given, deps);
          result = decided.rating;
          return decided.decision;
        },
        () => ({ ...contextOf(deps), actor: given.actor, via: via(given.channel) }),
      );
      return result;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function decide(
  ticket: Ticket,
  given: GivenAnswer,
  deps: RatingsDeps,
): Promise<{ rating: Rating; decision: TicketDecision | undefined }> {
  const survey = await getSurvey(deps.table, ticket.id, ticket.resolution);
  const kept = survey?.rating_id ? await getRating(deps.table, survey.rating_id) : undefined;
  given.check(ticket, survey, kept);
  const context = contextOf(deps);
  const before = kept ?? offeredRating(ticket, context);
  const after = answered(before, given.answer, context);
  if (!after) return { rating: before, decision: undefined };
  const rating = kept ? after : { ...after, version: 1 };
  const planned = survey ?? newSurvey(ticket.id, ticket.resolution, context.now);
  const version = survey ? survey.version + 1 : 1;
  const state = { state: 'answered', rating_id: rating.id, version, updated_at: context.now } as const;
  const { id, comment } = rating;
  const { score } = given.answer;
  const decision: TicketDecision = {
    change: {
      satisfaction: { id, score, comment },
      events: [{ type: 'SatisfactionRating', score, assignee_id: rating.assignee_id, body: comment }],
      facts: ['ticket.rated.v1'],
    },
    also: () => [
      surveyWrite(survey, { ...planned, ...state }),
      ...ratingWrites(kept, rating),
      ...(given.also?.(rating.id) ?? []),
    ],
  };
  return { rating, decision };
}

function contextOf(deps: RatingsDeps) {
  return { now: deps.now(), newId: deps.newId, closeAfter: deps.closeAfter };
}
