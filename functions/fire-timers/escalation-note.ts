import { text } from '../../shared/platform/i18n/text.ts';
import type { SlaClock } from '../../shared/sla/clock.ts';
import type { DueStep } from '../../shared/sla/escalation.ts';
import { raisedPriority, type Ticket } from '../../shared/tickets/ticket.ts';

/** The internal note of an escalation: which promises were broken, when they were due, and what is being done. */
export function escalationNote(ticket: Ticket, steps: readonly DueStep[], clock: SlaClock, locale: string): string {
  const policy = clock.policy?.title ?? '';
  const broken = steps.map(({ metric, step, due_at }) =>
    text(locale, step === 1 ? 'sla.note.broken' : 'sla.note.still_broken', {
      metric: text(locale, `sla.metric.${metric}`),
      due_at: `${new Date(due_at).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
      policy,
    }),
  );
  const [from, to] = [ticket.priority ?? 'normal', raisedPriority(ticket.priority)] as const;
  const names = { from: text(locale, `sla.priority.${from}`), to: text(locale, `sla.priority.${to}`) };
  return [...broken, text(locale, from === to ? 'sla.note.highest' : 'sla.note.raised', names)].join('\n');
}
