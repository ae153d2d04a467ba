import { reserveFile } from '../../shared/attachments/attachment.store.ts';
import { attachmentObject } from '../../shared/attachments/attachment.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { UNKNOWN_TYPE } from '../../shared/attachments/content-type.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { cleanFileName } from '../../shared/attachments/file-name.ts';
import { getLargeUpload, putLargeUpload } from '../../shared/attachments/large-upload.store.ts';
import { isRunning, LARGE_UPLOAD_VALID, type LargeUpload } from '../../shared/attachments/large-upload.ts';
import { type Instant, SECOND, toIso } from '../../shared/kernel/clock.ts';
import { DomainError, notFound } from '../../shared/kernel/errors.ts';
import { isStaff } from '../../shared/kernel/principal.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { PART_BYTES, partsOf, startMultipart } from '../../shared/platform/multipart.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';

/** Opens a way into the bucket for one file of a stated size, and answers where to put each of its parts. */
export const beginLargeUpload: UseCase<typeof attachmentsApi.routes.beginLargeUpload, FileDeps> = async (
  request,
  deps,
) => {
  const now = deps.now();
  let begun: LargeUpload | undefined;
  const id = await createOnce<number>(deps.table, request.idempotency, now, async (claim) => {
    begun = await begin(request, deps, now);
    await putLargeUpload(deps.table, begun, claim(begun.id));
    return begun.id;
  });
  const upload = begun?.id === id ? begun : await getLargeUpload(deps.table, id);
  // A repeat finds it given up, or out of time.
  if (!upload || !isRunning(upload, now)) throw notFound('large_upload');
  return { body: { large_upload: await presented(upload, deps, now) } };
};

type Asked = Parameters<UseCase<typeof attachmentsApi.routes.beginLargeUpload, FileDeps>>[0];

async function begin({ principal, body }: Asked, deps: FileDeps, now: Instant): Promise<LargeUpload> {
  if (principal.kind !== 'user') throw new DomainError('unauthenticated', 'unauthenticated');
  const token = deps.newToken();
  const file_name = cleanFileName(body.file_name);
  const reserved = {
    upload: token,
    file_name,
    content_type: UNKNOWN_TYPE,
    size: body.size,
    inline: false,
    scan: 'not_scanned',
    created_at: now,
  } as const;
  const { id } = await reserveFile(deps.table, { newId: deps.newId, alongside: watchFile }, reserved);
  return {
    id,
    token,
    bucket_upload: await startMultipart(deps.objects, attachmentObject(id), UNKNOWN_TYPE),
    owner_id: principal.userId,
    owner_is_staff: isStaff(principal),
    file_name,
    size: body.size,
    valid_until: now + LARGE_UPLOAD_VALID,
    created_at: now,
  };
}

async function presented({ id, token, size, bucket_upload, valid_until }: LargeUpload, deps: FileDeps, now: Instant) {
  const seconds = Math.ceil((valid_until - now) / SECOND);
  const parts = await Promise.all(
    partsOf(size).map(async (part) => {
      const query = { partNumber: String(part.number), uploadId: bucket_upload };
      const url = await deps.objects.presign('PUT', attachmentObject(id), { seconds, query, contentLength: part.size });
      return { ...part, url };
    }),
  );
  return { id, token, part_size: PART_BYTES, expires_at: toIso(valid_until), parts };
}
