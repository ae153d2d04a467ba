import { claimUploads } from '../attachments/upload.store.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Write } from '../platform/table/table-input.ts';
import type { NewComment } from './comment.ts';
import { keepLongText } from './comment-text.store.ts';
import type { TicketDeps } from './ticket.deps.ts';
import type { CommentInput } from './ticket-input.ts';
import { cleanText } from './ticket-values.ts';

/** A comment that is ready to be committed, with the writes that claim its files. */
export interface PreparedComment {
  readonly comment: NewComment;
  readonly writes: readonly Write[];
}

/**
 * Makes a comment, still without an author, of what a client sent: HTML made safe, plain text derived from it, files claimed, and a text that is
 * too long for the table put into the bucket. Throws `invalid` for files that are not the caller's to use.
 */
export async function prepareComment(
  deps: Pick<TicketDeps, 'table' | 'objects' | 'newId' | 'now'>,
  ticketId: number,
  input: CommentInput,
  by: { readonly principal: Principal; readonly from: 'customer' | 'staff' },
): Promise<PreparedComment> {
  const id = deps.newId();
  const { html_body, body } = input.html_body
    ? await readHtml(input.html_body, by.from)
    : { html_body: null, body: cleanText(input.body ?? '') };
  const { attachments, writes } = await claim(deps, ticketId, id, input.uploads ?? [], by.principal);
  const text = { id, body, html_body, public: input.public ?? true, attachments };
  return { comment: await keepLongText(deps.objects, ticketId, text), writes };
}

/** Pictures of other servers load by themselves from our own people only: whoever looks at one is seen by its owner. */
async function readHtml(html: string, from: 'customer' | 'staff') {
  // Loaded when they are first needed: they take as long to load as everything else here together.
  const [{ safeHtml }, { textOfHtml }] = await Promise.all([
    import('../platform/html/safe-html.ts'),
    import('../platform/html/html-as-text.ts'),
  ]);
  return { html_body: safeHtml(html, { pictures: from === 'staff' ? 'any' : 'own' }), body: textOfHtml(html) };
}

async function claim(
  deps: Pick<TicketDeps, 'table' | 'now'>,
  ticketId: number,
  commentId: number,
  tokens: readonly string[],
  principal: Principal,
) {
  if (tokens.length === 0) return { attachments: [], writes: [] };
  return claimUploads(deps.table, tokens, { ticketId, commentId, principal, now: deps.now() });
}
