import { type Clock, HOUR, type Instant, MINUTE } from '../../shared/kernel/clock.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { cutText } from '../../shared/mail/cut-text.ts';
import { sentIdWrite } from '../../shared/mail/inbound-mail.store.ts';
import type { OurMail } from '../../shared/mail/mail-facts.ts';
import { noteOnTicket } from '../../shared/mail/note-on-ticket.store.ts';
import { sesMailId } from '../../shared/mail/ses-id.ts';
import {
  claimDelivery,
  closeAsFailed,
  closeAsSent,
  failedWrite,
  releaseDelivery,
} from '../../shared/notifications/delivery.store.ts';
import { type Delivery, MAX_DOUBTS } from '../../shared/notifications/delivery.ts';
import { mailText } from '../../shared/platform/i18n/mail-text.ts';
import { log } from '../../shared/platform/log.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { SendMail } from '../../shared/platform/ses.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { isNotice, makeMail } from './make-mail.ts';

export interface DeliverDeps {
  readonly table: Table;
  readonly files: Objects;
  /** Scheme and host that serve files. */
  readonly filesUrl: string;
  /** Whether files are scanned for malware here: then none goes along before its scan. */
  readonly malwareScan: boolean;
  readonly secrets: SecretSource;
  readonly ours: OurMail;
  readonly company: string;
  readonly defaultLocale: string;
  readonly send: SendMail;
  readonly now: Clock;
  readonly newId: NewId;
}

/**
 * After how many seconds comes again what SES surely did not take, mostly because it came too fast. Urgent mails come again
 * within seconds, the others later each time: so they make way, and a long queue does not spend its time on asking.
 */
function heldUp({ attempts, created_at }: Delivery, now: Instant): Record<string, number> {
  if (now >= created_at + HELD_UP_FOR) return {};
  const isBusyMoment = now < created_at + HELD_UP_LONG;
  return {
    retry_after: Math.min(20 * attempts, 120),
    retry_urgent_after: isBusyMoment ? Math.min(2 * attempts, 4) : 30,
  };
}

/** After that it comes again by the queue's visibility timeout, until it is given up. SES's daily quota may stop it for a day. */
const HELD_UP_FOR = 25 * HOUR;
/** What waits longer than a busy moment is told to the operators, by an alarm on this line of the log. */
const HELD_UP_LONG = 5 * MINUTE;

/**
 * Sends one delivery, once. Whoever claims it alone may send; the id that SES gives is remembered together with closing
 * it, so that an answer finds its ticket. After attempts of which nobody knows how they ended, at most two copies of the
 * mail can exist, with the same delivery id; then it is given up and agents are told.
 */
export async function deliverMail(deliveryId: string, urgent: boolean, deps: DeliverDeps): Promise<void> {
  const delivery = await claimDelivery(deps.table, deliveryId, deps.now());
  if (!delivery) return;
  // SES told of it meanwhile: it went out, and only whoever sent it did not get to say so.
  if (delivery.ses_message_id !== null) return close(delivery, delivery.ses_message_id, deps);
  if (delivery.doubts >= MAX_DOUBTS) return giveUp(delivery, { why: 'in_doubt', detail: '' }, deps);
  const mail = await orRelease(delivery, deps, () => makeMail(delivery, deps));
  if (!mail) return closeAsFailed(deps.table, delivery, { error: 'withdrawn', at: deps.now() });
  const result = await deps.send(mail, urgent);
  switch (result.kind) {
    case 'sent':
      return close(delivery, result.sesMessageId, deps);
    case 'refused':
      return giveUp(delivery, reasonOf(result.error), deps);
    default:
      await releaseDelivery(deps.table, delivery, result.kind === 'doubt');
      if (deps.now() - delivery.created_at > HELD_UP_LONG) logHeldUp(delivery, result.error);
      throw new DomainError('unavailable', 'try_again', {
        cause: result.error,
        params: result.kind === 'later' ? heldUp(delivery, deps.now()) : {},
      });
  }
}

function logHeldUp({ id, ticket_id, attempts }: Delivery, error: unknown): void {
  log.error('mail_held_up', error, { delivery_id: id, ticket_id, attempts });
}

async function close(delivery: Delivery, sesMessageId: string, deps: DeliverDeps): Promise<void> {
  const { id: deliveryId, ticket_id: ticketId } = delivery;
  const at = deps.now();
  const known = sentIdWrite(sesMailId(sesMessageId), {
    deliveryId,
    ticketId,
    toNotice: isNotice(delivery),
    at,
  });
  await closeAsSent(deps.table, delivery, { sesMessageId, at }, [known]);
}

/** Nothing went out when the mail could not even be made: the next attempt starts as if this one had not been. */
async function orRelease<T>(delivery: Delivery, deps: DeliverDeps, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await releaseDelivery(deps.table, delivery, false);
    throw error;
  }
}

/** Why a mail will not be sent: `why` for the log, `detail` for agents, as it may name people. */
interface Reason {
  readonly why: string;
  readonly detail: string;
}

/**
 * Closes what will not be sent. An answer that a customer may never have got is an agent's business: closing it and
 * telling them is one transaction, so that no crash leaves it closed and untold.
 */
async function giveUp(delivery: Delivery, { why, detail }: Reason, deps: DeliverDeps): Promise<void> {
  const { id, template, ticket_id: ticketId } = delivery;
  const failure = { error: detail ? `${why}: ${detail}` : why, at: deps.now() };
  const told =
    template === 'answer' && (await tellAgents(delivery, { why, detail }, failedWrite(delivery, failure), deps));
  if (!told) await closeAsFailed(deps.table, delivery, failure);
  log.error('mail_given_up', new Error(why), { delivery_id: id, template, ticket_id: ticketId });
}

/** Notes on the ticket that an answer did not go out, together with `closing` it; false where nobody can be told. */
function tellAgents(delivery: Delivery, { why, detail }: Reason, closing: Write, deps: DeliverDeps): Promise<boolean> {
  const { ticket_id: ticketId, address } = delivery;
  const { defaultLocale } = deps;
  const key = why === 'in_doubt' ? 'mail.note_in_doubt' : 'mail.note_not_sent';
  const body = mailText(defaultLocale, key, { address, detail: detail || why });
  const note = { ticketId, body, reason: mailText(defaultLocale, 'mail.reason_not_sent') };
  return noteOnTicket(deps.table, note, deps, [closing]);
}

const DETAIL_AT_MOST = 300;

function reasonOf(error: unknown): Reason {
  if (!(error instanceof Error)) return { why: 'refused', detail: '' };
  return { why: error.name, detail: cutText(error.message, DETAIL_AT_MOST) };
}
