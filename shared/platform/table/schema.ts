/** Attribute and index names shared by the code and the CDK construct, so that they cannot drift apart. */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';
/** Seconds since 1970 after which the table may remove the item. Nothing depends on it: every read checks expiry. */
export const EXPIRY = 'expires_at';
/** What kind of record an item is; stream filters and repairs read it. */
export const ENTITY = 'entity';

/** Five generic indexes, keys only. What each holds for each entity is listed in `keys.ts` and `access-patterns.md`. */
export const INDEXES = ['gsi1', 'gsi2', 'gsi3', 'gsi4', 'gsi5'] as const;
export type IndexName = (typeof INDEXES)[number];

/** The key attributes of an index. */
export function indexKeys(index: IndexName): { pk: `${IndexName}pk`; sk: `${IndexName}sk` } {
  return { pk: `${index}pk`, sk: `${index}sk` };
}
