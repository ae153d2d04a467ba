import { visitFeatures } from '../../shared/intake/classifier/features.ts';
import { comparable } from '../../shared/intake/classifier/tokens.ts';
import { type Counted, type Lengths, weighed } from '../../shared/intake/classifier/weighing.ts';

/** The texts of a set, counted: feature numbers are places in `hashes`, which is sorted. */
export interface CountedSet {
  readonly texts: readonly Counted[];
  readonly hashes: Uint32Array;
}

/** Texts as rows of one sparse matrix: row r's entries stand from `starts[r]` to `starts[r + 1]`. */
export interface Vectors {
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly values: Float64Array;
  /** How many features there are. */
  readonly width: number;
}

/** Counts the features of texts, and leaves out those that fewer than `least` texts have, or that would make more than `most`. */
export function countTexts(texts: readonly string[], least: number, most: number): CountedSet {
  const all = texts.map(hashesOf);
  const frequency = new Map<number, number>();
  for (const { features } of all) for (const hash of features) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  let needed = least;
  const histogram = new Map<number, number>();
  for (const count of frequency.values()) histogram.set(count, (histogram.get(count) ?? 0) + 1);
  let kept = frequency.size;
  for (let count = 1; count < needed || kept > most; count++) {
    kept -= histogram.get(count) ?? 0;
    needed = Math.max(needed, count + 1);
  }
  const hashes = Uint32Array.from([...frequency].flatMap(([hash, count]) => (count >= needed ? [hash] : []))).sort();
  const place = new Map(Array.from(hashes, (hash, at) => [hash, at]));
  return { texts: all.map((text) => onlyKnown(text, place)), hashes };
}

/** The rows of texts, given what each feature is worth and how much each group counts. */
export function vectorsOf(texts: readonly Counted[], worth: Float64Array, lengths: Lengths): Vectors {
  const starts = new Int32Array(texts.length + 1);
  texts.forEach(({ features }, at) => {
    starts[at + 1] = (starts[at] ?? 0) + features.length;
  });
  const features = new Int32Array(starts[texts.length] ?? 0);
  const values = new Float64Array(features.length);
  texts.forEach((text, at) => {
    features.set(text.features, starts[at] ?? 0);
    values.set(
      weighed(text, (feature) => worth[feature] ?? 0, lengths),
      starts[at] ?? 0,
    );
  });
  return { starts, features, values, width: worth.length };
}

function hashesOf(text: string): Counted {
  const counts = new Map<number, number>();
  const groupOf = new Map<number, number>();
  visitFeatures(comparable(text), (group, hash) => {
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
    groupOf.set(hash, group);
  });
  return { features: [...counts.keys()], groups: [...groupOf.values()], counts: [...counts.values()] };
}

function onlyKnown(text: Counted, place: ReadonlyMap<number, number>): Counted {
  const features: number[] = [];
  const groups: number[] = [];
  const counts: number[] = [];
  text.features.forEach((hash, at) => {
    const feature = place.get(hash);
    if (feature === undefined) return;
    features.push(feature);
    groups.push(text.groups[at] ?? 0);
    counts.push(text.counts[at] ?? 1);
  });
  return { features, groups, counts };
}
