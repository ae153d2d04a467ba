import * as z from 'zod/mini';
import { filesApi } from '../../shared/attachments/files.api.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { RateLimit } from '../../shared/platform/http/rate-limit.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { downloadFile } from './download-file.ts';

export function connect(outside: OutsideWithTable) {
  const { table, now, requests } = outside;
  const env = readEnv({
    FILES_BUCKET: z.string(),
    FILES_URL: z.string(),
    MALWARE_SCAN: z.enum(['on', 'off']),
    RATE_LIMIT_PER_MINUTE: z.coerce.number().check(z.int(), z.minimum(1)),
  });
  return resourceApi(
    filesApi,
    { download: downloadFile },
    {
      table,
      objects: openObjects(env.FILES_BUCKET, requests),
      secrets: secretSource(outside),
      malwareScan: env.MALWARE_SCAN === 'on',
      now,
      // A link says all there is to say: nobody is asked who they are, and no credentials are looked at on this host.
      authenticate: async () => ({ kind: 'anonymous' }),
      rateLimit: new RateLimit(env.RATE_LIMIT_PER_MINUTE),
      publicUrl: env.FILES_URL,
    },
  );
}

export const handler = connect(awsWithTable());
