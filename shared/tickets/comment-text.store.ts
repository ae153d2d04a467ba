import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Objects } from '../platform/objects.ts';
import type { Comment, NewComment } from './comment.ts';
import { DESCRIPTION_KEPT } from './ticket.ts';

/** Bytes of text a comment may have in the table; an item holds 400 kB at most (DynamoDB's limit). */
const KEPT_IN_TABLE = 100_000;
/** Characters that stay with the comment when its text is kept elsewhere: enough for a preview and a description. */
const PREVIEW = 2 * DESCRIPTION_KEPT;

const Texts = onFirstUse(() => z.object({ body: z.string(), html_body: z.nullable(z.string()) }));

/**
 * Moves texts that are too long for the table into the bucket, under the comment's own id, and leaves their beginning.
 * To be called before the comment is committed: an object without a comment does no harm.
 */
export async function keepLongText(
  objects: Objects,
  ticketId: number,
  text: NewComment & { readonly id: number },
): Promise<NewComment> {
  const { body, html_body = null } = text;
  if (Buffer.byteLength(body) + Buffer.byteLength(html_body ?? '') <= KEPT_IN_TABLE) return text;
  const key = `comments/${ticketId}/${text.id}.json`;
  await objects.put(key, JSON.stringify({ body, html_body }), 'application/json');
  return { ...text, body: body.slice(0, PREVIEW).toWellFormed(), html_body: null, body_object: key };
}

/** Comments with their whole texts. */
export function withWholeTexts(objects: Objects, comments: readonly Comment[]): Promise<Comment[]> {
  return Promise.all(
    comments.map(async (comment) => {
      if (comment.body_object === null) return comment;
      const object = await objects.get(comment.body_object);
      return object ? { ...comment, ...z.parse(Texts, JSON.parse(object.toString('utf8'))) } : comment;
    }),
  );
}
