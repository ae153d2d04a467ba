import { fileDeps } from '../../shared/attachments/file.deps.ts';
import { uploadsApi } from '../../shared/attachments/uploads.api.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { createUpload } from './create-upload.ts';
import { removeUpload } from './remove-upload.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(
    uploadsApi,
    { create: createUpload, remove: removeUpload },
    { ...httpDeps(outside), ...fileDeps(outside) },
  );

export const handler = connect(awsWithTable());
