import type * as z from 'zod/mini';
import type { AttachmentSummary, AttachmentWire } from './attachment.ts';
import type { DownloadSigner } from './download-link.ts';
import { isReleased, type Scanned } from './scan.ts';

/** What links in a view need: `baseUrl` is the API's (with `/api/v2`), `filesUrl` the host that serves files. */
export interface AttachmentLinks {
  readonly baseUrl: string;
  readonly filesUrl: string;
  readonly signer: DownloadSigner;
  /** What scans said, by file, for those who have only a file's summary. */
  readonly scans?: ReadonlyMap<number, Scanned>;
}

/** Of a file whose record nobody has read: it has only just been uploaded. */
const NOT_SCANNED: Scanned = { scan: 'not_scanned' };

/** A file as the wire shows it, with a link that works for about an hour. The caller has decided that it may be seen. */
export function attachmentView(
  file: AttachmentSummary & Partial<Scanned>,
  links: AttachmentLinks,
): z.input<typeof AttachmentWire> {
  const { scan, scan_override } = file;
  const scanned = scan ? { scan, scan_override } : (links.scans?.get(file.id) ?? NOT_SCANNED);
  const contentUrl = `${links.filesUrl}/attachments/token/${links.signer(file.id)}/?name=${encodeURIComponent(file.file_name)}`;
  return {
    url: `${links.baseUrl}/attachments/${file.id}.json`,
    id: file.id,
    file_name: file.file_name,
    content_url: contentUrl,
    mapped_content_url: contentUrl,
    content_type: file.content_type,
    size: file.size,
    width: null,
    height: null,
    inline: file.inline,
    deleted: false,
    malware_access_override: isReleased(scanned),
    malware_scan_result: scanned.scan,
    thumbnails: [],
  };
}
