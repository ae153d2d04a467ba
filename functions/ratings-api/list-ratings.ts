import { SECOND } from '../../shared/kernel/clock.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, MAX_OFFSET, pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import { countRatings, getRatings, listRatingPlaces, type RatingRange } from '../../shared/surveys/rating.store.ts';
import { classesOf } from '../../shared/surveys/rating.ts';
import { ratingView } from '../../shared/surveys/rating.view.ts';
import type { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import type { RatingsDeps } from './deps.ts';

type Routes = typeof satisfactionRatingsApi.routes;

/** Ratings in the order in which they were given, the latest first. */
export const listRatings: UseCase<Routes['list'], RatingsDeps> = async (request, deps) => {
  const { query } = request;
  const paging = pagingOf(query);
  const order = idOrder(query, { descending: true });
  const of = { classes: classesOf(query.score), ...timesOf(query) };
  const ids = new Map<number, number>();
  const listPlaces = async (range: Pick<RatingRange, 'descending' | 'beyond' | 'limit'>) => {
    const places = await listRatingPlaces(deps.table, { ...of, ...range });
    for (const { place, id } of places) ids.set(place, id);
    return places.map(({ place }) => place);
  };
  const load = (places: readonly number[]) =>
    getRatings(
      deps.table,
      places.flatMap((place) => ids.get(place) ?? []),
    );
  const [page, count] = await Promise.all([
    readPage(paging, order, listPlaces, load),
    paging.style === 'offset' ? countRatings(deps.table, of, MAX_OFFSET) : 0,
  ]);
  const satisfaction_ratings = page.items.map((rating) => ratingView(rating, request.baseUrl));
  return { body: { satisfaction_ratings, ...pageEnvelope(request, paging, page, count) } };
};

/** The ratings that customers gave. */
export const listReceivedRatings: UseCase<Routes['received'], RatingsDeps> = (request, deps) =>
  listRatings({ ...request, query: { ...request.query, score: 'received' } }, deps);

/** How many ratings there are, by the same filters as the list. */
export const countAllRatings: UseCase<Routes['count'], RatingsDeps> = async ({ query }, deps) => {
  const value = await countRatings(deps.table, { classes: classesOf(query.score), ...timesOf(query) }, MAX_OFFSET);
  return { body: { count: { value, refreshed_at: new Date(deps.now()).toISOString() } } };
};

/** `start_time` and `end_time` are whole seconds, both inclusive. */
function timesOf(query: { readonly start_time?: number | undefined; readonly end_time?: number | undefined }) {
  return {
    since: query.start_time === undefined ? undefined : query.start_time * SECOND,
    until: query.end_time === undefined ? undefined : (query.end_time + 1) * SECOND,
  };
}
