import type { Instant } from '../kernel/clock.ts';
import type { Objects } from '../platform/objects.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import { deleteFileRecord, getAttachment, uploadItem } from './attachment.store.ts';
import { attachmentObject } from './attachment.ts';
import { getUpload } from './upload.store.ts';
import { closedUpload, isClosed, isOpen } from './upload.ts';

/**
 * Lets a file go that no comment has: its object, then its record. Before anything is deleted its upload is closed, on
 * the version that was read: a claim at the same moment either comes first, and the file stays, or is refused. False
 * when the file is a comment's.
 */
export async function sweepFile(table: Table, objects: Objects, id: number, now: Instant): Promise<boolean> {
  const file = await getAttachment(table, id, { consistent: true });
  if (file && !(await isGivenUp(table, file.upload, id, now))) return false;
  // Without a record too: whoever took the file back may not have come to its bytes.
  await objects.delete(attachmentObject(id));
  await deleteFileRecord(table, id);
  return true;
}

const ATTEMPTS = 5;

/** Whether no comment has the file and none can get it any more. */
async function isGivenUp(table: Table, token: string, id: number, now: Instant): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const upload = await getUpload(table, token);
    // One that was claimed takes no further files: a file that is not among them came too late.
    if (upload?.claimed) return !upload.files.some((file) => file.id === id);
    if (upload && isClosed(upload)) return true;
    if (upload && isOpen(upload, now)) throw new Error(`File ${id} was to be swept while its upload is open`);
    try {
      // Also where there is none: whoever is still about to write it must be refused.
      const condition = upload ? { version: upload.version } : 'absent';
      await table.put(uploadItem(closedUpload(token, upload, now)), condition);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt === ATTEMPTS) throw error;
    }
  }
}
