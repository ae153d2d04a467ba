import { attachmentView } from '../../shared/attachments/attachment.view.ts';
import { setScanOverride } from '../../shared/attachments/attachment-scan.store.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { DomainError, notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { log } from '../../shared/platform/log.ts';
import { visibleAttachment } from './visible-attachment.ts';

/** Releases a file whatever its scan said, or takes that back. Who did it is on its record and in the log. */
export const updateAttachment: UseCase<typeof attachmentsApi.routes.update, FileDeps> = async (request, deps) => {
  const { params, principal, body, baseUrl } = request;
  if (principal.kind !== 'user') throw new DomainError('unauthenticated', 'unauthenticated');
  const released = body.attachment.malware_access_override;
  const { id, scan } = await visibleAttachment(params.id, principal, deps, { consistent: true });
  const override = released ? { by: principal.userId, at: deps.now(), of: scan } : null;
  const updated = await setScanOverride(deps.table, id, override);
  if (!updated) throw notFound('attachment');
  log.info('malware_access_override', { attachment_id: id, by: principal.userId, released, scan });
  const signer = downloadSigner((await deps.secrets()).link_key, deps.now());
  return { body: { attachment: attachmentView(updated, { baseUrl, filesUrl: deps.filesUrl, signer }) } };
};
