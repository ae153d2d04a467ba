import { getAttachment } from '../../shared/attachments/attachment.store.ts';
import { type Attachment, attachmentObject } from '../../shared/attachments/attachment.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { contentDisposition } from '../../shared/attachments/content-disposition.ts';
import { servedType } from '../../shared/attachments/content-type.ts';
import { readDownloadToken } from '../../shared/attachments/download-link.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { forbidden, notFound } from '../../shared/kernel/errors.ts';
import type { Reply, UseCase } from '../../shared/platform/http/contract.ts';

/** What a function can answer: 6 MB, less a third for base64. */
const MAX_CARRIED = 4 * 1024 * 1024;
/** How long the bucket's own address of a large file works: long enough to begin the download. */
const REDIRECT_SECONDS = 300;

/**
 * The file of a signed link: carried by the function when it is small, otherwise by the bucket, to which the browser is
 * sent. In both cases under a type and disposition of our choosing, so that no file can run as a page of ours.
 */
export const downloadAttachment: UseCase<typeof attachmentsApi.routes.download, FileDeps> = async (request, deps) => {
  const secrets = await deps.secrets();
  const id = readDownloadToken(request.params.token, [secrets.link_key, secrets.previous_link_key], deps.now());
  if (id === undefined) throw forbidden('attachment.link_invalid');
  const attachment = await getAttachment(deps.table, id);
  if (!attachment) throw notFound('attachment');
  return attachment.size > MAX_CARRIED ? redirected(attachment, deps) : carried(attachment, deps);
};

async function redirected(attachment: Attachment, deps: FileDeps): Promise<Reply<never>> {
  const query = {
    'response-content-type': servedType(attachment.content_type),
    'response-content-disposition': contentDisposition(attachment.file_name, attachment.content_type),
  };
  const location = await deps.objects.presign('GET', attachmentObject(attachment.id), {
    seconds: REDIRECT_SECONDS,
    query,
  });
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, content: '' };
}

async function carried(attachment: Attachment, deps: FileDeps): Promise<Reply<never>> {
  const content = await deps.objects.get(attachmentObject(attachment.id));
  if (!content) throw notFound('attachment');
  return {
    content,
    headers: {
      'content-type': servedType(attachment.content_type),
      'content-disposition': contentDisposition(attachment.file_name, attachment.content_type),
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private, max-age=3600',
    },
  };
}
