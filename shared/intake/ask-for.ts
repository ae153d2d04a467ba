import { type Locale, nearestLocale } from '../platform/i18n/locale.ts';
import { type TextKey, text } from '../platform/i18n/text.ts';
import { type Need, needTexts } from '../tickets/taxonomy/taxonomy.ts';

/** How a customer is asked: first of all, where help is on its way already, and once more after some time. */
export type Tone = 'opening' | 'opening_at_work' | 'opening_again';

const OPENINGS: Readonly<Record<Tone, TextKey>> = {
  opening: 'intake.ask.opening',
  opening_at_work: 'intake.ask.opening_at_work',
  opening_again: 'intake.ask.opening_again',
};

/** One friendly message that asks for all that is missing, and never for a secret; undefined when nothing is. */
export function askFor(missing: readonly Need[], locale: Locale, tone: Tone = 'opening'): string | undefined {
  if (missing.length === 0) return undefined;
  const items = missing.map((need) => {
    const { label, hint } = needTexts(need);
    return text(locale, 'intake.ask.item', { label: label[locale], hint: hint[locale] });
  });
  return [text(locale, OPENINGS[tone]), '', ...items, '', text(locale, 'intake.ask.closing')].join('\n');
}

/** The names of what is missing, in one line. */
export function namesOfNeeds(missing: readonly Need[], tag: string): string {
  const locale = nearestLocale(tag);
  return missing.map((need) => needTexts(need).label[locale]).join(locale === 'zh-CN' ? '、' : ', ');
}
