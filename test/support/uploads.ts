import { randomUUID } from 'node:crypto';
import { abortLargeUpload } from '../../functions/attachments-api/abort-large-upload.ts';
import { beginLargeUpload } from '../../functions/attachments-api/begin-large-upload.ts';
import { completeLargeUpload } from '../../functions/attachments-api/complete-large-upload.ts';
import { downloadAttachment } from '../../functions/attachments-api/download-attachment.ts';
import { showAttachment } from '../../functions/attachments-api/show-attachment.ts';
import { createUpload } from '../../functions/uploads-api/create-upload.ts';
import { removeUpload } from '../../functions/uploads-api/remove-upload.ts';
import { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { uploadsApi } from '../../shared/attachments/uploads.api.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { type ApiRequest, callApi, TEST_SECRETS, testDeps } from './call-api.ts';
import { aClock } from './clock.ts';
import { aBucket } from './objects.ts';
import { aTable } from './table.ts';

export const PNG = Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR', 'latin1');
const FILES_URL = 'https://files.moorline.test';

/** Both file functions over a table, a bucket and a clock of their own. */
export async function aFileService(options: { readonly newId?: NewId } = {}) {
  const clock = aClock();
  const [table, bucket] = await Promise.all([aTable(), aBucket()]);
  const deps = {
    ...testDeps(table, clock),
    objects: bucket,
    secrets: async () => TEST_SECRETS,
    filesUrl: FILES_URL,
    newToken: randomUUID,
    ...options,
  };
  const uploads = resourceApi(uploadsApi, { create: createUpload, remove: removeUpload }, deps);
  const attachments = resourceApi(
    attachmentsApi,
    { show: showAttachment, download: downloadAttachment, beginLargeUpload, completeLargeUpload, abortLargeUpload },
    deps,
  );
  return {
    clock,
    table,
    bucket,
    uploads: (request: Omit<ApiRequest, 'gateway'>) => callApi(uploads, { ...request, gateway: 'rest' }),
    attachments: (request: ApiRequest) => callApi(attachments, request),
    /** Follows a `content_url`. */
    download: (contentUrl: string) => callApi(attachments, { method: 'GET', path: contentUrl.slice(FILES_URL.length) }),
  };
}
