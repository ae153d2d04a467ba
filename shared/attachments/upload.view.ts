import type * as z from 'zod/mini';
import { toIso } from '../kernel/clock.ts';
import { type AttachmentLinks, attachmentView } from './attachment.view.ts';
import type { Upload, UploadWire } from './upload.ts';

/** An upload as its owner sees it. */
export function uploadView(upload: Upload, links: AttachmentLinks): z.input<typeof UploadWire> {
  const attachments = upload.files.map((file) => attachmentView(file, links));
  const attachment = attachments.at(-1);
  if (!attachment) throw new TypeError(`Upload ${upload.token} holds no file`);
  return { token: upload.token, expires_at: toIso(upload.valid_until), attachment, attachments };
}
