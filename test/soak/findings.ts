import { DELIVERY_HEADER } from '../../shared/mail/outgoing-headers.ts';
import type { useRun } from '../support/a-local-run.ts';
import type { Written } from './writers.ts';

type Run = ReturnType<typeof useRun>;

/** What is not as it was promised, by subject. */
export interface Findings {
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  readonly unanswered: readonly string[];
  readonly answeredTwice: readonly string[];
}

interface Ticket {
  readonly id: number;
  readonly subject: string;
}

/** Looks for each acknowledged write among all tickets, for its words and file, and for its acknowledgement mail. */
export async function findingsOf(run: Run, written: readonly Written[]): Promise<Findings> {
  const tickets = Map.groupBy(await allTickets(run), ({ subject }) => subject);
  const missing: string[] = [];
  const doubled: string[] = [];
  const unanswered: string[] = [];
  const answeredTwice: string[] = [];
  for (const { subject, customer, by, id } of written) {
    const found = tickets.get(subject) ?? [];
    const [ticket] = found;
    if (found.length > 1) doubled.push(subject);
    if (!ticket || (id !== undefined && ticket.id !== id) || !(await isWhole(run, ticket, by))) missing.push(subject);
    const mails = await run.mailsTo(customer);
    const deliveries = new Set(mails.map(({ headers }) => headers[DELIVERY_HEADER.toLowerCase()]));
    if (mails.length === 0) unanswered.push(subject);
    if (deliveries.size > 1 || mails.length > 2) answeredTwice.push(subject);
  }
  return { missing, doubled, unanswered, answeredTwice };
}

async function isWhole(run: Run, { id, subject }: Ticket, by: Written['by']): Promise<boolean> {
  const { body } = await run.call('GET', `/tickets/${id}/comments.json`);
  const [comment] = body.comments as { body: string; attachments: { size: number }[] }[];
  if (!comment?.body.startsWith(`${subject}:`)) return false;
  return by === 'mail' || comment.attachments[0]?.size === Buffer.byteLength(subject);
}

async function allTickets(run: Run): Promise<Ticket[]> {
  const all: Ticket[] = [];
  let path = '/tickets.json?page[size]=100';
  for (;;) {
    const { body } = await run.call('GET', path);
    all.push(...body.tickets);
    if (!body.meta.has_more) return all;
    path = `/tickets.json?page[size]=100&page[after]=${encodeURIComponent(body.meta.after_cursor)}`;
  }
}
