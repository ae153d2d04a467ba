import { deleteFileRecord } from '../../shared/attachments/attachment.store.ts';
import { attachmentObject } from '../../shared/attachments/attachment.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { deleteLargeUpload, getLargeUpload } from '../../shared/attachments/large-upload.store.ts';
import { isBegunBy } from '../../shared/attachments/large-upload.ts';
import { getUpload } from '../../shared/attachments/upload.store.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { abortMultipart } from '../../shared/platform/multipart.ts';

/** Gives up an upload in parts. One that is complete is an upload like any other and is taken back as such. */
export const abortLargeUpload: UseCase<typeof attachmentsApi.routes.abortLargeUpload, FileDeps> = async (
  request,
  deps,
) => {
  const large = await getLargeUpload(deps.table, request.params.id);
  if (!large || !isBegunBy(large, request.principal)) throw notFound('large_upload');
  if (await getUpload(deps.table, large.token)) throw notFound('large_upload');
  await abortMultipart(deps.objects, attachmentObject(large.id), large.bucket_upload);
  await Promise.all([deleteLargeUpload(deps.table, large.id), deleteFileRecord(deps.table, large.id)]);
  return {};
};
