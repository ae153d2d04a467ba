import { reserveFile } from '../../shared/attachments/attachment.store.ts';
import { attachmentObject } from '../../shared/attachments/attachment.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { UNKNOWN_TYPE } from '../../shared/attachments/content-type.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { cleanFileName } from '../../shared/attachments/file-name.ts';
import { putLargeUpload } from '../../shared/attachments/large-upload.store.ts';
import { LARGE_UPLOAD_VALID, type LargeUpload } from '../../shared/attachments/large-upload.ts';
import { SECOND, toIso } from '../../shared/kernel/clock.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { isStaff } from '../../shared/kernel/principal.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { PART_BYTES, partsOf, startMultipart } from '../../shared/platform/multipart.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';

/** Opens a way into the bucket for one file of a stated size, and answers where to put each of its parts. */
export const beginLargeUpload: UseCase<typeof attachmentsApi.routes.beginLargeUpload, FileDeps> = async (
  request,
  deps,
) => {
  const { principal, body } = request;
  if (principal.kind !== 'user') throw new DomainError('unauthenticated', 'unauthenticated');
  const now = deps.now();
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
  const key = attachmentObject(id);
  const upload: LargeUpload = {
    id,
    token,
    bucket_upload: await startMultipart(deps.objects, key, UNKNOWN_TYPE),
    owner_id: principal.userId,
    owner_is_staff: isStaff(principal),
    file_name,
    size: body.size,
    valid_until: now + LARGE_UPLOAD_VALID,
    created_at: now,
  };
  await putLargeUpload(deps.table, upload);
  const parts = await Promise.all(
    partsOf(upload.size).map(async ({ number, size }) => {
      const query = { partNumber: String(number), uploadId: upload.bucket_upload };
      const url = await deps.objects.presign('PUT', key, {
        seconds: LARGE_UPLOAD_VALID / SECOND,
        query,
        contentLength: size,
      });
      return { number, size, url };
    }),
  );
  return {
    body: {
      large_upload: { id, token: upload.token, part_size: PART_BYTES, expires_at: toIso(upload.valid_until), parts },
    },
  };
};
