import * as z from 'zod/mini';
import { AttachmentSummary } from '../attachments/attachment.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Role } from '../kernel/principal.ts';
import { Via } from './ticket.ts';

/**
 * What the text is: something a person wrote, or what a machine sent. Machines never reopen, answer or stop a clock; nor
 * does what was `unsent`, an agent's answer by mail in which nothing new was found.
 */
const CommentOrigin = z.enum(['person', 'auto-reply', 'bounce', 'system', 'unsent']);
type CommentOrigin = z.output<typeof CommentOrigin>;

export const Comment = onFirstUse(() =>
  z.object({
    id: z.int(),
    ticket_id: z.int(),
    audit_id: z.int(),
    /** -1 for the system itself. */
    author_id: z.int(),
    author_role: z.enum(['end-user', 'agent', 'admin', 'system']),
    /** What a reader sees, as plain text. */
    body: z.string(),
    html_body: z.nullable(z.string()),
    /** Where the texts are when they are too long for the table: an object holding `{body, html_body}`. */
    body_object: z.nullable(z.string()),
    public: z.boolean(),
    origin: CommentOrigin,
    /** False: it may not be by whom it says, and is here by an agent's judgement. */
    trusted: z._default(z.boolean(), true),
    attachments: z.array(AttachmentSummary),
    via: Via,
    created_at: z.number(),
  }),
);
export type Comment = z.output<typeof Comment>;

/** A comment about to be made. */
export interface NewComment {
  /** Where the id had to be known before, because files or a long text are kept under it. */
  readonly id?: number;
  readonly body: string;
  readonly html_body?: string | null;
  readonly body_object?: string | null;
  readonly public: boolean;
  readonly origin?: CommentOrigin;
  readonly trusted?: boolean;
  /** Who wrote it, where that is not the actor: an agent may enter what a customer said. */
  readonly author?: { readonly id: number; readonly role: Role };
  readonly attachments?: readonly AttachmentSummary[];
}
