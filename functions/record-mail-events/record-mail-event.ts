import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { deliveryOfMail } from '../../shared/mail/inbound-mail.store.ts';
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
import { mailText } from '../../shared/platform/i18n/mail-text.ts';
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
 * read on the ticket that their customer was not reached. Arriving, and a temporary bounce, is recorded and nothing else.
 */
export async function recordMailEvent(body: unknown, deps: RecordDeps): Promise<void> {
  const event = readMailEvent(body);
  if (!event || event.kind === 'delayed') return;
  const { kind, permanent, sesMessageId } = event;
  const id = event.deliveryId ?? (await deliveryOfMail(deps.table, sesMailId(sesMessageId)));
  const known = id !== undefined && (await record(event, id, deps));
  if (!known) log.warn('mail_event_of_unknown_mail', { kind, ses_message_id: sesMessageId });
  else if (kind !== 'delivered') log.info('mail_event', { kind, permanent, delivery_id: id });
}

/** Answers whether there is such a delivery. */
async function record(event: MailEvent, id: string, deps: RecordDeps): Promise<boolean> {
  const outcome = outcomeOf(event);
  if (outcome === 'delivered_at' || outcome === 'delayed_at') {
    return noteOutcome(deps.table, id, { of: outcome, sesMessageId: event.sesMessageId, at: deps.now() });
  }
  const delivery = await getDelivery(deps.table, id);
  if (delivery) await tellAgents(event, delivery, outcome, deps);
  return delivery !== undefined;
}

function outcomeOf({ kind, permanent }: MailEvent): Outcome {
  if (kind === 'delivered') return 'delivered_at';
  if (kind === 'complained') return 'complained_at';
  return permanent || kind === 'rejected' ? 'bounced_at' : 'delayed_at';
}

async function tellAgents(event: MailEvent, delivery: Delivery, outcome: Outcome, deps: RecordDeps): Promise<void> {
  const { table, defaultLocale } = deps;
  const at = deps.now();
  const writes: Write[] = [outcomeWrite(delivery.id, outcome, at)];
  if (event.permanent) writes.push(undeliverableWrite(delivery.address, event.status, at));
  const detail = [event.status, event.detail].filter(Boolean).join(' ');
  const key = event.kind === 'complained' ? 'mail.note_complaint' : 'mail.note_bounce';
  const lines = [mailText(defaultLocale, key, { address: delivery.address, detail })];
  if (event.permanent) lines.push(mailText(defaultLocale, 'mail.note_given_up'));
  const note = {
    ticketId: delivery.ticket_id,
    body: lines.join('\n'),
    reason: mailText(defaultLocale, event.kind === 'complained' ? 'mail.reason_complaint' : 'mail.reason_bounce'),
  };
  try {
    if (!(await noteOnTicket(table, note, deps, writes))) await commitOutcome(table, writes);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    // Another report of the same kind was here first; or else the ticket was too busy, and this one has to come again.
    const now = await getDelivery(table, delivery.id);
    if (now?.[outcome] === undefined) throw error;
  }
}
