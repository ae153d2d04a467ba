import { type Locale, nearestLocale } from '../platform/i18n/locale.ts';
import { type TextKey, text } from '../platform/i18n/text.ts';
import { type FactTexts, textsOfFact } from '../tickets/own-facts.ts';
import type { TicketField } from '../tickets/ticket-field.ts';

/** How a customer is asked: first of all, where help is on its way already, and once more after some time. */
export type Tone = 'opening' | 'opening_at_work' | 'opening_again';

const OPENINGS: Readonly<Record<Tone, TextKey>> = {
  opening: 'intake.ask.opening',
  opening_at_work: 'intake.ask.opening_at_work',
  opening_again: 'intake.ask.opening_again',
};

/** What a customer may be asked for: facts by their names, and the fields tickets have, among which are those that a company added. */
export interface Lacking {
  readonly missing: readonly string[];
  readonly fields: readonly TicketField[];
}

/** Of what is missing, that which can be asked for: what is no fact any more cannot. */
export function askable({ missing, fields }: Lacking): string[] {
  return missing.filter((name) => textsOfFact(name, fields) !== undefined);
}

/** One friendly message that asks for all that is missing, and never for a secret; undefined when nothing is. */
export function askFor(lacking: Lacking, locale: Locale, tone: Tone = 'opening'): string | undefined {
  const texts = textsOf(lacking);
  if (texts.length === 0) return undefined;
  const items = texts.map((each) => itemOf(each, locale));
  return [text(locale, OPENINGS[tone]), '', ...items, '', text(locale, 'intake.ask.closing')].join('\n');
}

/** The line that asks for a fact. */
export function itemOf({ label, hint }: Pick<FactTexts, 'label' | 'hint'>, locale: Locale): string {
  return hint[locale] === ''
    ? text(locale, 'intake.ask.bare_item', { label: label[locale] })
    : text(locale, 'intake.ask.item', { label: label[locale], hint: hint[locale] });
}

/** The names of what is missing, in one line. */
export function namesOfNeeds(lacking: Lacking, tag: string): string {
  const locale = nearestLocale(tag);
  return textsOf(lacking)
    .map(({ label }) => label[locale])
    .join(locale === 'zh-CN' ? '、' : ', ');
}

/** What is no fact any more is left out. */
function textsOf({ missing, fields }: Lacking) {
  return missing.flatMap((name) => textsOfFact(name, fields) ?? []);
}
