import { type AttachmentSummary, attachmentObject } from '../../shared/attachments/attachment.ts';
import { scansOf } from '../../shared/attachments/attachment-scan.store.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import { accessTo } from '../../shared/attachments/scan.ts';
import { DAY } from '../../shared/kernel/clock.ts';
import type { MailFile } from '../../shared/mail/compose-mail.ts';
import type { Delivery } from '../../shared/notifications/delivery.ts';
import type { DeliverDeps } from './deliver-mail.ts';

/** Files that go along together; larger ones are for mailboxes to refuse, so they are linked instead. */
const ATTACHED_BYTES = 5 * 1024 * 1024;
/** People read mail days later. */
const LINK_VALID = 14 * DAY;

/** How a mail brings the files of its comment. */
export interface OutgoingFiles {
  readonly attached: readonly MailFile[];
  readonly linked: readonly (readonly [name: string, url: string])[];
  /** Names of files in which malware was found. */
  readonly withheld: readonly string[];
}

/**
 * The files of a comment, along with the mail where they are small, as links where they are not. What no scan has cleared
 * yet is linked, for the link knows by then; what is malware does not go out.
 */
export async function filesOf(
  delivery: Delivery,
  attachments: readonly AttachmentSummary[],
  linkKey: string,
  deps: DeliverDeps,
): Promise<OutgoingFiles> {
  const scans = await scansOf(deps.table, attachments);
  const access = ({ id }: AttachmentSummary) => accessTo(scans.get(id) ?? { scan: 'not_scanned' }, deps.malwareScan);
  const outgoing = attachments.filter((file) => access(file) !== 'malware_found');
  const open = outgoing.filter((file) => access(file) === 'open');
  const fits = open.reduce((sum, { size }) => sum + size, 0) <= ATTACHED_BYTES;
  const sign = downloadSigner(linkKey, delivery.created_at + LINK_VALID);
  return {
    attached: fits ? (await Promise.all(open.map((file) => fileAlong(file, deps)))).flat() : [],
    linked: outgoing
      .filter((file) => !fits || !open.includes(file))
      .map(({ id, file_name }) => [file_name, linkTo(id, file_name, sign, deps)]),
    withheld: attachments.filter((file) => !outgoing.includes(file)).map(({ file_name }) => file_name),
  };
}

async function fileAlong({ id, file_name, content_type }: AttachmentSummary, deps: DeliverDeps): Promise<MailFile[]> {
  const found = await deps.files.get(attachmentObject(id));
  return found ? [{ name: file_name, contentType: content_type, bytes: found }] : [];
}

function linkTo(id: number, name: string, sign: (id: number) => string, { filesUrl }: DeliverDeps): string {
  return `${filesUrl}/attachments/token/${sign(id)}/?name=${encodeURIComponent(name)}`;
}
