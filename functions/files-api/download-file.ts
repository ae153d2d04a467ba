import { getAttachment } from '../../shared/attachments/attachment.store.ts';
import { type Attachment, attachmentObject } from '../../shared/attachments/attachment.ts';
import { contentDisposition, savedAs } from '../../shared/attachments/content-disposition.ts';
import { servedType } from '../../shared/attachments/content-type.ts';
import { readDownloadToken } from '../../shared/attachments/download-link.ts';
import type { filesApi } from '../../shared/attachments/files.api.ts';
import { accessTo } from '../../shared/attachments/scan.ts';
import { conflict, DomainError, forbidden, notFound } from '../../shared/kernel/errors.ts';
import type { Reply, UseCase } from '../../shared/platform/http/contract.ts';
import type { FilesDeps } from './deps.ts';
import { refusalPage, wantsPage } from './refusal-page.ts';

/** What a function can answer: 6 MB, less a third for base64. */
const MAX_CARRIED = 4 * 1024 * 1024;
/** How long the bucket's own address of a large file works: long enough to begin the download. */
const REDIRECT_SECONDS = 300;
/** A scan takes seconds. */
const SCAN_SECONDS = 5;

/**
 * The file of a signed link: carried by the function when it is small, otherwise by the bucket, to which the browser is
 * sent. In both cases under a type and disposition of our choosing, so that no file can run as a page of ours. A person
 * who cannot have it reads why.
 */
export const downloadFile: UseCase<typeof filesApi.routes.download, FilesDeps> = async (request, deps) => {
  try {
    const attachment = await openFile(request.params.token, deps);
    return attachment.size > MAX_CARRIED ? await redirected(attachment, deps) : await carried(attachment, deps);
  } catch (error) {
    if (error instanceof DomainError && wantsPage(request.headers)) return refusalPage(error, request.locale);
    throw error;
  }
};

/** The record behind a token, if it may be handed out now. */
async function openFile(token: string, deps: FilesDeps): Promise<Attachment> {
  const secrets = await deps.secrets();
  const id = readDownloadToken(token, [secrets.link_key, secrets.previous_link_key], deps.now());
  if (id === undefined) throw forbidden('attachment.link_invalid');
  const attachment = await getAttachment(deps.table, id);
  if (!attachment) throw notFound('attachment');
  switch (accessTo(attachment, deps.malwareScan)) {
    case 'open':
      return attachment;
    case 'awaits_scan':
      throw conflict('attachment.awaits_scan', { retry_after: SCAN_SECONDS });
    case 'malware_found':
      throw forbidden('attachment.malware_found');
    case 'not_scannable':
      throw forbidden('attachment.not_scannable');
  }
}

/** The bucket answers without the headers that keep a browser from guessing: what it serves is only ever saved. */
async function redirected({ id, file_name, content_type }: Attachment, { objects }: FilesDeps): Promise<Reply<never>> {
  const query = {
    'response-content-type': servedType(content_type),
    'response-content-disposition': savedAs(file_name),
  };
  const location = await objects.presign('GET', attachmentObject(id), { seconds: REDIRECT_SECONDS, query });
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, content: '' };
}

async function carried({ id, file_name, content_type }: Attachment, { objects }: FilesDeps): Promise<Reply<never>> {
  const content = await objects.get(attachmentObject(id));
  if (!content) throw notFound('attachment');
  return {
    content,
    headers: {
      'content-type': servedType(content_type),
      'content-disposition': contentDisposition(file_name, content_type),
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, max-age=3600',
    },
  };
}
