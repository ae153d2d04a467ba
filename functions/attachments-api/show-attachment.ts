import { getAttachment } from '../../shared/attachments/attachment.store.ts';
import { attachmentView } from '../../shared/attachments/attachment.view.ts';
import type { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { getUpload } from '../../shared/attachments/upload.store.ts';
import { isOwnedBy, type Upload } from '../../shared/attachments/upload.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import { isStaff, type Principal } from '../../shared/kernel/principal.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { getComment } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';

/** What is known of a file, for those who may read the comment that has it. To anyone else it does not exist. */
export const showAttachment: UseCase<typeof attachmentsApi.routes.show, FileDeps> = async (request, deps) => {
  const attachment = await getAttachment(deps.table, request.params.id);
  const upload = attachment && (await getUpload(deps.table, attachment.upload));
  if (!attachment || !upload || !(await maySee(attachment.id, upload, request.principal, deps)))
    throw notFound('attachment');
  const signer = downloadSigner((await deps.secrets()).link_key, deps.now());
  const links = { baseUrl: request.baseUrl, filesUrl: deps.filesUrl, signer };
  return { body: { attachment: attachmentView(attachment, links) } };
};

async function maySee(id: number, upload: Upload, principal: Principal, { table }: FileDeps): Promise<boolean> {
  const { claimed } = upload;
  if (claimed === null) return isOwnedBy(upload, principal);
  const [ticket, comment] = await Promise.all([
    getTicket(table, claimed.ticket_id),
    getComment(table, claimed.ticket_id, claimed.comment_id),
  ]);
  if (!ticket || !comment?.attachments.some((file) => file.id === id)) return false;
  if (isStaff(principal)) return true;
  return comment.public && principal.kind === 'user' && ticket.requester_id === principal.userId;
}
