import type { Item } from '../../../shared/platform/table/table.ts';

/** A stored item: never changed, replaced by another row. `weight` is no less than its size. */
export interface Row {
  readonly pk: string;
  readonly sk: string;
  /** Names the item among all: its two keys in one. */
  readonly id: string;
  readonly item: Item;
  readonly weight: number;
}

/** Where a row stands in a partition: in order of its sort key, then, as sort keys of an index may be equal, of its id. */
export interface Entry {
  readonly order: string;
  readonly tie: string;
  readonly row: Row;
}

const NONE: readonly Entry[] = [];

/** Rows by partition, each partition in order. */
export interface SortedRows {
  partition(key: string): readonly Entry[];
  find(partition: string, order: string, tie: string): Row | undefined;
  set(partition: string, entry: Entry): void;
  remove(partition: string, order: string, tie: string): void;
  all(): Row[];
}

/** Makes an empty one. */
export function sortedRows(): SortedRows {
  const partitions = new Map<string, Entry[]>();
  return {
    partition: (key) => partitions.get(key) ?? NONE,
    find(partition, order, tie) {
      const entries = partitions.get(partition);
      if (!entries) return undefined;
      const entry = entries[placeOf(entries, order, tie)];
      return entry && entry.order === order && entry.tie === tie ? entry.row : undefined;
    },
    set(partition, entry) {
      const entries = partitions.get(partition);
      if (!entries) {
        partitions.set(partition, [entry]);
        return;
      }
      const at = placeOf(entries, entry.order, entry.tie);
      const there = entries[at];
      if (there && there.order === entry.order && there.tie === entry.tie) entries[at] = entry;
      else entries.splice(at, 0, entry);
    },
    remove(partition, order, tie) {
      const entries = partitions.get(partition);
      if (!entries) return;
      const at = placeOf(entries, order, tie);
      const there = entries[at];
      if (there && there.order === order && there.tie === tie) entries.splice(at, 1);
      if (entries.length === 0) partitions.delete(partition);
    },
    all: () => [...partitions.values()].flatMap((entries) => entries.map(({ row }) => row)),
  };
}

/** The index of the first entry at or after a place. */
export function placeOf(entries: readonly Entry[], order: string, tie: string): number {
  return firstWhere(entries, (entry) => entry.order > order || (entry.order === order && entry.tie >= tie));
}

/** The index of the first entry of which `holds` is true, which then has to be true of all that follow. */
export function firstWhere(entries: readonly Entry[], holds: (entry: Entry) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(entries[middle] as Entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const BEYOND_BASIC = /[\ud800-\uffff]/;

/**
 * A text that compares as DynamoDB compares the original, by its UTF-8 bytes. Only there do characters beyond the basic
 * plane come after all others; as JavaScript has them they start with units below U+E000.
 */
export function sortText(text: string): string {
  if (!BEYOND_BASIC.test(text)) return text;
  return text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}
