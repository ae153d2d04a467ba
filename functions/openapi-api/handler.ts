import * as z from 'zod/mini';
import { aws } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { RateLimit } from '../../shared/platform/http/rate-limit.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { openapiApi } from '../../shared/platform/openapi.api.ts';
import { openApiJson } from './document.ts';
import { foldingSlashes } from './fold-slashes.ts';
import { showDocument } from './show-document.ts';

const env = readEnv({ PUBLIC_URL: z.string(), RATE_LIMIT_PER_MINUTE: z.coerce.number() });

const api = resourceApi(
  openapiApi,
  { show: showDocument },
  {
    document: openApiJson,
    now: aws().now,
    // The same for everyone, so nobody is asked who they are.
    authenticate: async () => ({ kind: 'anonymous' }),
    rateLimit: new RateLimit(env.RATE_LIMIT_PER_MINUTE),
    publicUrl: env.PUBLIC_URL,
  },
);

export const handler = foldingSlashes(api);
