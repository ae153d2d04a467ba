import { beforeEach, describe, expect, test } from 'vitest';
import { filesOf } from '../../functions/deliver-mail/files-of.ts';
import { storeFiles } from '../../shared/attachments/attachment.store.ts';
import type { AttachmentSummary } from '../../shared/attachments/attachment.ts';
import { recordScan, setScanOverride } from '../../shared/attachments/attachment-scan.store.ts';
import type { ScanResult } from '../../shared/attachments/scan.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aBucket } from '../support/objects.ts';
import { aTable } from '../support/table.ts';

const MB = 1024 * 1024;
const LINK_KEY = 'the link key of the tests, 32 bytes or more';

describe('the files of an answer', () => {
  let clock: TestClock;
  let table: Table;
  let files: Objects;
  beforeEach(async () => {
    clock = aClock();
    [table, files] = await Promise.all([aTable(), aBucket()]);
  });

  /** Files by name, each with what its scan said and how large it is. */
  async function kept(wanted: Readonly<Record<string, readonly [ScanResult, number?]>>): Promise<AttachmentSummary[]> {
    const incoming = Object.entries(wanted).map(([file_name, [, size = 5]]) => ({
      file_name,
      content_type: 'text/plain',
      bytes: Buffer.alloc(size, 'a'),
      inline: false,
    }));
    const keeping = { now: clock.now(), newId: clock.newId, alongside: watchFile, ticketId: 1, commentId: 10 };
    const { attachments } = await storeFiles(table, files, incoming, keeping);
    for (const { id, file_name } of attachments) {
      const scan = wanted[file_name]?.[0] ?? 'not_scanned';
      if (scan !== 'not_scanned') await recordScan(table, id, scan);
    }
    return attachments;
  }

  async function outgoing(attachments: readonly AttachmentSummary[], malwareScan = true) {
    const deps = { table, files, filesUrl: 'https://files.moorline.test', malwareScan };
    const { attached, linked, withheld } = await filesOf(
      { created_at: clock.now() } as never,
      attachments,
      LINK_KEY,
      deps as never,
    );
    return { attached: attached.map(({ name }) => name), linked: linked.map(([name]) => name), withheld };
  }

  test('go along once they were scanned, as links before, and not at all when they are malware', async () => {
    const all = await kept({
      'clean.txt': ['malware_not_found'],
      'new.txt': ['not_scanned'],
      'secret.zip': ['failed_to_scan'],
      'bad.exe': ['malware_found'],
    });
    expect(await outgoing(all)).toEqual({
      attached: ['clean.txt'],
      linked: ['new.txt', 'secret.zip'],
      withheld: ['bad.exe'],
    });
  });

  test('go along when an agent has released them', async () => {
    const [file] = await kept({ 'tool.exe': ['malware_found'] });
    if (!file) throw new Error('no file was kept');
    await setScanOverride(table, file.id, { by: 1, at: clock.now(), of: 'malware_found' });
    expect(await outgoing([file])).toEqual({ attached: ['tool.exe'], linked: [], withheld: [] });
  });

  test('go along unscanned where nothing is scanned', async () => {
    const all = await kept({ 'a.txt': ['not_scanned'], 'b.exe': ['malware_found'] });
    expect(await outgoing(all, false)).toEqual({ attached: ['a.txt'], linked: [], withheld: ['b.exe'] });
  });

  test('are all links when they are too big together, in their order', async () => {
    const all = await kept({
      'a.bin': ['malware_not_found', 3 * MB],
      'b.bin': ['not_scanned'],
      'c.bin': ['malware_not_found', 3 * MB],
    });
    expect(await outgoing(all)).toEqual({ attached: [], linked: ['a.bin', 'b.bin', 'c.bin'], withheld: [] });
  });

  test('that are links do not keep small ones from going along', async () => {
    const all = await kept({ 'big.bin': ['not_scanned', 6 * MB], 'a.txt': ['malware_not_found'] });
    expect(await outgoing(all)).toEqual({ attached: ['a.txt'], linked: ['big.bin'], withheld: [] });
  });
});
