import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { invalid, notFound } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import { attachmentKey, uploadKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { uploadItem } from './attachment.store.ts';
import { type Attachment, type AttachmentSummary, summaryOf } from './attachment.ts';
import { isOpen, isOwnedBy, MAX_FILES, MAX_TOKENS, Upload } from './upload.ts';

/** The upload of a token, whatever its state, or undefined. */
export async function getUpload(table: Table, token: string): Promise<Upload | undefined> {
  const item = await table.get(uploadKey(token), { consistent: true });
  return item && z.parse(Upload, item);
}

/**
 * The upload of a token to which this caller can add a file. Throws `invalid` when the token can no longer be used, or
 * holds as many files as it can.
 */
export async function getOpenUpload(table: Table, token: string, principal: Principal, now: Instant): Promise<Upload> {
  const upload = await getUpload(table, token);
  if (!upload || !isOpen(upload, now) || !isOwnedBy(upload, principal))
    throw invalid('token', 'attachment.token_invalid');
  if (upload.files.length >= MAX_FILES) throw invalid('token', 'attachment.too_many_files', { limit: MAX_FILES });
  return upload;
}

/** Commits a new upload of files that have their records, together with `also`. */
export async function putUpload(table: Table, upload: Upload, also: readonly Write[] = []): Promise<void> {
  await table.transact([{ put: uploadItem(upload), condition: 'absent' }, ...also]);
}

const ATTEMPTS = 8;

/**
 * Adds a file whose bytes are kept to an upload, beside others that may do the same at this moment. Throws as
 * `getOpenUpload` does.
 */
export async function addToUpload(
  table: Table,
  file: Attachment,
  context: { principal: Principal; now: Instant; also?: readonly Write[] },
): Promise<Upload> {
  for (let attempt = 1; ; attempt++) {
    const upload = await getOpenUpload(table, file.upload, context.principal, context.now);
    const next: Upload = { ...upload, version: upload.version + 1, files: [...upload.files, summaryOf(file)] };
    const write: Write = { put: uploadItem(next), condition: { version: upload.version } };
    try {
      await table.transact([write, ...(context.also ?? [])]);
      return next;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || error.index !== 0 || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Takes back an upload that no comment has. Throws `not_found` when there is none, or it is no longer the caller's. */
export async function deleteUpload(table: Table, token: string, principal: Principal): Promise<Upload> {
  const upload = await getUpload(table, token);
  if (!upload || upload.claimed !== null || !isOwnedBy(upload, principal)) throw notFound('upload');
  await table.delete(uploadKey(token), { version: upload.version });
  await Promise.all(upload.files.map((file) => table.delete(attachmentKey(file.id))));
  return upload;
}

/**
 * Takes the files of upload tokens into a comment. `writes`, one for each token, belong into the transaction of the
 * comment and are refused when a token was used meanwhile. Throws `invalid: attachment.token_invalid` for a token that
 * is unknown, expired, used or another person's.
 */
export async function claimUploads(
  table: Table,
  tokens: readonly string[],
  context: { ticketId: number; commentId: number; principal: Principal; now: Instant },
): Promise<{ attachments: AttachmentSummary[]; writes: Write[] }> {
  const { ticketId, commentId, principal, now } = context;
  const wanted = [...new Set(tokens)];
  if (wanted.length > MAX_TOKENS) throw invalid('uploads', 'attachment.too_many_tokens', { limit: MAX_TOKENS });
  const uploads = await Promise.all(wanted.map((token) => getUpload(table, token)));
  const claimed = { ticket_id: ticketId, comment_id: commentId, at: now };
  const attachments: AttachmentSummary[] = [];
  const writes: Write[] = [];
  for (const upload of uploads) {
    if (!upload || !isOpen(upload, now) || !isOwnedBy(upload, principal))
      throw invalid('uploads', 'attachment.token_invalid');
    attachments.push(...upload.files);
    const next: Upload = { ...upload, version: upload.version + 1, claimed };
    writes.push({ put: uploadItem(next), condition: { version: upload.version } });
  }
  return { attachments, writes };
}
