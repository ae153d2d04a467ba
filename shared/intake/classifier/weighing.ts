import { GROUPS, LETTERS } from './features.ts';

/** How long each group of features is, in the order of GROUPS: how much it counts. */
export type Lengths = readonly number[];

/** Longer runs repeat what shorter ones said. */
export const USUAL_LENGTHS: Lengths = [1, 1, 1, 0.9, 0.6];
/** So many parts of words make as much text as one character of a script without spaces. */
const PARTS_OF_A_CHARACTER = 4;

/** What one text has of the known features: one entry for each, side by side. */
export interface Counted {
  readonly features: readonly number[];
  readonly groups: readonly number[];
  readonly counts: readonly number[];
}

/** The value of each counted feature: its frequency, damped, times what the feature is worth, each group brought to its length. */
export function weighed(counted: Counted, worthOf: (feature: number) => number, lengths: Lengths): Float64Array {
  const { features, groups, counts } = counted;
  const squares = new Float64Array(GROUPS.length);
  const occurrences = new Float64Array(GROUPS.length);
  const values = new Float64Array(features.length);
  for (let at = 0; at < features.length; at++) {
    const group = groups[at] as number;
    const count = counts[at] as number;
    const value = (1 + Math.log(count)) * worthOf(features[at] as number);
    values[at] = value;
    squares[group] = (squares[group] as number) + value * value;
    occurrences[group] = (occurrences[group] as number) + count;
  }
  const factors = shared(lengths, occurrences).map((length, group) => length / Math.sqrt(squares[group] || 1));
  for (let at = 0; at < values.length; at++)
    values[at] = (values[at] as number) * (factors[groups[at] as number] as number);
  return values;
}

/** The length that each group's features have in a text of both kinds of scripts: each kind has its share. */
function shared(lengths: Lengths, occurrences: Float64Array): number[] {
  const letters = (occurrences[LETTERS.parts] ?? 0) / PARTS_OF_A_CHARACTER;
  const characters = occurrences[LETTERS.characters] ?? 0;
  const share = characters === 0 ? 1 : letters / (letters + characters);
  return lengths.map((weight, group) => weight * Math.sqrt(group <= LETTERS.parts ? share : 1 - share));
}
