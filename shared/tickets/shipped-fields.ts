import { LOCALES, type TextKey, text } from '../platform/i18n/text.ts';
import { ABOUT_AXES, ABOUT_FIELDS, type AboutAxis, reasonValue } from './about-fields.ts';
import { categoriesWithReasons, type Label, type Need, namedKinds, namedRisks, ownNeeds } from './taxonomy/taxonomy.ts';
import { BLANK_FIELD, type FieldOption, type TicketField } from './ticket-field.ts';

const TITLES: Readonly<Record<AboutAxis, TextKey>> = {
  kind: 'ticket_field.about.kind',
  category: 'ticket_field.about.category',
  reason: 'ticket_field.about.reason',
  risk: 'ticket_field.about.risk',
};
/** Clients show what stands between as a menu within a menu. */
const WITHIN = '::';

type Choice = readonly [value: string, label: Label, facts?: readonly Need[]];

const CHOICES: Readonly<Record<AboutAxis, readonly Choice[]>> = {
  kind: namedKinds(),
  category: categoriesWithReasons().map(({ category, label }) => [category, label, ownNeeds(category)]),
  reason: categoriesWithReasons().flatMap(({ category, label, reasons }) =>
    reasons.map(
      ([reason, own]): Choice => [
        reasonValue(category, reason),
        { en: `${label.en}${WITHIN}${own.en}`, 'zh-CN': `${label['zh-CN']}${WITHIN}${own['zh-CN']}` },
        ownNeeds(category, reason),
      ],
    ),
  ),
  risk: namedRisks(),
};

/**
 * The fields that tell what a ticket is about, as they are until an administrator changes them: from then on the changed
 * one is kept in the table under the same number.
 */
export const SHIPPED_FIELDS: readonly TicketField[] = ABOUT_AXES.map((axis) => {
  const id = ABOUT_FIELDS[axis];
  return {
    ...BLANK_FIELD,
    id,
    type: 'tagger',
    title: text('en', TITLES[axis]),
    titles: Object.fromEntries(Object.keys(LOCALES).map((locale) => [locale, text(locale, TITLES[axis])])),
    title_in_portal: text('en', TITLES[axis]),
    position: id,
    options: CHOICES[axis].map(
      ([value, label, facts], at): FieldOption => ({
        id: id * 1_000 + at + 1,
        name: label.en,
        names: { ...label },
        value,
        ...(facts ? { facts: [...facts] } : {}),
      }),
    ),
    created_at: 0,
    updated_at: 0,
  };
});
