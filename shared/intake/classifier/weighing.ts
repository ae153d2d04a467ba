import { GROUPS, LETTERS } from './features.ts';

/** How much each group of features counts, in the order of GROUPS: longer runs repeat what shorter ones said. */
const GROUP_WEIGHTS: readonly number[] = [1, 1, 1, 0.9, 0.6];
/** So many parts of words make as much text as one character of a script without spaces. */
const PARTS_OF_A_CHARACTER = 4;

/** What one text has of the known features: one entry for each, side by side. */
export interface Counted {
  readonly features: readonly number[];
  readonly groups: readonly number[];
  readonly counts: readonly number[];
}

/** The value of each counted feature: its frequency, damped, times what the feature is worth, each group brought to its length. */
export function weighed(counted: Counted, worthOf: (feature: number) => number): Float64Array {
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
  const factors = lengthsOf(occurrences).map((length, group) => length / Math.sqrt(squares[group] || 1));
  for (let at = 0; at < values.length; at++)
    values[at] = (values[at] as number) * (factors[groups[at] as number] as number);
  return values;
}

/** The length that each group's features have together. In a text of both kinds of scripts, each kind has its share. */
function lengthsOf(occurrences: Float64Array): number[] {
  const letters = (occurrences[LETTERS.parts] ?? 0) / PARTS_OF_A_CHARACTER;
  const characters = occurrences[LETTERS.characters] ?? 0;
  const share = characters === 0 ? 1 : letters / (letters + characters);
  return GROUP_WEIGHTS.map((weight, group) => weight * Math.sqrt(group <= LETTERS.parts ? share : 1 - share));
}
