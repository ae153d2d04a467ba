import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { CountResponse, Id, IdParams, text } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { GivenScore, MAX_RATING_COMMENT, RatingWire, SCORE_FILTERS } from './rating.ts';

const STAFF = ['agent', 'admin'] as const;
const SIGNED_IN = ['end-user', ...STAFF] as const;
const ANYONE = ['anonymous', ...SIGNED_IN] as const;

/** Seconds since 1970. */
const UnixTime = onFirstUse(() => z.coerce.number().check(z.int(), z.minimum(0), z.maximum(100_000_000_000)));
const TIME_QUERY = onFirstUse(() => ({ start_time: z.optional(UnixTime), end_time: z.optional(UnixTime) }));

const One = onFirstUse(() => z.object({ satisfaction_rating: RatingWire }));
const Many = onFirstUse(() => z.object({ satisfaction_ratings: z.array(RatingWire), ...PAGE_ENVELOPE }));
const ListQuery = onFirstUse(() =>
  z.object({ ...PAGE_QUERY, ...SORT_QUERY, ...TIME_QUERY, score: z.optional(z.enum(SCORE_FILTERS)) }),
);

const SurveyParams = onFirstUse(() => z.object({ token: z.string().check(z.maxLength(200)) }));

/** What customers said about solved tickets, and the page on which they say it. */
export const satisfactionRatingsApi = resource({
  name: 'ratings',
  bases: ['/api/v2/satisfaction_ratings', '/survey'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/satisfaction_ratings',
      summary: 'List ratings, the latest first',
      allow: STAFF,
      query: ListQuery,
      response: Many,
    }),
    received: route({
      method: 'GET',
      path: '/api/v2/satisfaction_ratings/received',
      summary: 'List the ratings that customers gave',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY, ...TIME_QUERY }),
      response: Many,
    }),
    count: route({
      method: 'GET',
      path: '/api/v2/satisfaction_ratings/count',
      summary: 'Count ratings',
      allow: STAFF,
      query: () => z.object({ ...TIME_QUERY, score: z.optional(z.enum(SCORE_FILTERS)) }),
      response: CountResponse,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/satisfaction_ratings/{id}',
      summary: 'Show a rating',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    rate: route({
      method: 'POST',
      path: '/api/v2/tickets/{ticket_id}/satisfaction_rating',
      summary: 'Rate the solution of one’s own ticket, once',
      allow: SIGNED_IN,
      params: () => z.object({ ticket_id: Id }),
      body: () =>
        z.object({
          satisfaction_rating: z.object({
            score: GivenScore,
            comment: z.optional(z.nullable(text(MAX_RATING_COMMENT))),
          }),
        }),
      response: One,
    }),
    survey: route({
      method: 'GET',
      path: '/survey/{token}',
      summary: 'The page behind the links of a survey mail; opening it answers nothing',
      allow: ANYONE,
      params: SurveyParams,
      query: () => z.object({ score: z.optional(z.string()) }),
      answers: 'html',
    }),
    answerSurvey: route({
      method: 'POST',
      path: '/survey/{token}',
      summary: 'Answer a survey; the last answer counts',
      allow: ANYONE,
      params: SurveyParams,
      accepts: 'form',
      // Lenient, so that what is wrong can be said on the page to the person who filled it in.
      body: () => z.object({ score: z.optional(z.string()), comment: z.optional(z.string()) }),
      answers: 'html',
    }),
  },
});
