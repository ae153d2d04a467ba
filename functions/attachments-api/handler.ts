import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { abortLargeUpload } from './abort-large-upload.ts';
import { beginLargeUpload } from './begin-large-upload.ts';
import { completeLargeUpload } from './complete-large-upload.ts';
import { downloadAttachment } from './download-attachment.ts';
import { showAttachment } from './show-attachment.ts';

const { FILES_BUCKET, FILES_URL } = readEnv({ FILES_BUCKET: z.string(), FILES_URL: z.string() });

export const handler = resourceApi(
  attachmentsApi,
  { show: showAttachment, download: downloadAttachment, beginLargeUpload, completeLargeUpload, abortLargeUpload },
  {
    ...httpDeps(theTable()),
    table: theTable(),
    objects: openObjects(FILES_BUCKET),
    secrets: secretSource(),
    filesUrl: FILES_URL,
    now: Date.now,
    newId: idSource(Date.now, Math.random),
    newToken: randomUUID,
  },
);
