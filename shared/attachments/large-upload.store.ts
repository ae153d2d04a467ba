import * as z from 'zod/mini';
import { DAY, SECOND } from '../kernel/clock.ts';
import { largeUploadKey } from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { LargeUpload } from './large-upload.ts';

/** Commits a file that is about to arrive in parts, together with `also`. */
export async function putLargeUpload(table: Table, upload: LargeUpload, also: readonly Write[] = []): Promise<void> {
  const expiry = Math.ceil((upload.valid_until + 7 * DAY) / SECOND);
  const put = { ...largeUploadKey(upload.id), entity: 'large_upload', ...upload, [EXPIRY]: expiry };
  await table.transact([{ put, condition: 'absent' }, ...also]);
}

/** The file in parts of that id, running or not, or undefined. */
export async function getLargeUpload(table: Table, id: number): Promise<LargeUpload | undefined> {
  const item = await table.get(largeUploadKey(id), { consistent: true });
  return item && z.parse(LargeUpload, item);
}

/** Forgets it: it was given up. */
export async function deleteLargeUpload(table: Table, id: number): Promise<void> {
  await table.delete(largeUploadKey(id));
}
