import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ScanOverride, ScanResult } from './scan.ts';

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
    /** A picture or recording that is not whole: nobody can open it. */
    broken: z.optional(z.literal(true)),
  }),
);
export type AttachmentSummary = z.output<typeof AttachmentSummary>;

/** A file as it is kept. The bytes are the object `attachmentObject(id)`; who may have them, its upload says. */
export const Attachment = onFirstUse(() =>
  z.extend(AttachmentSummary, {
    /** Token of the upload it came with: one upload can hold several files and is claimed as a whole. */
    upload: z.string(),
    scan: ScanResult,
    scan_override: z.nullish(ScanOverride),
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

/** The file whose object bears a name; undefined for every other object. */
export function fileOfObject(key: string): number | undefined {
  const [, id] = /^attachments\/([1-9]\d{0,15})$/.exec(key) ?? [];
  return id === undefined ? undefined : Number(id);
}

/** What a comment keeps of a file. */
export function summaryOf(attachment: Attachment): AttachmentSummary {
  const { id, file_name, content_type, size, inline, content_id, broken } = attachment;
  const named = content_id === undefined ? {} : { content_id };
  return { id, file_name, content_type, size, inline, ...named, ...(broken ? { broken } : {}) };
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
