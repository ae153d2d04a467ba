import type { SQSRecord } from 'aws-lambda';
import type { Clock } from '../../shared/kernel/clock.ts';
import { countMail } from '../../shared/mail/mail-count.store.ts';
import { type MailState, mailStateOf } from '../../shared/mail/mail-state.store.ts';
import { decideNotices, type Notice } from '../../shared/notifications/decide.ts';
import { queueDelivery } from '../../shared/notifications/delivery.store.ts';
import type { Delivery } from '../../shared/notifications/delivery.ts';
import { readHappenings } from '../../shared/notifications/happening.store.ts';
import type { Happening } from '../../shared/notifications/happening.ts';
import {
  addressesOf,
  deliveryOf,
  isFor,
  isReachable,
  isUnproven,
  withoutTheirWords,
} from '../../shared/notifications/reach.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { log } from '../../shared/platform/log.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { GroupPeopleSource } from './group-people.ts';

export interface NotifyDeps {
  readonly table: Table;
  readonly supportAddresses: readonly string[];
  readonly groupPeople: GroupPeopleSource;
  readonly now: Clock;
}

/**
 * Mails of a kind that go out by themselves within an hour to one address, for what anybody can send in its name: a person
 * never notices, a loop ends.
 */
const BY_ITSELF_AN_HOUR = 20;
/** The same for one subject, of mails: a loop says the same again and again. */
const BY_ITSELF_OF_A_SUBJECT_AN_HOUR = 5;

type Message = { readonly body: EventMessage; readonly record: SQSRecord };
type Decided = { readonly happening: Happening; readonly notices: readonly Notice[] };

/**
 * Decides who gets which mail for a batch of events and queues one delivery for each. A repeated event finds its
 * deliveries made. Answers the records that failed; one that spoils the reads of its batch spoils only its own.
 */
export async function notifyPeople(messages: readonly Message[], deps: NotifyDeps): Promise<SQSRecord[]> {
  try {
    return await notifyTogether(messages, deps);
  } catch (error) {
    const [only] = messages;
    if (messages.length > 1 || !only) {
      return (await Promise.all(messages.map((message) => notifyPeople([message], deps)))).flat();
    }
    log.error('notify_failed', error, { message_id: only.record.messageId });
    return [only.record];
  }
}

/** The batch shares its reads: one request for what happened, one for the people, one for their threads and addresses. */
async function notifyTogether(messages: readonly Message[], deps: NotifyDeps): Promise<SQSRecord[]> {
  const happenings = await readHappenings(
    deps.table,
    messages.map(({ body }) => body),
  );
  const decided = await Promise.all(happenings.map((happening) => decide(happening, deps)));
  const people = await peopleOf(decided, deps.table);
  const mailState = await stateOf(decided, people, deps);
  const results = await Promise.allSettled(decided.map((each) => queueAll(each, people, mailState, deps)));
  return results.flatMap((result, index) => {
    const record = messages[index]?.record;
    if (result.status === 'fulfilled' || !record) return [];
    log.error('notify_failed', result.reason, { message_id: record.messageId });
    return [record];
  });
}

async function decide(happening: Happening | undefined, deps: NotifyDeps): Promise<Decided | undefined> {
  if (!happening) return undefined;
  const notices = decideNotices(happening, await deps.groupPeople(happening));
  return notices.length === 0 ? undefined : { happening, notices };
}

function peopleOf(decided: readonly (Decided | undefined)[], table: Table): Promise<Map<number, User>> {
  const ids = decided.flatMap(
    (each) =>
      each?.notices.flatMap((notice) => [
        notice.recipientId,
        notice.authorId ?? -1,
        isByItself(notice) ? (each.happening.audit?.author_id ?? -1) : -1,
      ]) ?? [],
  );
  const known = ids.filter((id) => id >= 0);
  return known.length === 0 ? Promise.resolve(new Map()) : getUsers(table, known);
}

/** Only tickets that mail has touched have a thread; a new one that came another way is not asked for. */
function stateOf(decided: readonly (Decided | undefined)[], people: ReadonlyMap<number, User>, deps: NotifyDeps) {
  const tickets = decided.flatMap((each) => {
    const { ticket } = each?.happening ?? {};
    return ticket && (ticket.via.channel === 'email' || ticket.version > 1) ? [ticket.id] : [];
  });
  const recipients = decided.flatMap((each) => each?.notices.map((notice) => people.get(notice.recipientId)) ?? []);
  const addresses = recipients.filter((user) => isReachable(user, deps.supportAddresses)).map((user) => user.email);
  return mailStateOf(deps.table, tickets, addresses);
}

async function queueAll(
  decided: Decided | undefined,
  people: ReadonlyMap<number, User>,
  mailState: MailState,
  deps: NotifyDeps,
): Promise<void> {
  const { happening, notices = [] } = decided ?? {};
  if (!happening) return;
  const byMail = happening.ticket.via.channel === 'email';
  // What it is now counts, so that raising the priority helps what is still to be told.
  const urgent = happening.ticket.priority === 'urgent' && happening.survey === undefined;
  const unproven = isUnproven(happening, people.get(happening.audit?.author_id ?? -1));
  const reached = notices.flatMap((notice) => {
    const recipient = people.get(notice.recipientId);
    const reachable = isReachable(recipient, deps.supportAddresses) && !mailState.undeliverable.has(recipient.email);
    return reachable && isFor(notice, recipient) ? [{ notice, recipient }] : [];
  });
  const answered = reached.filter(({ notice }) => notice.template === 'answer').map(({ recipient }) => recipient);
  const everybody = addressesOf(answered, happening);
  const deliveries = reached.flatMap(({ notice, recipient }): Delivery[] => {
    const author = notice.authorId === null ? undefined : people.get(notice.authorId);
    const thread = mailState.threads.get(happening.ticket.id);
    const together = notice.template === 'answer' ? everybody : [];
    const delivery = deliveryOf(notice, happening, recipient, { author, thread, together, now: deps.now() });
    if (thread?.isUnanswered && notice.template === 'acknowledgement') return [];
    if (!isByItself(notice) || !unproven) return [delivery];
    if (thread?.isForged) {
      log.warn('acknowledgement_held', { ticket_id: delivery.ticket_id });
      return [];
    }
    return [withoutTheirWords(delivery)];
  });
  await Promise.all(
    deliveries.map(async (delivery) => {
      const subject = byMail ? happening.ticket.subject : undefined;
      if ((byMail || unproven) && (await isTooMany(delivery, subject, deps)))
        log.warn('acknowledgement_held', { ticket_id: delivery.ticket_id });
      else await queueDelivery(deps.table, delivery, urgent);
    }),
  );
}

/** Whether a customer is written to without anybody of ours having a hand in it: by a loop, that may be for ever. */
function isByItself({ template }: Pick<Notice, 'template'>): boolean {
  return template === 'acknowledgement' || template === 'asked';
}

async function isTooMany(
  { template, id, address }: Delivery,
  subject: string | undefined,
  deps: NotifyDeps,
): Promise<boolean> {
  if (!isByItself({ template })) return false;
  const { mails, alike } = await countMail(deps.table, template, { id, address, subject }, deps.now());
  return mails > BY_ITSELF_AN_HOUR || alike > BY_ITSELF_OF_A_SUBJECT_AN_HOUR;
}
