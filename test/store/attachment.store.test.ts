import { beforeEach, describe, expect, test } from 'vitest';
import { getAttachment, storeFile, storeFiles } from '../../shared/attachments/attachment.store.ts';
import { attachmentObject } from '../../shared/attachments/attachment.ts';
import { claimUploads, getUpload } from '../../shared/attachments/upload.store.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { agentPrincipal } from '../support/a-principal.ts';
import { aClock } from '../support/clock.ts';
import { aBucket } from '../support/objects.ts';
import { aTable } from '../support/table.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');

describe('files that came with a mail', () => {
  const clock = aClock();
  let table: Table;
  let bucket: Objects;
  beforeEach(async () => {
    [table, bucket] = await Promise.all([aTable(), aBucket()]);
  });

  const store = (files: number, ticketId: number) =>
    storeFiles(
      table,
      bucket,
      Array.from({ length: files }, (_, at) => ({
        file_name: `../shot ${at}.txt`,
        content_type: 'text/html',
        bytes: PNG,
        inline: at === 0,
        ...(at === 0 ? { content_id: 'logo@mail' } : {}),
      })),
      { now: clock.now(), newId: clock.newId, alongside: watchFile, ticketId, commentId: 70 },
    );

  test('are kept under keys of ours, as what they are rather than what they were called', async () => {
    const { attachments, writes } = await store(2, 7);
    await table.transact(writes);
    expect(attachments[0]).toMatchObject({
      file_name: 'shot 0.txt',
      content_type: 'image/png',
      size: PNG.length,
      inline: true,
      content_id: 'logo@mail',
    });
    expect(attachments[1]).not.toHaveProperty('content_id');
    const id = attachments[0]?.id ?? 0;
    expect(await bucket.get(attachmentObject(id))).toEqual(PNG);
    const record = await getAttachment(table, id);
    expect(record).toMatchObject({ id, scan: 'not_scanned', file_name: 'shot 0.txt' });
    expect((await getUpload(table, record?.upload ?? ''))?.claimed).toMatchObject({ ticket_id: 7 });
  });

  test('cost one write of the transaction however many they are', async () => {
    const { attachments, writes } = await store(30, 7);
    expect(attachments).toHaveLength(30);
    expect(writes).toHaveLength(1);
  });

  test('never share an object, even when two drew the same id', async () => {
    const { attachments } = await store(1, 7);
    const taken = attachments[0]?.id ?? 0;
    const drawn = [taken, taken + 1];
    const file = { file_name: 'b.txt', content_type: 'text/plain', bytes: Buffer.from('other'), inline: false };
    const other = await storeFile(table, bucket, file, {
      newId: () => drawn.shift() ?? 0,
      alongside: watchFile,
      upload: 't',
      now: clock.now(),
    });
    expect(other.id).toBe(taken + 1);
    expect(await bucket.get(attachmentObject(taken))).toEqual(PNG);
  });

  test('cost nothing when there are none', async () => {
    expect(await store(0, 7)).toEqual({ attachments: [], writes: [] });
  });

  test('cannot be claimed by anyone afterwards', async () => {
    const { attachments, writes } = await store(1, 7);
    await table.transact(writes);
    const token = (await getAttachment(table, attachments[0]?.id ?? 0))?.upload ?? '';
    const claim = claimUploads(table, [token], {
      ticketId: 8,
      commentId: 80,
      principal: agentPrincipal(),
      now: clock.now(),
    });
    await expect(claim).rejects.toMatchObject({ code: 'attachment.token_invalid' });
  });

  test('belong to no ticket while its transaction is not committed', async () => {
    const { attachments } = await store(1, 7);
    const record = await getAttachment(table, attachments[0]?.id ?? 0);
    expect(await getUpload(table, record?.upload ?? '')).toBeUndefined();
  });

  test('of more than one part arrive whole', async () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024 + 3, 'moorline');
    const { attachments } = await storeFiles(
      table,
      bucket,
      [{ file_name: 'a.bin', content_type: '', bytes, inline: false }],
      { now: clock.now(), newId: clock.newId, alongside: watchFile, ticketId: 7, commentId: 70 },
    );
    const kept = await bucket.get(attachmentObject(attachments[0]?.id ?? 0));
    expect(kept?.equals(bytes)).toBe(true);
  });
});
