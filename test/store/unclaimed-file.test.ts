import { beforeEach, describe, expect, test } from 'vitest';
import { getAttachment, storeFile, storeFiles } from '../../shared/attachments/attachment.store.ts';
import { type Attachment, attachmentObject } from '../../shared/attachments/attachment.ts';
import {
  addToUpload,
  claimUploads,
  deleteUpload,
  getUpload,
  putUpload,
} from '../../shared/attachments/upload.store.ts';
import { newUpload, UNCLAIMED_KEPT, UPLOAD_VALID } from '../../shared/attachments/upload.ts';
import { DAY, MINUTE } from '../../shared/kernel/clock.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { timersDue } from '../../shared/timers/timer.store.ts';
import type { Timer } from '../../shared/timers/timer.ts';
import { customerPrincipal } from '../support/a-principal.ts';
import { aTimerService } from '../support/a-timer-service.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aBucket } from '../support/objects.ts';
import { aTable } from '../support/table.ts';

const OWNER = customerPrincipal();
const FILE = { file_name: 'a.txt', content_type: 'text/plain', bytes: Buffer.from('bytes'), inline: false };

describe('a file', () => {
  let clock: TestClock;
  let table: Table;
  let bucket: Objects;
  beforeEach(async () => {
    clock = aClock();
    [table, bucket] = await Promise.all([aTable(), aBucket()]);
  });

  const keeping = () => ({ newId: clock.newId, alongside: watchFile, now: clock.now() });
  const stored = (token: string) => storeFile(table, bucket, FILE, { ...keeping(), upload: token });

  async function uploaded(token: string): Promise<Attachment> {
    const file = await stored(token);
    await putUpload(table, newUpload(token, file, OWNER, clock.now()));
    return file;
  }

  const claim = (token: string) =>
    claimUploads(table, [token], { ticketId: 7, commentId: 70, principal: OWNER, now: clock.now() });

  const sweep = (file: { id: number }, on = table) => {
    const timer: Timer = { kind: 'file.sweep', subject: file.id, guard: 0, due_at: clock.now(), set_at: 0 };
    return aTimerService(on, clock, bucket).fire(timer);
  };

  const isThere = async (id: number): Promise<boolean> => {
    const [record, object] = await Promise.all([getAttachment(table, id), bucket.head(attachmentObject(id))]);
    expect(record === undefined).toBe(object === undefined);
    return record !== undefined;
  };

  test('is looked at again when no token can bring it into a comment any more', async () => {
    const file = await uploaded('t');
    const due = file.created_at + UNCLAIMED_KEPT;
    const found: Timer[] = [];
    for await (const timers of timersDue(table, due - MINUTE, due)) found.push(...timers);
    expect(found).toEqual([{ kind: 'file.sweep', subject: file.id, guard: 0, due_at: due, set_at: file.created_at }]);
    expect(due).toBeGreaterThan((await getUpload(table, 't'))?.valid_until ?? Number.POSITIVE_INFINITY);
  });

  test('that no comment claimed vanishes, and all others of its upload at their own time', async () => {
    const one = await uploaded('t');
    clock.advance(2 * DAY);
    const other = await stored('t');
    await addToUpload(table, other, { principal: OWNER, now: clock.now() });
    clock.advance(UNCLAIMED_KEPT - 2 * DAY);
    await sweep(one);
    expect(await isThere(one.id)).toBe(false);
    expect(await isThere(other.id)).toBe(true);
    await expect(claim('t')).rejects.toMatchObject({ code: 'attachment.token_invalid' });
    clock.advance(2 * DAY);
    await sweep(other);
    await sweep(other);
    expect(await isThere(other.id)).toBe(false);
  });

  test('that a comment has stays, however often and late it is looked at', async () => {
    const file = await uploaded('t');
    await table.transact((await claim('t')).writes);
    clock.advance(400 * DAY);
    await Promise.all([sweep(file), sweep(file)]);
    expect(await isThere(file.id)).toBe(true);
    expect(await bucket.get(attachmentObject(file.id))).toEqual(FILE.bytes);
  });

  test('that came too late for its upload vanishes, and those that were in time stay', async () => {
    const file = await uploaded('t');
    const late = await stored('t');
    await table.transact((await claim('t')).writes);
    await expect(addToUpload(table, late, { principal: OWNER, now: clock.now() })).rejects.toMatchObject({
      code: 'attachment.token_invalid',
    });
    clock.advance(UNCLAIMED_KEPT);
    await Promise.all([sweep(late), sweep(file)]);
    expect(await isThere(late.id)).toBe(false);
    expect(await isThere(file.id)).toBe(true);
  });

  test('that never came into an upload vanishes, and its upload cannot be made any more', async () => {
    const file = await stored('t');
    const upload = newUpload('t', file, OWNER, clock.now());
    clock.advance(UNCLAIMED_KEPT);
    await sweep(file);
    expect(await isThere(file.id)).toBe(false);
    await expect(putUpload(table, upload)).rejects.toBeInstanceOf(ConditionFailed);
  });

  test('of a mail stays with its comment, and vanishes when the comment was never committed', async () => {
    const [kept, lost] = await Promise.all(
      [70, 71].map((commentId) => storeFiles(table, bucket, [FILE], { ...keeping(), ticketId: 7, commentId })),
    );
    await table.transact(kept?.writes ?? []);
    clock.advance(UNCLAIMED_KEPT);
    for (const file of [...(kept?.attachments ?? []), ...(lost?.attachments ?? [])]) await sweep(file);
    expect(await isThere(kept?.attachments[0]?.id ?? 0)).toBe(true);
    expect(await isThere(lost?.attachments[0]?.id ?? 0)).toBe(false);
    await expect(table.transact(lost?.writes ?? [])).rejects.toBeInstanceOf(ConditionFailed);
  });

  test('that was taken back has its bytes deleted even if that was not done at once', async () => {
    const file = await uploaded('t');
    await deleteUpload(table, 't', OWNER);
    expect(await bucket.head(attachmentObject(file.id))).toBeDefined();
    clock.advance(UNCLAIMED_KEPT);
    await sweep(file);
    expect(await isThere(file.id)).toBe(false);
  });

  test('is never swept while its token is valid', async () => {
    const file = await uploaded('t');
    clock.advance(UPLOAD_VALID - 1);
    await expect(sweep(file)).rejects.toThrow('open');
    expect(await isThere(file.id)).toBe(true);
    await table.transact((await claim('t')).writes);
  });

  describe('that is claimed at the very moment it is swept', () => {
    /** A claim that was begun in time and is committed late. */
    async function lateClaim(): Promise<{ file: Attachment; commit: () => Promise<void> }> {
      const file = await uploaded('t');
      clock.advance(UPLOAD_VALID - 1);
      const { writes } = await claim('t');
      clock.advance(UNCLAIMED_KEPT);
      return { file, commit: () => table.transact(writes) };
    }

    test('stays when the claim comes first, even between reading and closing its upload', async () => {
      const { file, commit } = await lateClaim();
      let interrupted = false;
      const interruptedTable: Table = {
        ...table,
        put: async (item, condition) => {
          if (!interrupted) {
            interrupted = true;
            await commit();
          }
          return table.put(item, condition);
        },
      };
      await sweep(file, interruptedTable);
      expect(interrupted).toBe(true);
      expect(await isThere(file.id)).toBe(true);
      expect((await getUpload(table, 't'))?.claimed).toMatchObject({ comment_id: 70 });
    });

    test('is refused to the comment when the sweep comes first', async () => {
      const { file, commit } = await lateClaim();
      await sweep(file);
      await expect(commit()).rejects.toBeInstanceOf(ConditionFailed);
      expect(await isThere(file.id)).toBe(false);
    });

    test.each(Array.from({ length: 12 }, (_, at) => at))('is either kept or refused, never both (%i)', async () => {
      const { file, commit } = await lateClaim();
      const [claimed] = await Promise.allSettled([commit(), sweep(file), sweep(file)]);
      expect(await isThere(file.id)).toBe(claimed.status === 'fulfilled');
    });
  });
});
