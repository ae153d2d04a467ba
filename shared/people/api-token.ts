import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** A key by which a program calls in a person's name. The secret itself is shown once and never kept. */
export const ApiToken = onFirstUse(() =>
  z.object({
    id: z.int(),
    user_id: z.int(),
    description: z.string(),
    /** Hex SHA-256 of the secret: 256 random bits need no salt and no slow hash. */
    sha256: z.string(),
    created_at: z.number(),
    revoked_at: z.nullable(z.number()),
  }),
);
export type ApiToken = z.output<typeof ApiToken>;
