import type * as z from 'zod/mini';
import { toIso } from '../kernel/clock.ts';
import type { Rating } from './rating.ts';
import type { RatingWire } from './satisfaction-ratings.api.ts';

/** A rating as the wire shows it. */
export function ratingView(rating: Rating, baseUrl: string): z.output<typeof RatingWire> {
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
