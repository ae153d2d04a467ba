import { type AttachmentLinks, attachmentView } from '../attachments/attachment.view.ts';
import { toIso } from '../kernel/clock.ts';
import { htmlOfText } from '../platform/html/text-as-html.ts';
import type { Comment } from './comment.ts';
import type { CommentWire, RequestCommentWire } from './ticket-wire.ts';

/** A comment as agents see it. */
export function commentView(comment: Comment, links: AttachmentLinks): CommentWire {
  return {
    ...sharedView(comment, links),
    audit_id: comment.audit_id,
    via: comment.via,
    metadata: { system: {}, custom: {}, ...(comment.trusted ? {} : { trusted: false }) },
  };
}

/** A public comment as the ticket's requester sees it. Throws for an internal note: it has no such view. */
export function requestCommentView(comment: Comment, links: AttachmentLinks): RequestCommentWire {
  if (!comment.public) throw new TypeError('An internal note was about to be shown to a customer');
  return sharedView(comment, links);
}

function sharedView(comment: Comment, links: AttachmentLinks): RequestCommentWire {
  return {
    id: comment.id,
    type: 'Comment',
    author_id: comment.author_id,
    body: comment.body,
    html_body: comment.html_body ?? htmlOfText(comment.body),
    plain_body: comment.body,
    public: comment.public,
    attachments: comment.attachments.map((file) => attachmentView(file, links)),
    created_at: toIso(comment.created_at),
  };
}
