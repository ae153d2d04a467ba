import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { getRating } from '../../shared/surveys/rating.store.ts';
import { ratingView } from '../../shared/surveys/rating.view.ts';
import type { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import type { RatingsDeps } from './deps.ts';

export const showRating: UseCase<typeof satisfactionRatingsApi.routes.show, RatingsDeps> = async (request, deps) => {
  const rating = await getRating(deps.table, request.params.id);
  if (!rating) throw notFound('satisfaction_rating');
  return { body: { satisfaction_rating: ratingView(rating, request.baseUrl) } };
};
