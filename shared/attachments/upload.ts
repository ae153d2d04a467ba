import * as z from 'zod/mini';
import { DAY, type Instant } from '../kernel/clock.ts';
import { isStaff, type Principal } from '../kernel/principal.ts';
import { type Attachment, AttachmentSummary, AttachmentWire, summaryOf } from './attachment.ts';

/** How long a token can be used in a comment. */
export const UPLOAD_VALID = 3 * DAY;
/** Files under one token. */
export const MAX_FILES = 20;
/** Tokens in one comment: each is a write in its transaction. */
export const MAX_TOKENS = 5;

/**
 * Files that arrived together and are claimed together: by the token of an upload, or from the start when a mail
 * brought them. Where the files belong stands here and nowhere else, so claiming any number of files is one write.
 */
export const Upload = z.object({
  token: z.string(),
  version: z.int(),
  /** Who brought them: null for a mail. */
  owner_id: z.nullable(z.int()),
  owner_is_staff: z.boolean(),
  files: z.array(AttachmentSummary),
  valid_until: z.number(),
  /** The comment that has them, once one has. */
  claimed: z.nullable(z.object({ ticket_id: z.int(), comment_id: z.int(), at: z.number() })),
  created_at: z.number(),
});
export type Upload = z.output<typeof Upload>;

/** Whether an upload still waits to be used. */
export function isOpen(upload: Upload, now: Instant): boolean {
  return upload.claimed === null && upload.valid_until > now;
}

/** Whether it is this caller's to use: customers have their own only; agents also what another agent uploaded. */
export function isOwnedBy(upload: Upload, principal: Principal): boolean {
  if (principal.kind !== 'user') return false;
  return upload.owner_id === principal.userId || (upload.owner_is_staff && isStaff(principal));
}

/** A token as clients hand it in. */
export const UploadToken = z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[\w-]+$/));

/** An upload in an answer: `attachment` is the file that came last. */
export const UploadWire = z.object({
  token: z.string(),
  expires_at: z.string(),
  attachment: AttachmentWire,
  attachments: z.array(AttachmentWire),
});

/** An upload that begins with one file and waits three days for a comment. */
export function newUpload(token: string, file: Attachment, principal: Principal, now: Instant): Upload {
  return {
    token,
    version: 1,
    owner_id: principal.kind === 'user' ? principal.userId : null,
    owner_is_staff: isStaff(principal),
    files: [summaryOf(file)],
    valid_until: now + UPLOAD_VALID,
    claimed: null,
    created_at: now,
  };
}
