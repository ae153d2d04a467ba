import * as z from 'zod/mini';
import { toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { ApiToken } from './api-token.ts';

/** A token as the wire shows it. `token`, the secret, is there once: in the answer that made it. */
export const ApiTokenWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    user_id: z.int(),
    description: z.string(),
    created_at: z.string(),
    token: z.optional(z.string()),
  }),
);

/** A token, for its owner and administrators; never with its hash. */
export function apiTokenView(token: ApiToken, baseUrl: string): z.input<typeof ApiTokenWire> {
  const { id, user_id, description, created_at } = token;
  return { url: `${baseUrl}/api_tokens/${id}.json`, id, user_id, description, created_at: toIso(created_at) };
}
