import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** A file as the comment that carries it shows it; what other contexts keep of a file. */
export const AttachmentSummary = onFirstUse(() =>
  z.object({
    id: z.int(),
    file_name: z.string(),
    content_type: z.string(),
    size: z.int(),
    inline: z.boolean(),
    /** The name by which HTML refers to an inline image (RFC 2392), without angle brackets. */
    content_id: z.optional(z.string()),
  }),
);
export type AttachmentSummary = z.output<typeof AttachmentSummary>;

/** What a malware scan said of a file; the names are the wire's. */
export const ScanResult = z.enum(['not_scanned', 'malware_not_found', 'malware_found', 'failed_to_scan']);
export type ScanResult = z.output<typeof ScanResult>;

/** A file as it is kept. The bytes are the object `attachmentObject(id)`; who may have them, its upload says. */
export const Attachment = onFirstUse(() =>
  z.extend(AttachmentSummary, {
    /** Token of the upload it came with: one upload can hold several files and is claimed as a whole. */
    upload: z.string(),
    scan: ScanResult,
    created_at: z.number(),
  }),
);
export type Attachment = z.output<typeof Attachment>;

/** A file of which we have all the bytes, before it is kept. `content_type` is what its sender called it. */
export interface IncomingFile {
  readonly file_name: string;
  readonly content_type: string;
  readonly bytes: Uint8Array;
  readonly inline: boolean;
  readonly content_id?: string | undefined;
}

/** The name of a file's object. Ours alone: nothing a customer typed is ever part of it. */
export function attachmentObject(id: number): string {
  return `attachments/${id}`;
}

/** What a comment keeps of a file. */
export function summaryOf(attachment: Attachment): AttachmentSummary {
  const { id, file_name, content_type, size, inline, content_id } = attachment;
  return { id, file_name, content_type, size, inline, ...(content_id === undefined ? {} : { content_id }) };
}

/** A file in an answer of the API. */
export const AttachmentWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    file_name: z.string(),
    content_url: z.string(),
    mapped_content_url: z.string(),
    content_type: z.string(),
    size: z.int(),
    width: z.nullable(z.int()),
    height: z.nullable(z.int()),
    inline: z.boolean(),
    deleted: z.boolean(),
    malware_access_override: z.boolean(),
    malware_scan_result: ScanResult,
    thumbnails: z.array(z.unknown()),
  }),
);
