import { arrivedFile, deleteFileRecord } from '../../shared/attachments/attachment.store.ts';
import { type Attachment, attachmentObject } from '../../shared/attachments/attachment.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { contentTypeOf, SNIFFED_BYTES } from '../../shared/attachments/content-type.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { deleteLargeUpload, getLargeUpload } from '../../shared/attachments/large-upload.store.ts';
import { isBegunBy, isRunning, type LargeUpload } from '../../shared/attachments/large-upload.ts';
import { getUpload, putUpload } from '../../shared/attachments/upload.store.ts';
import { isClosed, newUpload, type Upload } from '../../shared/attachments/upload.ts';
import { uploadView } from '../../shared/attachments/upload.view.ts';
import { invalid, notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { completeMultipart, type SentPart } from '../../shared/platform/multipart.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';

/** Makes an upload of the parts that were sent. Done again, it answers with the same upload. */
export const completeLargeUpload: UseCase<typeof attachmentsApi.routes.completeLargeUpload, FileDeps> = async (
  request,
  deps,
) => {
  const { principal, params, body } = request;
  const now = deps.now();
  const large = await getLargeUpload(deps.table, params.id);
  if (!large || !isBegunBy(large, principal)) throw notFound('large_upload');
  const upload = (await getUpload(deps.table, large.token)) ?? (await complete(large, body.parts, principal, deps));
  if (isClosed(upload)) throw notFound('large_upload');
  const signer = downloadSigner((await deps.secrets()).link_key, now);
  return { body: { upload: uploadView(upload, { baseUrl: request.baseUrl, filesUrl: deps.filesUrl, signer }) } };
};

async function complete(
  large: LargeUpload,
  parts: readonly SentPart[],
  principal: Principal,
  deps: FileDeps,
): Promise<Upload> {
  const { objects, table } = deps;
  const now = deps.now();
  if (!isRunning(large, now)) throw notFound('large_upload');
  const key = attachmentObject(large.id);
  await completeMultipart(objects, key, large.bucket_upload, parts);
  // Refused, yet there: an earlier attempt got this far and no further.
  const object = await objects.head(key);
  if (!object) throw invalid('parts', 'attachment.parts_wrong');
  if (object.size !== large.size) {
    await objects.delete(key);
    await Promise.all([deleteLargeUpload(table, large.id), deleteFileRecord(table, large.id)]);
    throw invalid('size', 'attachment.size_differs', { declared: large.size, received: object.size });
  }
  const start = (await objects.get(key, { first: SNIFFED_BYTES })) ?? Buffer.alloc(0);
  const file: Attachment = {
    id: large.id,
    upload: large.token,
    file_name: large.file_name,
    content_type: contentTypeOf(start, large.file_name),
    size: large.size,
    inline: false,
    scan: 'not_scanned',
    created_at: large.created_at,
  };
  const upload = newUpload(large.token, file, principal, now);
  try {
    await putUpload(table, upload, [arrivedFile(file)]);
    return upload;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    const meanwhile = await getUpload(table, large.token);
    // Neither complete nor reserved any more: it was given up at the same moment.
    if (!meanwhile) throw notFound('large_upload');
    return meanwhile;
  }
}
