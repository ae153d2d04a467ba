import { nearestLocale } from '../platform/i18n/locale.ts';
import { isTextKey, text } from '../platform/i18n/text.ts';
import { namesByFields } from '../tickets/taxonomy/by-fields.ts';
import type { Priority } from '../tickets/ticket.ts';
import type { TicketField } from '../tickets/ticket-field.ts';
import { namesOfNeeds } from './ask-for.ts';
import type { IntakeRecord } from './intake-record.ts';

/** What was decided about a ticket, to be told. */
interface Told {
  readonly record: IntakeRecord;
  readonly before: IntakeRecord | undefined;
  /** What its priority rises to. */
  readonly priority: Priority | undefined;
  /** The group that it goes to because nobody can be sure what it is about. */
  readonly triage: string | undefined;
  readonly asked: boolean;
  /** The fields tickets have: what is told has its name there. */
  readonly fields: readonly TicketField[];
}

/** Why a ticket was changed, in words for those who read its audit. */
export function auditReason({ record, before, priority, triage, asked, fields }: Told, locale: string): string {
  const { about, why, missing } = record;
  const labels = namesByFields(about, fields);
  const named = (axis: keyof typeof labels) => labels[axis][nearestLocale(locale)];
  const isNew = !before || JSON.stringify(before.about) !== JSON.stringify(about);
  const words = why.map((word) => `“${word}”`).join(' ');
  const told = [
    isNew
      ? text(locale, 'intake.reason.about', {
          kind: named('kind'),
          category: named('category'),
          reason: named('reason'),
        })
      : '',
    isNew && words !== '' ? text(locale, 'intake.reason.words', { words }) : '',
    isNew && about.risk !== 'none' ? text(locale, 'intake.reason.risk', { risk: named('risk') }) : '',
    priority
      ? text(locale, 'intake.reason.priority', {
          priority: text(locale, `sla.priority.${priority}`),
          why: priorityWhy(record.priority_why, locale),
        })
      : '',
    triage ? text(locale, 'intake.reason.triage', { group: triage }) : '',
    asked ? text(locale, 'intake.reason.asked', { names: namesOfNeeds({ missing, fields }, locale) }) : '',
  ];
  return told.filter((sentence) => sentence !== '').join(' ');
}

/** The rules that decided on a priority, by their names. */
export function priorityWhy(rules: readonly string[], locale: string): string {
  const between = nearestLocale(locale) === 'zh-CN' ? '、' : ', ';
  return rules
    .map((rule) => {
      const key = `intake.why.${rule}`;
      return isTextKey(key) ? text(locale, key) : rule;
    })
    .join(between);
}
