import { visitFeatures } from './features.ts';
import { type Places, placeOf } from './places.ts';
import type { Counted } from './weighing.ts';

/** Counts those features of a comparable text that a model knows. */
export function knownFeatures(text: string, places: Places): Counted {
  const entryOf = new Map<number, number>();
  const features: number[] = [];
  const groups: number[] = [];
  const counts: number[] = [];
  visitFeatures(text, (group, hash) => {
    const feature = placeOf(places, hash);
    if (feature < 0) return;
    const entry = entryOf.get(feature);
    if (entry === undefined) {
      entryOf.set(feature, features.length);
      features.push(feature);
      groups.push(group);
      counts.push(1);
    } else {
      counts[entry] = (counts[entry] ?? 0) + 1;
    }
  });
  return { features, groups, counts };
}
