import { randomUUID } from 'node:crypto';
import { abortLargeUpload } from '../../functions/attachments-api/abort-large-upload.ts';
import { beginLargeUpload } from '../../functions/attachments-api/begin-large-upload.ts';
import { completeLargeUpload } from '../../functions/attachments-api/complete-large-upload.ts';
import { showAttachment } from '../../functions/attachments-api/show-attachment.ts';
import { updateAttachment } from '../../functions/attachments-api/update-attachment.ts';
import { downloadFile } from '../../functions/files-api/download-file.ts';
import { recordScanResult } from '../../functions/record-scan-results/record-scan-result.ts';
import { createUpload } from '../../functions/uploads-api/create-upload.ts';
import { removeUpload } from '../../functions/uploads-api/remove-upload.ts';
import { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { filesApi } from '../../shared/attachments/files.api.ts';
import { uploadsApi } from '../../shared/attachments/uploads.api.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { aScanReport, type ScanStatus } from './a-scan-report.ts';
import { type ApiRequest, callApi, TEST_SECRETS, testDeps } from './call-api.ts';
import { aClock } from './clock.ts';
import { aBucket } from './objects.ts';
import { aTable } from './table.ts';

export const PNG = Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR', 'latin1');
const FILES_URL = 'https://files.moorline.test';

/** The functions of files over a table, a bucket and a clock of their own; nothing is scanned unless that is asked for. */
export async function aFileService(options: { readonly newId?: NewId; readonly malwareScan?: boolean } = {}) {
  const clock = aClock();
  const [table, bucket] = await Promise.all([aTable(), aBucket()]);
  const deps = {
    ...testDeps(table, clock),
    objects: bucket,
    secrets: async () => TEST_SECRETS,
    filesUrl: FILES_URL,
    newToken: randomUUID,
    malwareScan: false,
    ...options,
  };
  const uploads = resourceApi(uploadsApi, { create: createUpload, remove: removeUpload }, deps);
  const attachments = resourceApi(
    attachmentsApi,
    { show: showAttachment, update: updateAttachment, beginLargeUpload, completeLargeUpload, abortLargeUpload },
    deps,
  );
  const files = resourceApi(filesApi, { download: downloadFile }, deps);
  return {
    clock,
    table,
    bucket,
    uploads: (request: Omit<ApiRequest, 'gateway'>) => callApi(uploads, { ...request, gateway: 'rest' }),
    attachments: (request: ApiRequest) => callApi(attachments, request),
    /** Follows a `content_url`. */
    download: (contentUrl: string, headers: Readonly<Record<string, string>> = {}) =>
      callApi(files, { method: 'GET', path: contentUrl.slice(FILES_URL.length), headers }),
    /** GuardDuty says something of a file. */
    scanned: (id: number, status: ScanStatus) => recordScanResult(aScanReport(`attachments/${id}`, status), { table }),
  };
}
