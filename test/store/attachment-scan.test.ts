import { beforeEach, describe, expect, test } from 'vitest';
import { recordScanResult } from '../../functions/record-scan-results/record-scan-result.ts';
import { arrivedFile, deleteFileRecord, getAttachment, storeFile } from '../../shared/attachments/attachment.store.ts';
import type { Attachment } from '../../shared/attachments/attachment.ts';
import { recordScan, scansOf, setScanOverride } from '../../shared/attachments/attachment-scan.store.ts';
import { ScanResult } from '../../shared/attachments/scan.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { aScanReport } from '../support/a-scan-report.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aBucket } from '../support/objects.ts';
import { aTable } from '../support/table.ts';

const FILE = { file_name: 'a.txt', content_type: 'text/plain', bytes: Buffer.from('bytes'), inline: false };

describe('the verdict on a file', () => {
  let clock: TestClock;
  let table: Table;
  let bucket: Objects;
  beforeEach(async () => {
    clock = aClock();
    [table, bucket] = await Promise.all([aTable(), aBucket()]);
  });

  const aFile = (): Promise<Attachment> =>
    storeFile(table, bucket, FILE, { newId: clock.newId, alongside: watchFile, now: clock.now(), upload: 't' });
  const scanOf = async (id: number) => (await getAttachment(table, id, { consistent: true }))?.scan;
  const told = (id: number, status: Parameters<typeof aScanReport>[1]) =>
    recordScanResult(aScanReport(`attachments/${id}`, status), { table });

  test('is on its record once GuardDuty has told', async () => {
    const { id, scan } = await aFile();
    expect(scan).toBe('not_scanned');
    await told(id, 'NO_THREATS_FOUND');
    expect(await scanOf(id)).toBe('malware_not_found');
  });

  test('is there before its bytes are, so that no report comes too early', async () => {
    let early: Promise<unknown> | undefined;
    const scanning: Objects = {
      ...bucket,
      async put(key, body, type) {
        await bucket.put(key, body, type);
        early = recordScanResult(aScanReport(key, 'THREATS_FOUND'), { table });
        await early;
      },
    };
    const context = { newId: clock.newId, alongside: watchFile, now: clock.now(), upload: 't' };
    const { id } = await storeFile(table, scanning, FILE, context);
    expect(early).toBeDefined();
    expect(await scanOf(id)).toBe('malware_found');
  });

  test('is the same however often and in whatever order reports come, even all at once', async () => {
    for (const first of ScanResult.options.slice(1))
      for (const second of ScanResult.options.slice(1)) {
        const [one, other] = [await aFile(), await aFile()];
        await recordScan(table, one.id, first);
        await recordScan(table, one.id, second);
        await Promise.all([second, first, second].map((result) => recordScan(table, other.id, result)));
        expect(await scanOf(other.id)).toBe(await scanOf(one.id));
      }
  });

  test('of malware is final', async () => {
    const { id } = await aFile();
    await told(id, 'THREATS_FOUND');
    for (const later of ['NO_THREATS_FOUND', 'FAILED', 'UNSUPPORTED', 'THREATS_FOUND'] as const) await told(id, later);
    expect(await scanOf(id)).toBe('malware_found');
  });

  test.each(['FAILED', 'ACCESS_DENIED'] as const)(
    'that GuardDuty could not come to (%s) is a dead letter, unless another scan works until then',
    async (status) => {
      const { id } = await aFile();
      await expect(told(id, status)).rejects.toThrow(status);
      expect(await scanOf(id)).toBe('failed_to_scan');
      await told(id, 'NO_THREATS_FOUND');
      await told(id, status);
      expect(await scanOf(id)).toBe('malware_not_found');
    },
  );

  test('of a file that was taken back meanwhile changes nothing', async () => {
    const { id } = await aFile();
    await deleteFileRecord(table, id);
    expect(await recordScan(table, id, 'malware_found')).toBeUndefined();
    await told(id, 'NO_THREATS_FOUND');
    expect(await getAttachment(table, id)).toBeUndefined();
    expect(await setScanOverride(table, id, null)).toBeUndefined();
  });

  test('of a large file survives what is said of it when its parts were put together', async () => {
    const file = await aFile();
    await told(file.id, 'THREATS_FOUND');
    await table.transact([arrivedFile({ ...file, content_type: 'video/mp4', scan: 'not_scanned' })]);
    expect(await getAttachment(table, file.id)).toMatchObject({ content_type: 'video/mp4', scan: 'malware_found' });
    await expect(table.transact([arrivedFile({ ...file, upload: 'another' })])).rejects.toThrow(ConditionFailed);
  });

  test('is read for many files at once, and not at all for none', async () => {
    const files = [await aFile(), await aFile()];
    await told(files[0]?.id ?? 0, 'NO_THREATS_FOUND');
    const override = { by: 1, at: 5, of: 'not_scanned' } as const;
    await setScanOverride(table, files[1]?.id ?? 0, override);
    const scans = await scansOf(table, [...files, { id: 1 }]);
    expect([...scans.values()]).toMatchObject([
      { scan: 'malware_not_found' },
      { scan: 'not_scanned', scan_override: override },
    ]);
    expect((await scansOf({ batchGet: undefined } as unknown as Table, [])).size).toBe(0);
  });
});
