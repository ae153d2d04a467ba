import * as z from 'zod/mini';
import { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { abortLargeUpload } from './abort-large-upload.ts';
import { beginLargeUpload } from './begin-large-upload.ts';
import { completeLargeUpload } from './complete-large-upload.ts';
import { downloadAttachment } from './download-attachment.ts';
import { showAttachment } from './show-attachment.ts';

export function connect(outside: OutsideWithTable) {
  const { table, now, random, newToken, requests } = outside;
  const { FILES_BUCKET, FILES_URL } = readEnv({ FILES_BUCKET: z.string(), FILES_URL: z.string() });
  return resourceApi(
    attachmentsApi,
    { show: showAttachment, download: downloadAttachment, beginLargeUpload, completeLargeUpload, abortLargeUpload },
    {
      ...httpDeps(outside),
      table,
      objects: openObjects(FILES_BUCKET, requests),
      secrets: secretSource(outside),
      filesUrl: FILES_URL,
      now,
      newId: idSource(now, random),
      newToken,
    },
  );
}

export const handler = connect(awsWithTable());
