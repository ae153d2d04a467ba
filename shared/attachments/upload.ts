import * as z from 'zod/mini';
import { DAY, type Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { isStaff, type Principal } from '../kernel/principal.ts';
import { type Attachment, AttachmentSummary, AttachmentWire, summaryOf } from './attachment.ts';

/** How long a token can be used in a comment. */
export const UPLOAD_VALID = 3 * DAY;
/**
 * How long after its record was made a file is looked at again: no token that could still bring it into a comment is
 * valid by then. A file in parts has hours to arrive before its token is made, and clocks may differ.
 */
export const UNCLAIMED_KEPT = UPLOAD_VALID + DAY;
/** Files under one token. */
export const MAX_FILES = 20;
/** Tokens in one comment: each is a write in its transaction. */
export const MAX_TOKENS = 5;

/**
 * Files that arrived together and are claimed together: by the token of an upload, or from the start when a mail
 * brought them. Where the files belong stands here and nowhere else, so claiming any number of files is one write.
 */
export const Upload = onFirstUse(() =>
  z.object({
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
  }),
);
export type Upload = z.output<typeof Upload>;

/** Whether an upload still waits to be used. */
export function isOpen(upload: Upload, now: Instant): boolean {
  return upload.claimed === null && upload.valid_until > now;
}

/** An upload that holds nothing and never will: what stands in the place of one that ran out. */
export function closedUpload(token: string, before: Upload | undefined, now: Instant): Upload {
  return {
    token,
    version: (before?.version ?? 0) + 1,
    owner_id: null,
    owner_is_staff: false,
    files: [],
    valid_until: now,
    claimed: null,
    created_at: before?.created_at ?? now,
  };
}

/** Whether it was closed. */
export function isClosed(upload: Upload): boolean {
  return upload.files.length === 0;
}

/** Whether it is this caller's to use: customers have their own only; agents also what another agent uploaded. */
export function isOwnedBy(upload: Upload, principal: Principal): boolean {
  if (principal.kind !== 'user') return false;
  return upload.owner_id === principal.userId || (upload.owner_is_staff && isStaff(principal));
}

/** A token as clients hand it in. */
export const UploadToken = onFirstUse(() => z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[\w-]+$/)));

/** An upload in an answer: `attachment` is the file that came last. */
export const UploadWire = onFirstUse(() =>
  z.object({
    token: z.string(),
    expires_at: z.string(),
    attachment: AttachmentWire,
    attachments: z.array(AttachmentWire),
  }),
);

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
