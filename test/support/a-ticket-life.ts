import type { Table } from '../../shared/platform/table/table.ts';
import {
  type Actor,
  changeTicket,
  openTicket,
  type TicketChange,
  type TicketCommit,
} from '../../shared/tickets/change-ticket.ts';
import type { NewComment } from '../../shared/tickets/comment.ts';
import { commitTicket, getTicket } from '../../shared/tickets/ticket.store.ts';
import { type Ticket, via } from '../../shared/tickets/ticket.ts';
import type { TestClock } from './clock.ts';

export const CUSTOMER: Actor = { kind: 'user', id: 2001, role: 'end-user' };
export const AGENT: Actor = { kind: 'user', id: 1001, role: 'agent' };
export const SYSTEM: Actor = { kind: 'system', reason: 'test' };

const DAY = 86_400_000;

/** A ticket and all that was committed to it, by the rules; in a table too, if there is one. */
export interface TicketLife {
  readonly commits: TicketCommit[];
  readonly ticket: Ticket;
  /** Commits a change, at the clock's time; undefined when nothing would change. */
  change(change: TicketChange, actor?: Actor): Promise<TicketCommit | undefined>;
  /** Takes over what others have committed to the table. */
  reread(): Promise<void>;
  /** A public word of an agent, or of whoever is named. */
  says(body: string, actor?: Actor, more?: TicketChange): Promise<TicketCommit | undefined>;
}

/** Opens a ticket of a customer, in group 500 with an assignee, unless the fields say otherwise. */
export async function aTicketLife(
  clock: TestClock,
  fields: Partial<Ticket> = {},
  table?: Table,
  comment: NewComment = { body: '我的提现一直没有到账。', public: true },
): Promise<TicketLife> {
  const context = (actor: Actor) => ({
    now: clock.now(),
    newId: clock.newId,
    actor,
    via: via(actor.kind === 'system' ? 'system' : 'api'),
    closeAfter: 4 * DAY,
  });
  const opened = openTicket(
    {
      id: 35_436,
      subject: '提现没有到账',
      requester_id: 2001,
      submitter_id: 2001,
      locale: 'zh-CN',
      group_id: 500,
      assignee_id: 1001,
      comment,
      ...fields,
    },
    context(CUSTOMER),
  );
  const commits = [opened];
  let current = opened.ticket;
  if (table) await commitTicket(table, opened);
  const life: TicketLife = {
    commits,
    get ticket() {
      return current;
    },
    async change(change, actor = AGENT) {
      const commit = changeTicket(life.ticket, change, context(actor));
      if (!commit) return undefined;
      if (table) await commitTicket(table, commit);
      commits.push(commit);
      current = commit.ticket;
      return commit;
    },
    async reread() {
      current = (table && (await getTicket(table, current.id))) ?? current;
    },
    says: (body, actor = AGENT, more = {}) => life.change({ ...more, comment: { body, public: true } }, actor),
  };
  return life;
}
