/** What agents can say of a ticket, and a model can learn to say. */
export const AXES = ['category', 'kind', 'reason', 'risk'] as const;
export type Axis = (typeof AXES)[number];

/** A correction as the API answers it. */
export interface GivenCorrection {
  readonly ticket_id: number;
  readonly subject: string;
  readonly text: string;
  readonly is: Readonly<Record<Axis, string | null>>;
}

/**
 * Corrections as lines of training data, oldest first: of each ticket what was said of it last. `text` and `label` are what
 * `npm run train` reads; the other names are those of the messages that intake's own models are made from.
 */
export function trainingLines(corrections: readonly GivenCorrection[], axis: Axis): string[] {
  const latest = new Map<number, GivenCorrection>();
  for (const correction of corrections) latest.set(correction.ticket_id, correction);
  return [...latest.values()].flatMap(({ subject, text, is }) => {
    const label = is[axis];
    return label === null ? [] : [JSON.stringify({ text: `${subject}\n${text}`, label, subject: '', ...is })];
  });
}
