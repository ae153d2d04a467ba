import { type AttachmentSummary, attachmentObject } from '../../shared/attachments/attachment.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import { DAY } from '../../shared/kernel/clock.ts';
import type { MailFile } from '../../shared/mail/compose-mail.ts';
import type { Delivery } from '../../shared/notifications/delivery.ts';
import type { DeliverDeps } from './deliver-mail.ts';

/** Files that go along together; larger ones are for mailboxes to refuse, so they are linked instead. */
const ATTACHED_BYTES = 5 * 1024 * 1024;
/** People read mail days later. */
const LINK_VALID = 14 * DAY;

/** The files of a comment, along with the mail where they are small, as links where they are not. */
export async function filesOf(
  delivery: Delivery,
  attachments: readonly AttachmentSummary[],
  linkKey: string,
  deps: DeliverDeps,
): Promise<{ attached: readonly MailFile[]; linked: readonly (readonly [name: string, url: string])[] }> {
  const bytes = attachments.reduce((sum, { size }) => sum + size, 0);
  if (bytes > ATTACHED_BYTES) {
    const sign = downloadSigner(linkKey, delivery.created_at + LINK_VALID);
    return {
      attached: [],
      linked: attachments.map(({ id, file_name }) => [file_name, linkTo(id, file_name, sign, deps)]),
    };
  }
  const attached = await Promise.all(
    attachments.map(async ({ id, file_name, content_type }): Promise<MailFile[]> => {
      const found = await deps.files.get(attachmentObject(id));
      return found ? [{ name: file_name, contentType: content_type, bytes: found }] : [];
    }),
  );
  return { attached: attached.flat(), linked: [] };
}

function linkTo(id: number, name: string, sign: (id: number) => string, { filesUrl }: DeliverDeps): string {
  return `${filesUrl}/attachments/token/${sign(id)}/?name=${encodeURIComponent(name)}`;
}
