import * as z from 'zod/mini';
import { queryAll } from '../people/list-ids.store.ts';
import { viewKey, viewsPartition } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { MAX_OWN_VIEWS, MAX_SHARED_VIEWS, ownerOf, View } from './view.ts';

/** The views of one person, or with `null` those that others may use, in order of making. They are few. */
export async function listViews(table: Table, ownerId: number | null): Promise<View[]> {
  const limit = ownerId === null ? MAX_SHARED_VIEWS : MAX_OWN_VIEWS;
  const items = await queryAll(table, { partition: viewsPartition(ownerId), consistent: true }, limit);
  return items.map((item) => z.parse(View, item));
}

/** The views of these ids that are a person's own or that others may use; in no order. */
export async function getViews(table: Table, ids: readonly number[], userId: number): Promise<View[]> {
  const keys = ids.flatMap((id) => [viewKey(null, id), viewKey(userId, id)]);
  const items = keys.length === 0 ? [] : await table.batchGet(keys, { consistent: true });
  return items.map((item) => z.parse(View, item));
}

/** Commits a new view together with `also`. */
export async function createView(table: Table, view: View, also: readonly Write[] = []): Promise<void> {
  await table.transact([...also, putWrite(view, 'absent')]);
}

/** Commits a view's next state, in another place where others may use it from now on, or no longer. */
export async function saveView(table: Table, before: View, after: View): Promise<void> {
  const condition = { version: before.version };
  if (ownerOf(before) === ownerOf(after)) return table.transact([putWrite(after, condition)]);
  await table.transact([{ delete: viewKey(ownerOf(before), before.id), condition }, putWrite(after, 'absent')]);
}

/** Commits the next state of several views together. Throws ConditionFailed, with nothing done, when one was changed meanwhile. */
export async function moveViews(table: Table, views: readonly View[]): Promise<void> {
  await table.transact(views.map((view) => putWrite(view, { version: view.version - 1 })));
}

/** Takes a view away. Throws ConditionFailed when it was changed meanwhile. */
export async function deleteView(table: Table, view: View): Promise<void> {
  await table.delete(viewKey(ownerOf(view), view.id), { version: view.version });
}

function putWrite(view: View, condition: Write['condition']): Write {
  return { put: { ...viewKey(ownerOf(view), view.id), entity: 'view', ...view }, condition };
}
