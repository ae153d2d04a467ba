import * as z from 'zod/mini';
import { DomainError } from './errors.ts';

/**
 * Opaque text for a position in a list (base64url of JSON, RFC 4648 section 5). It holds no secret and grants nothing:
 * the list it belongs to is authorised again on every call.
 */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position that `encodeCursor` wrote. Throws `malformed: cursor_invalid` for anything else. */
export function decodeCursor<T>(cursor: string, schema: z.ZodMiniType<T>): T {
  try {
    return z.parse(schema, JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new DomainError('malformed', 'cursor_invalid', { cause });
  }
}
