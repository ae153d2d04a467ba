import { isTextKey, text } from '../../shared/platform/i18n/text.ts';
import type { PendingStep } from '../../shared/sla/clock.ts';
import type { Measures } from '../../shared/sla/escalation.ts';
import { raisedPriority, type Ticket } from '../../shared/tickets/ticket.ts';

interface Escalated {
  readonly ticket: Ticket;
  readonly steps: readonly PendingStep[];
  readonly measures: Measures;
  /** Names of the groups that the steps name. */
  readonly groups: ReadonlyMap<number, string>;
  /** Those that are called. */
  readonly webhooks: readonly { readonly name: string }[];
  readonly policy: string;
  readonly locale: string;
}

/** The internal note of an escalation: which promises are or will be broken, when they are due, and what is being done. */
export function escalationNote(escalated: Escalated): string {
  const { steps, policy, locale } = escalated;
  const promises = steps.map(({ metric, rung: { warns, step }, due_at }) =>
    text(locale, warns ? 'sla.note.warning' : step === 1 ? 'sla.note.broken' : 'sla.note.still_broken', {
      metric: text(locale, `sla.metric.${metric}`),
      due_at: `${new Date(due_at).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
      policy,
      step,
    }),
  );
  const done = [
    ...priorityLines(escalated),
    ...groupLines(escalated),
    ...toldLines(escalated),
    ...calledLines(escalated),
  ];
  return [...promises, ...(done.length > 0 ? [done.join(locale.startsWith('zh') ? '' : ' ')] : [])].join('\n');
}

function priorityLines({ ticket, measures, locale }: Escalated): string[] {
  if (!measures.raises) return [];
  const [from, to] = [ticket.priority ?? 'normal', raisedPriority(ticket.priority)] as const;
  const names = { from: text(locale, `sla.priority.${from}`), to: text(locale, `sla.priority.${to}`) };
  return [text(locale, from === to ? 'sla.note.highest' : 'sla.note.raised', names)];
}

function groupLines({ measures: { groupId }, groups, locale }: Escalated): string[] {
  return groupId === undefined ? [] : [text(locale, 'sla.note.handed', { group: groups.get(groupId) ?? '' })];
}

function calledLines({ webhooks, locale }: Escalated): string[] {
  return webhooks.map(({ name }) => text(locale, 'sla.note.called', { webhook: name }));
}

function toldLines({ measures, groups, locale }: Escalated): string[] {
  return measures.told.flatMap((who) => {
    const key = `sla.note.told_${who}`;
    if (isTextKey(key)) return [text(locale, key)];
    const group = groups.get(Number(who.replace('group:', '')));
    return group === undefined ? [] : [text(locale, 'sla.note.told_named', { group })];
  });
}
