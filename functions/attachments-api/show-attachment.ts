import { attachmentView } from '../../shared/attachments/attachment.view.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { visibleAttachment } from './visible-attachment.ts';

/** What is known of a file, with a link to it. */
export const showAttachment: UseCase<typeof attachmentsApi.routes.show, FileDeps> = async (request, deps) => {
  const attachment = await visibleAttachment(request.params.id, request.principal, deps);
  const signer = downloadSigner((await deps.secrets()).link_key, deps.now());
  return {
    body: { attachment: attachmentView(attachment, { baseUrl: request.baseUrl, filesUrl: deps.filesUrl, signer }) },
  };
};
