import type { Ticket } from './ticket.ts';

/** What is told of a ticket in fields of its own, each a drop-down that agents can change. */
export const ABOUT_AXES = ['kind', 'category', 'reason', 'risk'] as const;
export type AboutAxis = (typeof ABOUT_AXES)[number];

/** The numbers of those fields: every deployment has them from the start, behind those of all tickets. */
export const ABOUT_FIELDS = { kind: 11, category: 12, reason: 13, risk: 14 } as const satisfies Record<
  AboutAxis,
  number
>;

/** What a ticket is about, by its fields; null where nobody has said. */
export type About = Readonly<Record<AboutAxis, string | null>>;

/** Between a category and a reason in it: reasons of several categories share one field, and some of them a name. */
const WITHIN = '__';

/** What the fields of a ticket say that it is about. */
export function aboutOf({ custom_fields }: Pick<Ticket, 'custom_fields'>): About {
  const value = (axis: AboutAxis) => {
    const found = custom_fields.find(({ id }) => id === ABOUT_FIELDS[axis])?.value;
    return typeof found === 'string' ? found : null;
  };
  return { kind: value('kind'), category: value('category'), reason: reasonIn(value('reason')), risk: value('risk') };
}

/** The value of the reason's field: a reason is one of its category. */
export function reasonValue(category: string, reason: string): string {
  return `${category}${WITHIN}${reason}`;
}

/** The category that a value of the reason's field is of; null where it names none. */
export function categoryOfReason(value: string): string | null {
  const [category, reason] = value.split(WITHIN);
  return reason === undefined || category === undefined ? null : category;
}

function reasonIn(value: string | null): string | null {
  return value === null ? null : (value.split(WITHIN)[1] ?? value);
}

/** The values of the fields for what a ticket is about. */
export function aboutValues(about: Readonly<Record<AboutAxis, string>>): { id: number; value: string }[] {
  const { category, reason } = about;
  const value = (axis: AboutAxis) => (axis === 'reason' ? reasonValue(category, reason) : about[axis]);
  return ABOUT_AXES.map((axis) => ({ id: ABOUT_FIELDS[axis], value: value(axis) }));
}

/** Whether somebody says of a ticket that it is about something else than was said before. */
export function isReclassified(before: Pick<Ticket, 'custom_fields'>, after: Pick<Ticket, 'custom_fields'>): boolean {
  if (before.custom_fields === after.custom_fields) return false;
  const [was, is] = [aboutOf(before), aboutOf(after)];
  return ABOUT_AXES.some((axis) => was[axis] !== is[axis]);
}

/** Whether it is one of the fields that tell what a ticket is about. */
export function isAboutField(id: number): boolean {
  return Object.values<number>(ABOUT_FIELDS).includes(id);
}
