import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** A call of a webhook was committed and is to be made. */
export const CALL_QUEUED = 'webhook_call.queued.v1';

/** `attempt`: how many attempts were made before. Later ones come by messages that the consumer sends itself. */
export const CallQueuedData = onFirstUse(() =>
  z.object({ call_id: z.int(), webhook_id: z.int(), attempt: z._default(z.int(), 0) }),
);
export type CallQueuedData = z.output<typeof CallQueuedData>;
