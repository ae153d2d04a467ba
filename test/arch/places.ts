/** What a file of `shared/<context>/` may do, by the end of its name. */
export type Suffix = 'plain' | 'policy' | 'view' | 'api' | 'events' | 'store' | 'deps';

/** The contexts in the order in which they may know each other: each only those on earlier lines. */
export const CONTEXT_ORDER: readonly (readonly string[])[] = [
  ['people'],
  ['attachments', 'timers', 'jobs', 'webhooks'],
  ['tickets'],
  ['mail', 'intake', 'sla', 'routing', 'surveys', 'notifications', 'reports', 'views'],
];

/** Where a file stands. */
export type Place =
  | { readonly area: 'kernel' | 'platform' | 'strings' | 'infra' | 'test' }
  | { readonly area: 'function'; readonly name: string }
  | { readonly area: 'context'; readonly context: string; readonly rank: number; readonly suffix: Suffix };

/** Where a path of the repository stands. Throws for a folder of `shared/` that the layout does not know. */
export function placeOf(path: string): Place {
  const [top, second = ''] = path.split('/');
  if (top === 'infra' || top === 'test') return { area: top };
  if (top === 'functions') return { area: 'function', name: second };
  if (second === 'kernel' || second === 'platform' || second === 'strings') return { area: second };
  const rank = CONTEXT_ORDER.findIndex((contexts) => contexts.includes(second));
  if (top !== 'shared' || rank < 0) throw new Error(`${path} is not in the layout`);
  return { area: 'context', context: second, rank, suffix: suffixOf(path) };
}

/** Whether what stands there only decides: no clock, no chance, nothing outside of it. */
export function isPure(place: Place): boolean {
  return place.area === 'kernel' || (place.area === 'context' && place.suffix !== 'store' && place.suffix !== 'deps');
}

/** The suffix of a file's name. Throws for a second dot that means nothing. */
export function suffixOf(path: string): Suffix {
  const [, suffix] = /\/[^/.]+(?:\.([a-z]+))?\.ts$/.exec(path) ?? [];
  if (suffix === undefined) return 'plain';
  if (['policy', 'view', 'api', 'events', 'store', 'deps'].includes(suffix)) return suffix as Suffix;
  throw new Error(`${path}: "${suffix}" is no suffix of ours`);
}
