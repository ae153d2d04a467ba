import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { deliveryOfMail, messageIdWrite } from '../../shared/mail/inbound-mail.store.ts';
import { undeliverableWrite } from '../../shared/mail/mail-state.store.ts';
import { noteOnTicket } from '../../shared/mail/note-on-ticket.store.ts';
import { type MailEvent, readMailEvent } from '../../shared/mail/ses-event.ts';
import { sesMailId } from '../../shared/mail/ses-id.ts';
import {
  commitOutcome,
  getDelivery,
  noteOutcome,
  type Outcome,
  outcomeWrite,
} from '../../shared/notifications/delivery.store.ts';
import type { Delivery } from '../../shared/notifications/delivery.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import { log } from '../../shared/platform/log.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';

export interface RecordDeps {
  readonly table: Table;
  readonly defaultLocale: string;
  readonly now: Clock;
  readonly newId: NewId;
}

/**
 * Records what SES says became of a mail of ours. An address that refuses mail for good gets no more of it, and agents
 * read on the ticket that their customer was not reached. A temporary bounce is recorded and nothing else.
 */
export async function recordMailEvent(body: unknown, deps: RecordDeps): Promise<void> {
  const event = readMailEvent(body);
  if (!event || event.kind === 'delayed') return;
  const id = event.deliveryId ?? (await deliveryOfMail(deps.table, sesMailId(event.sesMessageId)));
  const delivery = id === undefined ? undefined : await getDelivery(deps.table, id);
  if (!delivery) {
    log.warn('mail_event_of_unknown_mail', { kind: event.kind, ses_message_id: event.sesMessageId });
    return;
  }
  log.info('mail_event', { kind: event.kind, permanent: event.permanent, delivery_id: delivery.id });
  const outcome = outcomeOf(event);
  const needsNote = event.permanent || event.kind === 'complained' || event.kind === 'rejected';
  if (needsNote) await tellAgents(event, delivery, outcome, deps);
  else await noteSilently(event, delivery, outcome, deps);
}

function outcomeOf({ kind, permanent }: MailEvent): Outcome {
  if (kind === 'delivered') return 'delivered_at';
  if (kind === 'complained') return 'complained_at';
  return permanent || kind === 'rejected' ? 'bounced_at' : 'delayed_at';
}

/** The event may be all that we ever learn of a mail whose sender died right after sending it: answers must find the ticket. */
async function noteSilently({ sesMessageId }: MailEvent, delivery: Delivery, outcome: Outcome, deps: RecordDeps) {
  const at = deps.now();
  const known =
    delivery.state === 'sent' ? [] : [messageIdWrite(sesMailId(sesMessageId), delivery.ticket_id, at, delivery.id)];
  await noteOutcome(deps.table, delivery, { of: outcome, sesMessageId, at }, known);
}

async function tellAgents(event: MailEvent, delivery: Delivery, outcome: Outcome, deps: RecordDeps): Promise<void> {
  const { table, defaultLocale } = deps;
  const at = deps.now();
  const writes: Write[] = [outcomeWrite(delivery.id, outcome, at)];
  if (event.permanent) writes.push(undeliverableWrite(delivery.address, event.status, at));
  const detail = [event.status, event.detail].filter(Boolean).join(' ');
  const key = event.kind === 'complained' ? 'mail.note_complaint' : 'mail.note_bounce';
  const lines = [text(defaultLocale, key, { address: delivery.address, detail })];
  if (event.permanent) lines.push(text(defaultLocale, 'mail.note_given_up'));
  const note = {
    ticketId: delivery.ticket_id,
    body: lines.join('\n'),
    reason: text(defaultLocale, event.kind === 'complained' ? 'mail.reason_complaint' : 'mail.reason_bounce'),
  };
  try {
    if (!(await noteOnTicket(table, note, deps, writes))) await commitOutcome(table, writes);
  } catch (error) {
    // Another report of the same kind was here first.
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
