import * as z from 'zod/mini';
import type { Clock } from '../../shared/kernel/clock.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { type ExaminedMail, examineMail } from '../../shared/mail/examine-mail.ts';
import { ticketOfMail } from '../../shared/mail/inbound-mail.store.ts';
import type { OurMail } from '../../shared/mail/mail-facts.ts';
import { type MailReceipt, readReceipt } from '../../shared/mail/ses-notification.ts';
import { isRawMailDeleted } from '../../shared/mail/suspended-mail.store.ts';
import { RecoveryOrder } from '../../shared/mail/suspension.ts';
import { log } from '../../shared/platform/log.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { addComment } from './add-comment.ts';
import { decidePlace } from './decide-place.ts';
import { openByMail } from './open-by-mail.ts';
import { setAside } from './set-aside.ts';

export interface IngestDeps {
  readonly table: Table;
  readonly rawMail: Objects;
  readonly files: Objects;
  readonly secrets: SecretSource;
  readonly ours: OurMail;
  readonly defaultLocale: string;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
  readonly nextNumber: () => Promise<number>;
  readonly now: Clock;
  readonly newId: NewId;
}

/**
 * Takes one received mail in: as a new ticket, as a comment on the one it belongs to, or set aside with its cause. The
 * same mail a second time changes nothing. What cannot be read is set aside; only what may work later throws. What was
 * set aside comes back with an agent's order.
 */
export async function ingestMail(body: unknown, deps: IngestDeps): Promise<void> {
  const order = z.safeParse(RecoveryOrder, body);
  if (order.success) {
    // Agents give few orders, and bounces are few: what does either is loaded with the first.
    const { recoverMail } = await import('./recover-mail.ts');
    return recoverMail(order.data.recover, deps);
  }
  const receipt = readReceipt(body);
  const raw = await deps.rawMail.get(receipt.rawKey);
  if (!raw) {
    if (!(await isRawMailDeleted(deps.table, receipt.rawKey)))
      throw new Error(`There is no raw mail ${receipt.rawKey}`);
    log.info('mail_repeated', { raw_key: receipt.rawKey });
    return;
  }
  const { mail_key, previous_mail_key } = await deps.secrets();
  const keys = { current: mail_key, previous: previous_mail_key };
  const examined = await examineMail(raw, { ...receipt, ours: deps.ours, keys });
  try {
    if ('error' in examined) return await setAside({ receipt, examined, cause: 'unreadable', ticketId: null }, deps);
    await takeIn(examined, receipt, deps);
  } catch (error) {
    if (error instanceof ConditionFailed && (await ticketOfMail(deps.table, examined.fingerprint)) !== undefined) {
      log.info('mail_repeated', { raw_key: receipt.rawKey });
      return;
    }
    // What the rules refuse will be refused again: a person has to look at it. A ticket that was closed meanwhile won't.
    if (!(error instanceof DomainError) || error.kind !== 'invalid' || error.code === 'ticket.closed_is_final')
      throw error;
    await setAside({ receipt, examined: { ...examined, error }, cause: 'unreadable', ticketId: null }, deps);
  }
}

async function takeIn(examined: ExaminedMail, receipt: MailReceipt, deps: IngestDeps): Promise<void> {
  const decision = await decidePlace(examined, deps);
  if (!decision) {
    log.info('mail_repeated', { raw_key: receipt.rawKey });
    return;
  }
  const { placement, ...known } = decision;
  const arrival = { examined, receipt, rule: placement.rule, ...known };
  if (placement.do === 'suspend') {
    return setAside(
      {
        receipt,
        examined,
        cause: placement.cause,
        ticketId: placement.ticketId,
        authorId: decision.sender?.id,
        rule: placement.rule,
      },
      deps,
    );
  }
  if (placement.do === 'open') return openByMail({ ...arrival, followUpOf: placement.followUpOf }, deps);
  const { kind } = examined.verdict;
  if (kind === 'bounce' || kind === 'complaint') {
    const { recordReport } = await import('./record-report.ts');
    return recordReport({ ...arrival, ticketId: placement.ticketId }, deps);
  }
  return addComment({ ...arrival, ticketId: placement.ticketId, isPublic: placement.public }, deps);
}
