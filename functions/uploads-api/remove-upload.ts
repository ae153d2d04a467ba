import { attachmentObject } from '../../shared/attachments/attachment.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { deleteUpload } from '../../shared/attachments/upload.store.ts';
import type { uploadsApi } from '../../shared/attachments/uploads.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';

/** Takes back an upload: first its token, so that no comment can claim files that are about to go. */
export const removeUpload: UseCase<typeof uploadsApi.routes.remove, FileDeps> = async (request, deps) => {
  const upload = await deleteUpload(deps.table, request.params.token, request.principal);
  await Promise.all(upload.files.map((file) => deps.objects.delete(attachmentObject(file.id))));
  return {};
};
