import { beforeEach, describe, expect, test } from 'vitest';
import { getAttachment, reserveFile } from '../../shared/attachments/attachment.store.ts';
import type { Attachment } from '../../shared/attachments/attachment.ts';
import {
  addToUpload,
  claimUploads,
  deleteUpload,
  getUpload,
  putUpload,
} from '../../shared/attachments/upload.store.ts';
import { MAX_FILES, MAX_TOKENS, newUpload, UPLOAD_VALID } from '../../shared/attachments/upload.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { agentPrincipal, customerPrincipal } from '../support/a-principal.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('an upload token', () => {
  const clock = aClock();
  let table: Table;
  beforeEach(async () => {
    table = await aTable();
  });

  const aFile = (upload: string): Attachment => ({
    id: clock.newId(),
    upload,
    file_name: 'a.png',
    content_type: 'image/png',
    size: 4,
    inline: false,
    scan: 'not_scanned',
    created_at: clock.now(),
  });

  async function anUpload(owner: Principal, token = `token-${clock.newId()}`): Promise<string> {
    const { id: _, ...record } = aFile(token);
    const file = await reserveFile(table, { newId: clock.newId, alongside: watchFile }, record);
    await putUpload(table, newUpload(token, file, owner, clock.now()));
    return token;
  }

  const claim = (tokens: string[], principal: Principal, now = clock.now()) =>
    claimUploads(table, tokens, { ticketId: 7, commentId: 70, principal, now });

  test('gives its files to one comment, once', async () => {
    const token = await anUpload(customerPrincipal());
    const { attachments, writes } = await claim([token, token], customerPrincipal());
    expect(attachments).toHaveLength(1);
    expect(writes).toHaveLength(1);
    await table.transact(writes);
    expect((await getUpload(table, token))?.claimed).toEqual({ ticket_id: 7, comment_id: 70, at: clock.now() });
    await expect(claim([token], customerPrincipal())).rejects.toMatchObject({ code: 'attachment.token_invalid' });
  });

  test('goes to only one of two comments made at the same moment', async () => {
    const token = await anUpload(customerPrincipal());
    const [one, other] = await Promise.all([claim([token], customerPrincipal()), claim([token], customerPrincipal())]);
    await table.transact(one.writes);
    await expect(table.transact(other.writes)).rejects.toBeInstanceOf(ConditionFailed);
  });

  test('is worth nothing after three days', async () => {
    const token = await anUpload(customerPrincipal());
    await claim([token], customerPrincipal(), clock.now() + UPLOAD_VALID - 1);
    const late = claim([token], customerPrincipal(), clock.now() + UPLOAD_VALID);
    await expect(late).rejects.toMatchObject({ kind: 'invalid', fields: [{ field: 'uploads' }] });
  });

  test.each([
    ['another customer', customerPrincipal({ userId: 2002 }), false],
    ['an agent', agentPrincipal(), false],
    ['nobody in particular', { kind: 'anonymous' } as const, false],
    ['its owner', customerPrincipal(), true],
  ])('of a customer: %s may use it: %s', async (_, principal, allowed) => {
    const token = await anUpload(customerPrincipal());
    if (allowed) expect((await claim([token], principal)).attachments).toHaveLength(1);
    else await expect(claim([token], principal)).rejects.toMatchObject({ code: 'attachment.token_invalid' });
  });

  test('of an agent can be used by another agent, but by no customer', async () => {
    const token = await anUpload(agentPrincipal());
    expect((await claim([token], agentPrincipal({ userId: 1002 }))).attachments).toHaveLength(1);
    await expect(claim([token], customerPrincipal())).rejects.toMatchObject({ code: 'attachment.token_invalid' });
  });

  test('that nobody was given is refused, and so are too many at once', async () => {
    await expect(claim(['nonsense'], agentPrincipal())).rejects.toMatchObject({ code: 'attachment.token_invalid' });
    const many = Array.from({ length: MAX_TOKENS + 1 }, (_, at) => `t${at}`);
    await expect(claim(many, agentPrincipal())).rejects.toMatchObject({ code: 'attachment.too_many_tokens' });
  });

  test('takes further files, also several at the same moment, up to a limit', async () => {
    const token = await anUpload(customerPrincipal());
    const context = { principal: customerPrincipal(), now: clock.now() };
    await Promise.all([1, 2, 3, 4].map(() => addToUpload(table, aFile(token), context)));
    const upload = await getUpload(table, token);
    expect(new Set(upload?.files.map((file) => file.id)).size).toBe(5);
    for (let files = 5; files < MAX_FILES; files++) await addToUpload(table, aFile(token), context);
    await expect(addToUpload(table, aFile(token), context)).rejects.toMatchObject({
      code: 'attachment.too_many_files',
    });
  });

  test('can be taken back by its owner until a comment has it', async () => {
    const [kept, taken] = [await anUpload(customerPrincipal()), await anUpload(customerPrincipal())];
    await expect(deleteUpload(table, taken, customerPrincipal({ userId: 2002 }))).rejects.toMatchObject({
      kind: 'not_found',
    });
    await table.transact((await claim([kept], customerPrincipal())).writes);
    await expect(deleteUpload(table, kept, customerPrincipal())).rejects.toMatchObject({ kind: 'not_found' });
    const { files } = await deleteUpload(table, taken, customerPrincipal());
    expect(await getUpload(table, taken)).toBeUndefined();
    expect(await getAttachment(table, files[0]?.id ?? 0)).toBeUndefined();
  });
});
