import type { ReportDay } from './report-day.ts';

/** Whose figures they are. */
export interface Cell {
  readonly group_id: number | null;
  readonly agent_id: number | null;
  readonly category: string | null;
  readonly channel: string;
}

/** How often each figure occurred, by its name. Counts of one bucket add up with those of another. */
export type Figures = Readonly<Record<string, number>>;

/**
 * What a ticket counts in: by the name of the bucket, which figures how often. Three kinds of bucket: a cell on a day, a
 * cell as it stands now, and the first replies of a group on a day.
 */
export type Counted = Readonly<Record<string, Figures>>;

/** Where a bucket is kept. */
export type BucketPlace =
  | { readonly kind: 'cell'; readonly day: ReportDay | typeof NOW; readonly cell: string }
  | { readonly kind: 'replies'; readonly group: string; readonly day: ReportDay };

/** What stands in place of a day for that which is counted as it is now. */
export const NOW = 'now';
const REPLIES = 'replies';
const NOBODY = '-';

/** The name of a cell's bucket on a day, or now. */
export function cellBucket(day: ReportDay | typeof NOW, { group_id, agent_id, category, channel }: Cell): string {
  const about = category === null ? '' : encodeURIComponent(category);
  return [day, group_id ?? NOBODY, agent_id ?? NOBODY, about, channel].join('|');
}

/** The name of the bucket of a group's first replies on a day. */
export function repliesBucket(day: ReportDay, group_id: number | null): string {
  return [REPLIES, groupName(group_id), day].join('|');
}

/** A group, or that there is none, as part of a name. */
export function groupName(group_id: number | null): string {
  return String(group_id ?? NOBODY);
}

/** Where the bucket of that name is kept. */
export function bucketPlace(name: string): BucketPlace {
  const [first = '', second = '', ...rest] = name.split('|');
  if (first === REPLIES) return { kind: 'replies', group: second, day: rest[0] ?? '' };
  return { kind: 'cell', day: first, cell: [second, ...rest].join('|') };
}

/** The cell of a name that `cellBucket` made, without its day. */
export function cellFrom(name: string): Cell {
  const [group = NOBODY, agent = NOBODY, category = '', channel = ''] = name.split('|');
  const id = (text: string) => (text === NOBODY ? null : Number(text));
  return {
    group_id: id(group),
    agent_id: id(agent),
    category: category === '' ? null : decodeURIComponent(category),
    channel,
  };
}

/** Figures that are being added up: a report adds up a million. */
export type Tally = Map<string, number>;

/** Adds figures to others, in place. */
export function addTo(tally: Tally, figures: Figures): void {
  for (const name in figures) tally.set(name, (tally.get(name) ?? 0) + (figures[name] ?? 0));
}

/** What was added up, without what came to nothing. */
export function figuresOfTally(tally: Tally): Figures {
  return Object.fromEntries([...tally].filter(([, count]) => count !== 0));
}

/** By how much each figure of each bucket changes when what a ticket counts in becomes something else. */
export function countedChanges(before: Counted, after: Counted): Map<string, Figures> {
  const changes = new Map<string, Figures>();
  for (const bucket of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[bucket] ?? {}, after[bucket] ?? {}];
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
    if (names.length === 0) continue;
    changes.set(bucket, Object.fromEntries(names.map((name) => [name, (is[name] ?? 0) - (was[name] ?? 0)])));
  }
  return changes;
}

/** All buckets made anew from what each ticket counts in. Figures that come to nothing are left out. */
export function sumOfCounted(all: Iterable<Counted>): Map<string, Figures> {
  const tallies = new Map<string, Tally>();
  for (const counted of all)
    for (const [bucket, figures] of Object.entries(counted)) addTo(tallyOf(tallies, bucket), figures);
  return sumsOf(tallies);
}

/** The tally of that name, begun when it is first asked for. */
export function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? new Map<string, number>();
  tallies.set(name, tally);
  return tally;
}

/** What each tally came to; those that came to nothing are left out. */
export function sumsOf(tallies: ReadonlyMap<string, Tally>): Map<string, Figures> {
  const sums = new Map<string, Figures>();
  for (const [name, tally] of tallies) {
    const figures = figuresOfTally(tally);
    if (Object.keys(figures).length > 0) sums.set(name, figures);
  }
  return sums;
}
