import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

const SnsMessage = onFirstUse(() => z.object({ Type: z.literal('Notification'), Message: z.string() }));

/**
 * What a topic sent: the message inside the wrapper of SNS, or the body itself where the queue gets messages raw. A text
 * that is no JSON, as AWS sends once to try a topic out, stays a text.
 */
export function unwrapSns(body: unknown): unknown {
  const wrapped = z.safeParse(SnsMessage, body);
  if (!wrapped.success) return body;
  try {
    return JSON.parse(wrapped.data.Message);
  } catch {
    return wrapped.data.Message;
  }
}
