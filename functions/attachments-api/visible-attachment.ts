import { getAttachment } from '../../shared/attachments/attachment.store.ts';
import type { Attachment } from '../../shared/attachments/attachment.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { getUpload } from '../../shared/attachments/upload.store.ts';
import { isOwnedBy, type Upload } from '../../shared/attachments/upload.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import { isStaff, type Principal } from '../../shared/kernel/principal.ts';
import { getComment } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';

/** The record of a file, for those who may read the comment that has it. To anyone else it does not exist. */
export async function visibleAttachment(
  id: number,
  principal: Principal,
  deps: FileDeps,
  options: { consistent?: boolean } = {},
): Promise<Attachment> {
  const attachment = await getAttachment(deps.table, id, options);
  const upload = attachment && (await getUpload(deps.table, attachment.upload));
  if (!attachment || !upload || !(await maySee(id, upload, principal, deps))) throw notFound('attachment');
  return attachment;
}

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
