import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** What a customer can say about a resolution. */
export const GIVEN_SCORES = ['good', 'bad'] as const;
export const GivenScore = z.enum(GIVEN_SCORES);
export type GivenScore = z.output<typeof GivenScore>;

export const MAX_RATING_COMMENT = 5_000;

/** What a customer said about one resolution of a ticket, or that they were asked. Field names are the wire's. */
export const Rating = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    ticket_id: z.int(),
    resolution: z.int(),
    requester_id: z.int(),
    /** Who had solved it. */
    assignee_id: z.nullable(z.int()),
    group_id: z.nullable(z.int()),
    score: z.enum(['offered', ...GIVEN_SCORES]),
    comment: z.nullable(z.string()),
    /** Where it stands in lists: an id made when its score was given, so that lists are in order of answers. */
    place: z.int(),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type Rating = z.output<typeof Rating>;

/** A rating as the wire shows it. */
export const RatingWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    ticket_id: z.int(),
    requester_id: z.int(),
    assignee_id: z.nullable(z.int()),
    group_id: z.nullable(z.int()),
    score: z.string(),
    comment: z.nullable(z.string()),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);
export type RatingWire = z.output<typeof RatingWire>;

/** A customer's answer. Without `comment` an earlier one stays; an empty one takes it back. */
export interface Answer {
  readonly score: GivenScore;
  readonly comment?: string | null | undefined;
}

/** A rating that was asked for and not given yet. */
export function offeredRating(ticket: Ticket, context: { readonly now: Instant; readonly newId: NewId }): Rating {
  const id = context.newId();
  return {
    id,
    version: 1,
    ticket_id: ticket.id,
    resolution: ticket.resolution,
    requester_id: ticket.requester_id,
    assignee_id: ticket.assignee_id,
    group_id: ticket.group_id,
    score: 'offered',
    comment: null,
    place: id,
    created_at: context.now,
    updated_at: context.now,
  };
}

/** A rating with a customer's answer; undefined when that is what it says already. */
export function answered(
  before: Rating,
  answer: Answer,
  context: { readonly now: Instant; readonly newId: NewId },
): Rating | undefined {
  const comment = answer.comment === undefined ? before.comment : answer.comment?.trim() || null;
  if (before.score === answer.score && before.comment === comment) return undefined;
  const version = before.version + 1;
  return { ...before, version, score: answer.score, comment, place: context.newId(), updated_at: context.now };
}

/** The lists ratings stand in: by score, and whether the customer wrote something. */
export const RATING_CLASSES = [
  'offered',
  'good_without_comment',
  'good_with_comment',
  'bad_without_comment',
  'bad_with_comment',
] as const;
export type RatingClass = (typeof RATING_CLASSES)[number];

/** The list a rating stands in. */
export function ratingClass(rating: Rating): RatingClass {
  if (rating.score === 'offered') return 'offered';
  return `${rating.score}_${rating.comment === null ? 'without' : 'with'}_comment`;
}

/** What `score=` of the wire can ask for. */
export const SCORE_FILTERS = [
  'offered',
  'unoffered',
  'received',
  'received_with_comment',
  'received_without_comment',
  'good',
  'good_with_comment',
  'good_without_comment',
  'bad',
  'bad_with_comment',
  'bad_without_comment',
] as const;
export type ScoreFilter = (typeof SCORE_FILTERS)[number];

/** The lists a filter reads. There is no record of a rating that was not asked for, so `unoffered` finds nothing. */
export function classesOf(filter: ScoreFilter | undefined): RatingClass[] {
  if (filter === undefined) return [...RATING_CLASSES];
  const [, score, part] = /^(received|good|bad|offered|unoffered)(?:_(with|without)_comment)?$/.exec(filter) ?? [];
  return RATING_CLASSES.filter((each) => {
    if (each === 'offered') return score === 'offered';
    const asked = score === 'received' || each.startsWith(`${score}_`);
    return asked && (part === undefined || each.endsWith(`_${part}_comment`));
  });
}
