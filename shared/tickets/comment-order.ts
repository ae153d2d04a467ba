import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** How clients name the order of a list of comments: by either of two parameters. */
export const COMMENT_ORDER_QUERY = onFirstUse(() => ({
  sort: z.optional(z.enum(['created_at', '-created_at'])),
  sort_order: z.optional(z.enum(['asc', 'desc'])),
}));

/** The order that is asked for; the oldest comment comes first when none is. */
export function commentOrder({ sort, sort_order }: { sort?: string | undefined; sort_order?: string | undefined }): {
  descending: boolean;
} {
  return { descending: sort === '-created_at' || sort_order === 'desc' };
}
