import { toIso } from '../kernel/clock.ts';
import type { Rating, RatingWire } from './rating.ts';

/** A rating as the wire shows it. */
export function ratingView(rating: Rating, baseUrl: string): RatingWire {
  const { id, ticket_id, requester_id, assignee_id, group_id, score, comment } = rating;
  return {
    url: `${baseUrl}/satisfaction_ratings/${id}.json`,
    id,
    ticket_id,
    requester_id,
    assignee_id,
    group_id,
    score,
    comment,
    created_at: toIso(rating.created_at),
    updated_at: toIso(rating.updated_at),
  };
}
