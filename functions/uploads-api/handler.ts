import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { uploadsApi } from '../../shared/attachments/uploads.api.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { createUpload } from './create-upload.ts';
import { removeUpload } from './remove-upload.ts';

const { FILES_BUCKET, FILES_URL } = readEnv({ FILES_BUCKET: z.string(), FILES_URL: z.string() });

export const handler = resourceApi(
  uploadsApi,
  { create: createUpload, remove: removeUpload },
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
