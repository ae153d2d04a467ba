import { DomainError } from '../../shared/kernel/errors.ts';
import { cutText } from '../../shared/mail/cut-text.ts';
import { type ExaminedMail, examineMail } from '../../shared/mail/examine-mail.ts';
import { isOurs } from '../../shared/mail/mail-facts.ts';
import { noteRefusal, suspendedMailState } from '../../shared/mail/suspended-mail.store.ts';
import { ERROR_KEPT, type RecoveryOrder, type SuspendedMail } from '../../shared/mail/suspension.ts';
import { isEmail } from '../../shared/people/text-rules.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { errorText } from '../../shared/platform/i18n/error-text.ts';
import { log } from '../../shared/platform/log.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { addComment } from './add-comment.ts';
import { decideRecovered } from './decide-place.ts';
import type { IngestDeps } from './ingest-mail.ts';
import { openByMail } from './open-by-mail.ts';

/**
 * Takes a mail in that was set aside, because an agent says so: as a ticket, or as a comment on the one it is about. It
 * stops waiting in the same transaction, so a second order for it changes nothing. What stands in its way for good is
 * noted with it; only what may work later throws.
 */
export async function recoverMail({ suspended_id, by }: RecoveryOrder, deps: IngestDeps): Promise<void> {
  const state = () => suspendedMailState(deps.table, suspended_id, deps.now());
  const found = await state();
  if (found?.state !== 'waiting') {
    log.info('mail_recovery_repeated', { suspended_id, state: found?.state ?? 'gone' });
    return;
  }
  try {
    await takeInAfterAll(found.mail, by, deps);
  } catch (error) {
    if (error instanceof ConditionFailed && (await state())?.state !== 'waiting') return;
    // A ticket that was closed meanwhile is another matter the next time.
    if (!(error instanceof DomainError) || error.kind !== 'invalid' || error.code === 'ticket.closed_is_final')
      throw error;
    await noteRefusal(deps.table, found.mail, refusal(error, deps), deps.now());
    log.error('mail_not_recovered', error, { suspended_id, agent_id: by.id });
    return;
  }
  const done = await state();
  const ticket_id = done?.state === 'recovered' ? done.ticketId : null;
  log.info('mail_recovered', { suspended_id, agent_id: by.id, cause: found.mail.cause, ticket_id });
}

async function takeInAfterAll(mail: SuspendedMail, by: RecoveryOrder['by'], deps: IngestDeps): Promise<void> {
  const { receipt } = mail;
  const [raw, { mail_key, previous_mail_key }] = await Promise.all([deps.rawMail.get(mail.raw_key), deps.secrets()]);
  if (!raw) throw new DomainError('invalid', 'mail_gone');
  const keys = { current: mail_key, previous: previous_mail_key };
  const examined = await examineMail(raw, { ...receipt, ours: deps.ours, keys });
  if ('error' in examined) throw new DomainError('invalid', 'mail_unreadable', { cause: examined.error });
  const { placement, byJudgement, ...decision } = await decideRecovered(examined, deps);
  const stand = decision.sender ? undefined : await standIn(examined, placement.do, by.id, deps);
  const sender = decision.sender ?? stand;
  const isProven = !stand && (placement.do === 'comment' ? !byJudgement : examined.authentication === 'pass');
  const recovery = { mail, by, byJudgement, isProven };
  const arrival = { examined, receipt, rule: placement.rule, ...decision, sender, recovery };
  if (placement.do === 'open') return openByMail({ ...arrival, followUpOf: placement.followUpOf }, deps);
  return addComment({ ...arrival, ticketId: placement.ticketId, isPublic: placement.public }, deps);
}

/**
 * Who stands for a sender we do not know: nobody where a stranger opens a ticket, for that makes them known; the agent
 * where the mail names nobody who could be answered, and for what a machine wrote about a ticket.
 */
async function standIn(
  { mail }: ExaminedMail,
  to: 'open' | 'comment',
  agentId: number,
  deps: IngestDeps,
): Promise<User | undefined> {
  const address = mail.from[0]?.address ?? '';
  const isSomebody = isEmail(address) && !mail.from.some((from) => isOurs(from.address, deps.ours));
  return to === 'open' && isSomebody ? undefined : getUser(deps.table, agentId);
}

function refusal({ code, params, cause }: DomainError, { defaultLocale }: IngestDeps): string {
  const said = errorText(defaultLocale, code, params);
  return cutText(cause === undefined ? said : `${said} (${String(cause)})`, ERROR_KEPT);
}
