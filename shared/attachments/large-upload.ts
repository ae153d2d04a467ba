import * as z from 'zod/mini';
import { HOUR, type Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Principal } from '../kernel/principal.ts';
import { isStaff } from '../kernel/principal.ts';

/** How long the addresses of its parts work. */
export const LARGE_UPLOAD_VALID = 2 * HOUR;
export const MAX_LARGE_UPLOAD = 500 * 1024 * 1024;

/**
 * A file on its way to the bucket in parts, past our functions. `id` is the attachment's that it becomes, `token` the
 * upload's; both are decided at the start, so that completing it twice is completing it once.
 */
export const LargeUpload = onFirstUse(() =>
  z.object({
    id: z.int(),
    token: z.string(),
    /** The bucket's own id of it. */
    bucket_upload: z.string(),
    owner_id: z.int(),
    owner_is_staff: z.boolean(),
    file_name: z.string(),
    size: z.int(),
    valid_until: z.number(),
    created_at: z.number(),
  }),
);
export type LargeUpload = z.output<typeof LargeUpload>;

/** Whether this caller began it. */
export function isBegunBy(upload: LargeUpload, principal: Principal): boolean {
  return (
    principal.kind === 'user' && principal.userId === upload.owner_id && isStaff(principal) === upload.owner_is_staff
  );
}

/** Whether its parts can still be sent. */
export function isRunning(upload: LargeUpload, now: Instant): boolean {
  return upload.valid_until > now;
}
