import * as z from 'zod/mini';
import { attachmentKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import { getAttachment } from './attachment.store.ts';
import { Attachment } from './attachment.ts';
import { laterResult, type Scanned, type ScanOverride, type ScanResult } from './scan.ts';

const ATTEMPTS = 5;

/**
 * Records what a scan said of a file, and answers what is true of it now; undefined when there is no such file (any
 * more): its record is made before its bytes are sent, so nothing is scanned that has none yet.
 */
export async function recordScan(table: Table, id: number, reported: ScanResult): Promise<ScanResult | undefined> {
  // Nearly always the first that is heard of the file: then one write is all it takes.
  let known: ScanResult = 'not_scanned';
  for (let attempt = 1; ; attempt++) {
    const scan = laterResult(known, reported);
    if (scan === known) return known;
    try {
      await table.update({ key: attachmentKey(id), set: { scan }, condition: { equals: { scan: known } } });
      return scan;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt === ATTEMPTS) throw error;
    }
    const file = await getAttachment(table, id, { consistent: true });
    if (!file) return undefined;
    known = file.scan;
  }
}

/** Releases a file that a scan holds back, or takes the release back (null). Undefined when the file is gone. */
export async function setScanOverride(
  table: Table,
  id: number,
  scan_override: ScanOverride | null,
): Promise<Attachment | undefined> {
  try {
    const item = await table.update({ key: attachmentKey(id), set: { scan_override }, condition: 'present' });
    return z.parse(Attachment, item);
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
}

/** What is known of the safety of files, by id, in one read; in none where there are no files. */
export async function scansOf(
  table: Table,
  files: readonly { readonly id: number }[],
): Promise<ReadonlyMap<number, Scanned>> {
  if (files.length === 0) return new Map();
  const items = await table.batchGet(files.map(({ id }) => attachmentKey(id)));
  return new Map(
    items.map((item) => {
      const { id, scan, scan_override } = z.parse(Attachment, item);
      return [id, { scan, scan_override }];
    }),
  );
}
