import type { Found } from './vocabulary/find-phrases.ts';

/** What each label of an axis weighs in a text. */
export type Scores = ReadonlyMap<string, number>;

/** What every further phrase for the same label still adds: saying the same again and again proves little. */
const SHARES = [1, 0.6, 0.4, 0.3, 0.2, 0.1];
const IN_SUBJECT = 1.3;

/** The weight of all that was found, by label. Words of the subject count more. */
export function addUp(found: readonly Found[], inSubject: (found: Found) => boolean): Scores {
  const weights = new Map<string, number[]>();
  for (const each of found) {
    const all = weights.get(each.label) ?? [];
    all.push(each.weight * (inSubject(each) ? IN_SUBJECT : 1));
    weights.set(each.label, all);
  }
  return new Map(
    [...weights].map(([label, all]) => [
      label,
      all.sort((a, b) => b - a).reduce((sum, weight, at) => sum + weight * (SHARES[at] ?? 0.05), 0),
    ]),
  );
}

/** How much more a label has to weigh than the next to be about three times as likely, as messages held out had it. */
const STEP = 10;

/** The label that weighs most, and how sure that is: its share when weights become shares (softmax). */
export function strongest(scores: Scores): { readonly label: string; readonly confidence: number } {
  const [[label, most] = ['', 0]] = [...scores].sort(([, a], [, b]) => b - a);
  const all = [...scores.values()].reduce((sum, score) => sum + Math.exp((score - most) / STEP), 0);
  return { label, confidence: Math.round(100 / all) / 100 };
}
