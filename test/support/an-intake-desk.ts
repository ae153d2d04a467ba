import type { ExamineDeps } from '../../functions/follow-tickets/examine-ticket.ts';
import { followTicket } from '../../functions/follow-tickets/follow-ticket.ts';
import { getIntake } from '../../shared/intake/intake.store.ts';
import { DAY, HOUR } from '../../shared/kernel/clock.ts';
import type { User, UserFields } from '../../shared/people/user.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import type { NewComment } from '../../shared/tickets/comment.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import { aTicketLife, type TicketLife } from './a-ticket-life.ts';
import { aTimerService, eventOf, type TimerService } from './a-timer-service.ts';
import { aUser } from './a-user.ts';
import { aClock, type TestClock } from './clock.ts';
import { aTable } from './table.ts';

/** A desk that looks at what comes in, over a table and a clock of its own. */
export interface IntakeDesk {
  readonly table: Table;
  readonly clock: TestClock;
  readonly timers: TimerService;
  readonly customer: User;
  readonly deps: ExamineDeps;
  /** A new ticket of the customer, nobody's yet; its event has not come. */
  opens(
    subject: string,
    text: string,
    more?: Parameters<typeof aTicketLife>[1] & Partial<NewComment>,
  ): Promise<TicketLife>;
  /** The event of the last commit comes. */
  look(life: TicketLife, times?: number): Promise<void>;
  handle(event: EventMessage): Promise<void>;
  /** The customer writes on, and it is looked at. */
  writes(life: TicketLife, text: string, more?: Partial<NewComment>): Promise<void>;
  ticket(life: TicketLife): Promise<NonNullable<Awaited<ReturnType<typeof getTicket>>>>;
  record(life: TicketLife): Promise<NonNullable<Awaited<ReturnType<typeof getIntake>>>>;
  comments(life: TicketLife): ReturnType<typeof listComments>;
}

/** Short: what is due is looked for minute by minute. */
export const DEADLINE = HOUR;
let numbers = 70_000;

/** Sets it up; customers are asked unless the settings say otherwise. */
export async function anIntakeDesk(
  settings: Partial<Pick<ExamineDeps, 'asks' | 'triageGroup'>> = {},
  customerFields: UserFields = {},
): Promise<IntakeDesk> {
  const [clock, table] = [aClock(), await aTable()];
  const timers = aTimerService(table, clock);
  const customer = await aUser(table, clock, customerFields);
  const deps = {
    table,
    now: clock.now,
    newId: clock.newId,
    ticketFields: cachedTicketFields(table, clock.now),
    closeAfter: 4 * DAY,
    defaultLocale: 'en',
    asks: true,
    deadline: DEADLINE,
    triageGroup: '',
    surveyDelay: HOUR,
    ...settings,
  };
  const desk: IntakeDesk = {
    ...{ table, clock, timers, customer, deps },
    async opens(subject, text, more = {}) {
      const { attachments, origin, ...fields } = more;
      const comment = {
        body: text,
        public: true,
        ...(attachments ? { attachments } : {}),
        ...(origin ? { origin } : {}),
      };
      const whose = { requester_id: customer.id, submitter_id: customer.id, group_id: null, assignee_id: null };
      const by = { ...comment, author: { id: customer.id, role: 'end-user' as const } };
      return aTicketLife(clock, { id: ++numbers, subject, ...whose, ...fields }, table, by);
    },
    handle: (event) => followTicket(event, deps),
    async look(life, times = 1) {
      const last = life.commits.at(-1);
      if (!last) throw new Error('Nothing was committed');
      for (let time = 0; time < times; time++) await followTicket(eventOf(last), deps);
      await life.reread();
    },
    async writes(life, text, more = {}) {
      clock.advance(60_000);
      await life.reread();
      const author = { id: customer.id, role: 'end-user' as const };
      await life.change({ comment: { body: text, public: true, author, ...more } }, { kind: 'user', ...author });
      await desk.look(life);
    },
    async ticket({ ticket: { id } }) {
      const ticket = await getTicket(table, id);
      if (!ticket) throw new Error(`There is no ticket ${id}`);
      return ticket;
    },
    async record({ ticket: { id } }) {
      const record = await getIntake(table, id);
      if (!record) throw new Error(`Nobody has looked at ticket ${id}`);
      return record;
    },
    comments: ({ ticket: { id } }) => listComments(table, id, { descending: false, limit: 100 }),
  };
  return desk;
}
