import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { makeId, sortableId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import { counterKey, ratingListPartition, satisfactionRatingKey, shardOf } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Key, Write } from '../platform/table/table-input.ts';
import { Rating, type RatingClass, ratingClass } from './rating.ts';

/** The rating, or undefined. */
export async function getRating(table: Table, id: number): Promise<Rating | undefined> {
  const item = await table.get(satisfactionRatingKey(id), { consistent: true });
  return item && z.parse(Rating, item);
}

/** The ratings of these ids that exist, in the order of the ids. */
export async function getRatings(table: Table, ids: readonly number[]): Promise<Rating[]> {
  const items = await table.batchGet(ids.map(satisfactionRatingKey));
  return items.map((item) => z.parse(Rating, item));
}

/**
 * The writes that keep a rating and count it in its list, to be committed with the ticket that shows it; refused (its
 * first write) when the rating is not the one that `before` was. `event` goes out with a new rating only.
 */
export function ratingWrites(before: Rating | undefined, rating: Rating, event?: EventMessage): Write[] {
  const [was, is] = [before && ratingClass(before), ratingClass(rating)];
  const put = {
    ...satisfactionRatingKey(rating.id),
    entity: 'satisfaction_rating',
    ...rating,
    gsi1pk: ratingListPartition(is),
    gsi1sk: sortableId(rating.place),
    ...(event ? { [EVENT_ATTRIBUTE]: event } : {}),
  };
  const writes: Write[] = [{ put, condition: before ? { version: before.version } : 'absent' }];
  if (was === is) return writes;
  const counted = (each: RatingClass, count: number): Write => ({
    update: { key: classCounter(each, shardOf(rating.id, COUNTER_SHARDS)), add: { count } },
  });
  return [...writes, counted(is, 1), ...(was ? [counted(was, -1)] : [])];
}

/** Many surveys go out at once after a busy day: a counter that all of them write would hold them up. */
const COUNTER_SHARDS = 16;

const classCounter = (of: RatingClass, shard: number): Key => counterKey(`satisfaction_ratings#${of}`, shard);

/** A rating's place in lists, and its id. */
export interface RatingPlace {
  readonly place: number;
  readonly id: number;
}

/** A stretch of ratings, in order of when they were given. */
export interface RatingRange {
  readonly classes: readonly RatingClass[];
  readonly descending: boolean;
  /** Only places beyond this one, in the direction of the list. */
  readonly beyond?: number | undefined;
  readonly limit: number;
  /** Only ratings given, or offered, from this instant on and before that one. */
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** The places of a list: one query for each of its classes, merged. Costs the same with any number of ratings. */
export async function listRatingPlaces(table: Table, range: RatingRange): Promise<RatingPlace[]> {
  const { descending, limit } = range;
  const between = bounds(range);
  if (!between) return [];
  const lists = await Promise.all(
    range.classes.map((each) =>
      table.query({ index: 'gsi1', partition: ratingListPartition(each), ...between, descending, limit }),
    ),
  );
  const sign = descending ? -1 : 1;
  return lists
    .flatMap(({ items }) => items.map(placeOf))
    .sort((a, b) => sign * (a.place - b.place))
    .slice(0, limit);
}

/** How many ratings a list has: from counters, or counted when it is limited in time (up to about `most` of each score). */
export async function countRatings(
  table: Table,
  of: Pick<RatingRange, 'classes' | 'since' | 'until'>,
  most: number,
): Promise<number> {
  if (of.since === undefined && of.until === undefined) {
    const shards = Array.from({ length: COUNTER_SHARDS }, (_, shard) => shard);
    const keys = of.classes.flatMap((each) => shards.map((shard) => classCounter(each, shard)));
    const counters = await table.batchGet(keys);
    return counters.reduce((sum, item) => sum + z.parse(Counter, item).count, 0);
  }
  const between = bounds({ ...of, descending: false });
  if (!between) return 0;
  const counts = await Promise.all(
    of.classes.map((each) =>
      table.count({ index: 'gsi1', partition: ratingListPartition(each), ...between, limit: most }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Ids are made of the instants between these two. */
const FIRST_IDS = Date.UTC(2024, 0, 1);
const LAST_IDS = Date.UTC(2093, 0, 1);

const Counter = onFirstUse(() => z.object({ count: z.int() }));

/** The sort keys between which a stretch lies, both inclusive; undefined when nothing can lie between. */
function bounds(range: Pick<RatingRange, 'beyond' | 'since' | 'until'> & { readonly descending: boolean }) {
  const { descending, beyond, since, until } = range;
  const after = since === undefined ? 0 : firstIdOf(since);
  const before = until === undefined ? Number.MAX_SAFE_INTEGER : firstIdOf(until) - 1;
  const from = beyond === undefined || descending ? after : Math.max(after, beyond + 1);
  const to = beyond === undefined || !descending ? before : Math.min(before, beyond - 1);
  return from <= to ? { from: sortableId(from), to: sortableId(to) } : undefined;
}

/** The lowest id of an instant; before the time of ids there is none, after it there are none above. */
function firstIdOf(instant: Instant): number {
  if (instant < FIRST_IDS) return 0;
  return instant >= LAST_IDS ? Number.MAX_SAFE_INTEGER : makeId(instant, 0);
}

const Place = onFirstUse(() => z.object({ pk: z.string(), gsi1sk: z.string() }));

function placeOf(item: unknown): RatingPlace {
  const { pk, gsi1sk } = z.parse(Place, item);
  return { place: Number(gsi1sk), id: Number(pk.slice(satisfactionRatingKey(0).pk.length - 1)) };
}
