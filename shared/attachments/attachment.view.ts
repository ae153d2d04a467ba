import type * as z from 'zod/mini';
import type { AttachmentSummary, AttachmentWire, ScanResult } from './attachment.ts';
import type { DownloadSigner } from './download-link.ts';

/** What links in a view need: `baseUrl` is the API's (with `/api/v2`), `filesUrl` the host that serves files. */
export interface AttachmentLinks {
  readonly baseUrl: string;
  readonly filesUrl: string;
  readonly signer: DownloadSigner;
}

/** A file as the wire shows it, with a link that works for about an hour. The caller has decided that it may be seen. */
export function attachmentView(
  file: AttachmentSummary & { readonly scan?: ScanResult },
  links: AttachmentLinks,
): z.input<typeof AttachmentWire> {
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
    malware_access_override: false,
    malware_scan_result: file.scan ?? 'not_scanned',
    thumbnails: [],
  };
}
