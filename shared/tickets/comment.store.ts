import * as z from 'zod/mini';
import type { IdRange } from '../platform/http/paging.ts';
import { COMMENT_PREFIX, commentKey } from '../platform/table/keys.ts';
import { prefixQuery } from '../platform/table/prefix-query.ts';
import type { Table } from '../platform/table/table.ts';
import { Comment } from './comment.ts';

/** One comment of a ticket, whatever its audience. */
export async function getComment(table: Table, ticketId: number, id: number): Promise<Comment | undefined> {
  const item = await table.get(commentKey(ticketId, id), { consistent: true });
  return item && z.parse(Comment, item);
}

/** The comments with these ids that exist, by id. Each is named with its ticket. */
export async function getComments(
  table: Table,
  wanted: readonly { readonly ticket_id: number; readonly id: number }[],
): Promise<Map<number, Comment>> {
  if (wanted.length === 0) return new Map();
  const items = await table.batchGet(wanted.map(({ ticket_id, id }) => commentKey(ticket_id, id)));
  return new Map(items.map((item) => z.parse(Comment, item)).map((comment) => [comment.id, comment]));
}

/** Comments of a ticket in order of time; without internal notes where only `publicOnes` are asked for. */
export async function listComments(
  table: Table,
  ticketId: number,
  range: IdRange,
  publicOnes = false,
): Promise<Comment[]> {
  const query = prefixQuery(COMMENT_PREFIX, (id) => commentKey(ticketId, id), range);
  const comments: Comment[] = [];
  let after = query.after;
  do {
    const page = await table.query({ ...query, after, limit: range.limit - comments.length });
    const read = page.items.map((item) => z.parse(Comment, item));
    comments.push(...(publicOnes ? read.filter((comment) => comment.public) : read));
    after = page.next;
  } while (after && comments.length < range.limit);
  return comments;
}
