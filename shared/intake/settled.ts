import { ABOUT_AXES, type AboutAxis, aboutOf } from '../tickets/about-fields.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Settled, Surroundings } from './examine-message.ts';
import type { IntakeRecord } from './intake-record.ts';
import rules from './taxonomy/rules.json' with { type: 'json' };

/**
 * What people have said that a ticket is about, in its fields: what stands there and was not put there by the rules. What
 * they said once they have said for good.
 */
export function correctedBy(ticket: Pick<Ticket, 'custom_fields'>, record: IntakeRecord | undefined): AboutAxis[] {
  const says = aboutOf(ticket);
  return ABOUT_AXES.filter(
    (axis) => says[axis] !== null && (record?.corrected.includes(axis) || says[axis] !== (record?.about[axis] ?? null)),
  );
}

/** What stays as it is when a ticket is looked at again: what people said, and what was sure enough before. */
export function settledOf(
  ticket: Pick<Ticket, 'custom_fields'>,
  record: IntakeRecord | undefined,
): Required<Pick<Surroundings, 'settled' | 'knownRisk'>> {
  const corrected = correctedBy(ticket, record);
  const says = aboutOf(ticket);
  const sure = {
    kind: (record?.confidence.kind ?? 0) >= rules.sure_from.kind,
    category: (record?.confidence.category ?? 0) >= rules.sure_from.category,
  };
  const of = (axis: AboutAxis, isSure: boolean) =>
    corrected.includes(axis) ? (says[axis] ?? undefined) : isSure ? record?.about[axis] : undefined;
  const category = of('category', sure.category);
  const hasReason = record !== undefined && record.about.category === category && record.about.reason !== 'other';
  const all: Record<AboutAxis, string | undefined> = {
    kind: of('kind', sure.kind),
    category,
    reason: of('reason', hasReason),
    risk: of('risk', false),
  };
  const settled: Settled = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return { settled, knownRisk: record?.about.risk ?? 'none' };
}
