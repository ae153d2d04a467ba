import { attachmentsApi } from '../../shared/attachments/attachments.api.ts';
import { fileDeps } from '../../shared/attachments/file.deps.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { abortLargeUpload } from './abort-large-upload.ts';
import { beginLargeUpload } from './begin-large-upload.ts';
import { completeLargeUpload } from './complete-large-upload.ts';
import { showAttachment } from './show-attachment.ts';
import { updateAttachment } from './update-attachment.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(
    attachmentsApi,
    { show: showAttachment, update: updateAttachment, beginLargeUpload, completeLargeUpload, abortLargeUpload },
    { ...httpDeps(outside), ...fileDeps(outside) },
  );

export const handler = connect(awsWithTable());
