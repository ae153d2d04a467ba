import * as z from 'zod/mini';
import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Objects } from '../platform/objects.ts';
import { attachmentKey, uploadKey } from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Item, Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { Attachment, type AttachmentSummary, attachmentObject, type IncomingFile, summaryOf } from './attachment.ts';
import { contentTypeOf, servedType } from './content-type.ts';
import { cleanFileName } from './file-name.ts';
import { opens } from './picture-opens.ts';
import type { Upload } from './upload.ts';

/** How many files are sent to the bucket at a time. */
const AT_ONCE = 4;

/** The record of a file, or undefined. */
export async function getAttachment(
  table: Table,
  id: number,
  options: { consistent?: boolean } = {},
): Promise<Attachment | undefined> {
  const item = await table.get(attachmentKey(id), options);
  return item && z.parse(Attachment, item);
}

/** The item of a file's record. */
function attachmentItem(attachment: Attachment): Item {
  return { ...attachmentKey(attachment.id), entity: 'attachment', ...attachment };
}

/** The item of an upload. One that nobody claimed may go some days after its token has run out. */
export function uploadItem(upload: Upload): Item {
  const expiry = upload.claimed === null ? { [EXPIRY]: Math.ceil((upload.valid_until + 7 * DAY) / SECOND) } : {};
  return { ...uploadKey(upload.token), entity: 'upload', ...upload, ...expiry };
}

/** What keeping a file depends on. */
export interface KeepsFiles {
  readonly newId: NewId;
  /** Writes that go with the record of each file: what has it swept one day, should nobody claim it. */
  readonly alongside: (file: Attachment) => readonly Write[];
}

/**
 * Keeps one file: its record first, under an id that nobody else has, then its bytes. So two files that drew the same id
 * at the same moment never share an object. Until an upload names the file, nobody can see it.
 */
export async function storeFile(
  table: Table,
  objects: Objects,
  file: IncomingFile,
  context: KeepsFiles & { upload: string; now: Instant },
): Promise<Attachment> {
  const file_name = cleanFileName(file.file_name);
  const content_type = contentTypeOf(file.bytes, file_name);
  const attachment = await reserveFile(table, context, {
    upload: context.upload,
    file_name,
    content_type,
    size: file.bytes.length,
    inline: file.inline,
    ...(file.content_id === undefined ? {} : { content_id: file.content_id }),
    ...(opens(file.bytes, content_type) ? {} : { broken: true as const }),
    scan: 'not_scanned',
    created_at: context.now,
  });
  await objects.put(attachmentObject(attachment.id), file.bytes, servedType(content_type));
  return attachment;
}

const ID_ATTEMPTS = 5;

/** Makes the record of a file whose bytes are still to come. The id it gets, and with it the object, is its alone. */
export async function reserveFile(
  table: Table,
  { newId, alongside }: KeepsFiles,
  record: Omit<Attachment, 'id'>,
): Promise<Attachment> {
  for (let attempt = 1; ; attempt++) {
    const file = { id: newId(), ...record };
    try {
      await table.transact([{ put: attachmentItem(file), condition: 'absent' }, ...alongside(file)]);
      return file;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || error.index !== 0 || attempt === ID_ATTEMPTS) throw error;
    }
  }
}

/**
 * The write that says of a reserved file what it turned out to be; refused when it was given up meanwhile. What a scan has
 * said of it by then stays.
 */
export function arrivedFile({ id, upload, content_type }: Attachment): Write {
  return { update: { key: attachmentKey(id), set: { content_type } }, condition: { equals: { upload } } };
}

/** Forgets a reserved file. */
export async function deleteFileRecord(table: Table, id: number): Promise<void> {
  await table.delete(attachmentKey(id));
}

/**
 * Keeps files that arrived with a message. First their records and bytes, and last `writes`: one write, whatever
 * the number of files, that belongs into the transaction of the comment and says which ticket has them. Whatever ends
 * the work in between leaves files that nobody can see and that are swept one day; doing it all again is harmless.
 */
export async function storeFiles(
  table: Table,
  objects: Objects,
  files: readonly IncomingFile[],
  context: KeepsFiles & { now: Instant; ticketId: number; commentId: number },
): Promise<{ attachments: AttachmentSummary[]; writes: Write[] }> {
  if (files.length === 0) return { attachments: [], writes: [] };
  const { now, newId, alongside, ticketId, commentId } = context;
  const token = `${ticketId}-${commentId}`;
  const kept: Attachment[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files
      .slice(at, at + AT_ONCE)
      .map((file) => storeFile(table, objects, file, { newId, alongside, upload: token, now }));
    kept.push(...(await Promise.all(some)));
  }
  const attachments = kept.map(summaryOf);
  const upload: Upload = {
    token,
    version: 1,
    owner_id: null,
    owner_is_staff: false,
    files: attachments,
    valid_until: now,
    claimed: { ticket_id: ticketId, comment_id: commentId, at: now },
    created_at: now,
  };
  return { attachments, writes: [{ put: uploadItem(upload), condition: 'absent' }] };
}
