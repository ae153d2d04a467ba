import type { IndexName } from '../../../shared/platform/table/schema.ts';
import { INDEX_KEYS } from './item-keys.ts';
import { sameItem } from './plain-values.ts';
import { type Row, type SortedRows, sortedRows, sortText } from './sorted-rows.ts';
import type { TableChange } from './table-engine.ts';

/** An item before and after a write: undefined where it is not there. One of the two is. */
export interface Replacement {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** The rows of the table and of its indexes, and the log of what changed. */
export interface Storage {
  /** Every write so far. */
  readonly committed: SortedRows;
  /** What reads see that are not consistent, after `settle`. */
  readonly seen: SortedRows;
  index(name: IndexName): SortedRows;
  /** Lets everything be seen whose time has come. */
  settle(): void;
  /** Writes rows. A write that changes nothing is none: as in AWS, the stream says nothing of it. */
  commit(replacements: readonly Replacement[]): void;
  readonly log: readonly TableChange[];
}

interface Unseen {
  readonly visibleAt: number;
  readonly place: { readonly pk: string; readonly sk: string; readonly id: string };
  readonly after: Row | undefined;
}

/** Makes an empty one. With `lag`, what is written is seen by reads that are not consistent only after it. */
export function storage({ now, lag }: { now: () => number; lag?: (() => number) | undefined }): Storage {
  const committed = sortedRows();
  const seen = lag ? sortedRows() : committed;
  const indexes = new Map(INDEX_KEYS.map(({ name }) => [name, sortedRows()]));
  const log: TableChange[] = [];
  const unseen: Unseen[] = [];
  const lastVisible = new Map<string, number>();

  /** Later ones go after those of the same time, and changes of one item are never seen out of order. */
  function wait(place: Row, after: Row | undefined, delay: number): void {
    const visibleAt = Math.max(now() + delay, lastVisible.get(place.id) ?? 0);
    lastVisible.set(place.id, visibleAt);
    let at = unseen.length;
    while (at > 0 && (unseen[at - 1] as Unseen).visibleAt > visibleAt) at--;
    unseen.splice(at, 0, { visibleAt, place, after });
  }

  function settle(): void {
    if (unseen.length === 0) return;
    const time = now();
    let due = 0;
    for (const each of unseen) {
      if (each.visibleAt > time) break;
      const { pk, sk, id } = each.place;
      reindex(indexes, seen.find(pk, sortText(sk), ''), each.after);
      replace(seen, each.place, each.after);
      if (lastVisible.get(id) === each.visibleAt) lastVisible.delete(id);
      due++;
    }
    if (due > 0) unseen.splice(0, due);
  }

  return {
    committed,
    seen,
    log,
    settle,
    index: (name) => indexes.get(name) as SortedRows,
    commit(replacements) {
      for (const { before, after } of replacements) {
        const row = after ?? before;
        if (!row || before === after || (before && after && sameItem(before.item, after.item))) continue;
        replace(committed, row, after);
        const eventName = !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE';
        const keys = { pk: row.pk, sk: row.sk };
        log.push({ position: log.length, eventName, keys, image: after?.item, at: now() });
        if (lag) wait(row, after, lag());
        else reindex(indexes, before, after);
      }
    },
  };
}

function replace(rows: SortedRows, { pk, sk }: { pk: string; sk: string }, after: Row | undefined): void {
  const order = sortText(sk);
  if (after) rows.set(pk, { order, tie: '', row: after });
  else rows.remove(pk, order, '');
}

/** An item is in an index when it has both its keys. The index holds keys only, so other changes do not touch it. */
function reindex(indexes: ReadonlyMap<string, SortedRows>, before: Row | undefined, after: Row | undefined): void {
  for (const { name, pk, sk } of INDEX_KEYS) {
    const [oldPk, oldSk] = [before?.item[pk], before?.item[sk]];
    const [newPk, newSk] = [after?.item[pk], after?.item[sk]];
    if (oldPk === newPk && oldSk === newSk) continue;
    const rows = indexes.get(name);
    if (before && oldPk !== undefined && oldSk !== undefined) {
      rows?.remove(oldPk as string, sortText(oldSk as string), sortText(before.id));
    }
    if (after && newPk !== undefined && newSk !== undefined) {
      rows?.set(newPk as string, { order: sortText(newSk as string), tie: sortText(after.id), row: after });
    }
  }
}
