import * as z from 'zod/mini';
import type { FieldError } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id, text } from '../people/wire-fields.ts';
import type { TicketChange } from './change-ticket.ts';
import type { NewComment } from './comment.ts';
import { MAX_RECIPIENTS, type Ticket } from './ticket.ts';
import { cleanText } from './ticket-values.ts';

/** Tickets that one request merges at most: each is read, and locked out of changes of the target, one by one. */
const MERGED_AT_MOST = 20;
const MAX_MERGE_COMMENT = 10_000;
/** What tells merged tickets from solved ones in lists and rules. */
export const MERGED_TAG = 'closed_by_merge';

/** What an agent may say about a merge. Nothing of it is for customers unless they say so. */
export const MergeInput = onFirstUse(() =>
  z.object({
    ids: z.array(Id).check(z.minLength(1), z.maxLength(MERGED_AT_MOST)),
    target_comment: z.nullish(text(MAX_MERGE_COMMENT)),
    source_comment: z.nullish(text(MAX_MERGE_COMMENT)),
    target_comment_is_public: z.nullish(z.boolean()),
    source_comment_is_public: z.nullish(z.boolean()),
  }),
);
export type MergeInput = z.output<typeof MergeInput>;

const Said = onFirstUse(() => z.object({ text: z.nullable(z.string()), public: z.boolean() }));
/** What is to be said on a ticket about a merge; without words of their own we say it in ours. */
export type Said = z.output<typeof Said>;

/** One ticket that is merged, as a row of the job; the first row also carries what is said on the target. */
export const MergeRow = onFirstUse(() =>
  z.object({
    id: z.int(),
    into: z.int(),
    on_source: Said,
    on_target: z.optional(z.object({ ids: z.array(z.int()), said: Said })),
  }),
);
export type MergeRow = z.output<typeof MergeRow>;

/** The rows of the job that a request to merge becomes, one for each ticket that is merged. */
export function mergeRows(into: number, input: MergeInput): MergeRow[] {
  const ids = [...new Set(input.ids)];
  const on_source: Said = { text: input.source_comment ?? null, public: input.source_comment_is_public ?? false };
  const said: Said = { text: input.target_comment ?? null, public: input.target_comment_is_public ?? false };
  return ids.map((id, at) => ({ id, into, on_source, ...(at === 0 ? { on_target: { ids, said } } : {}) }));
}

/** Why a ticket cannot be merged into another; undefined when it can. What is closed is final, on both sides. */
export function mergeRefusal(id: number, source: Ticket | undefined, target: Ticket): FieldError | undefined {
  const refusal = (field: string, code: string) => ({ field, code, params: { id: field === 'id' ? target.id : id } });
  if (target.status === 'closed') return refusal('id', 'ticket.merge_target_closed');
  if (id === target.id) return refusal('ids', 'ticket.merge_into_itself');
  if (!source) return refusal('ids', 'ticket.merge_unknown');
  if (source.merged_into_id !== null) return refusal('ids', 'ticket.merge_again');
  return source.status === 'closed' ? refusal('ids', 'ticket.merge_source_closed') : undefined;
}

/** What becomes of a ticket that goes on in another. `ours` is what we say where the agent said nothing. */
export function sourceChange(source: Ticket, into: number, said: Said, ours: string): TicketChange {
  const tags = source.tags.includes(MERGED_TAG) ? source.tags : [...source.tags, MERGED_TAG];
  return { merged_into_id: into, fields: { tags }, comment: mergeComment(said, ours, []) };
}

/**
 * What becomes of the ticket in which others go on: a comment that names them. Whoever asked, or was copied, there hears
 * of it from now on only when the agent tells its people openly: an internal merge of two customers' tickets must not
 * make one a reader of the other's.
 */
export function targetChange(target: Ticket, sources: readonly Ticket[], said: Said, ours: string): TicketChange {
  const comment = mergeComment(said, ours, sources);
  if (!said.public) return { comment };
  const joining = sources
    .filter(({ is_public }) => is_public)
    .flatMap(({ requester_id, email_cc_ids }) => [requester_id, ...email_cc_ids]);
  const everybody = new Set([...target.email_cc_ids, ...joining]);
  everybody.delete(target.requester_id);
  if (everybody.size === target.email_cc_ids.length) return { comment };
  const most = Math.max(MAX_RECIPIENTS, target.email_cc_ids.length);
  return { comment, fields: { email_cc_ids: [...everybody].slice(0, most) } };
}

/** The agent's words, with the numbers they leave out below them. Ours are a machine's, unless they are for customers. */
function mergeComment(said: Said, ours: string, mustName: readonly Ticket[]): NewComment {
  const words = cleanText(said.text ?? '').trim();
  const named = new Set([...words.matchAll(/#(\d+)/g)].map(([, number]) => Number(number)));
  const isComplete = words !== '' && mustName.every(({ id }) => named.has(id));
  const body = isComplete ? words : [words, ours].filter(Boolean).join('\n\n');
  return { body, public: said.public, origin: words !== '' || said.public ? 'person' : 'system' };
}
