import { toIso } from '../kernel/clock.ts';
import { htmlOfText } from '../platform/html/text-as-html.ts';
import type { Audit, AuditEvent } from './audit.ts';
import type { Comment } from './comment.ts';
import type { AuditWire } from './ticket-wire.ts';

const TIMES: readonly string[] = ['due_at', 'deleted_at'];

/** An audit as agents see it; `comments` are those its lines may be about, by id. */
export function auditView(audit: Audit, comments: ReadonlyMap<number, Comment>): AuditWire {
  return {
    id: audit.id,
    ticket_id: audit.ticket_id,
    created_at: toIso(audit.created_at),
    author_id: audit.author_id,
    metadata: { system: {}, custom: audit.reason === null ? {} : { reason: audit.reason } },
    events: audit.events.map((event) => eventView(event, audit, comments)),
    via: audit.via,
  };
}

function eventView(event: AuditEvent, audit: Audit, comments: ReadonlyMap<number, Comment>): Record<string, unknown> {
  switch (event.type) {
    case 'Comment': {
      const comment = comments.get(event.comment_id);
      return comment ? { ...event, ...commentText(comment), audit_id: audit.id } : { ...event, audit_id: audit.id };
    }
    case 'Create':
      return { ...event, value: valueView(event.field_name, event.value) };
    case 'Change': {
      const { field_name, value, previous_value } = event;
      return { ...event, value: valueView(field_name, value), previous_value: valueView(field_name, previous_value) };
    }
    case 'SlaBreach':
    case 'SlaWarning':
      return { ...event, due_at: toIso(event.due_at) };
    default:
      return event;
  }
}

/** Clients of this API find a comment's text in the audit that made it; `public` is what the comment is now. */
function commentText(comment: Comment) {
  return {
    id: comment.id,
    author_id: comment.author_id,
    body: comment.body,
    html_body: comment.html_body ?? htmlOfText(comment.body),
    plain_body: comment.body,
    public: comment.public,
  };
}

/** Ids and times stand as texts in the lines of an audit; lists, custom values and nulls as they are. */
function valueView(field: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return TIMES.includes(field) ? toIso(value) : String(value);
}
