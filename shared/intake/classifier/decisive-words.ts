import { visitFeatures } from './features.ts';
import type { Model } from './model.ts';
import { placeOf } from './places.ts';
import { tokensOf } from './tokens.ts';
import type { Counted } from './weighing.ts';

const MOST_WORDS = 5;
/** A word has to say this share of what the strongest says. */
const LEAST_SHARE = 0.2;
/** Characters next to each other that speak for the label are one word, up to this many. */
const LONGEST_RUN = 4;

interface Word {
  readonly text: string;
  readonly score: number;
}

/** The words of a comparable text whose features spoke most for a label, the strongest first. */
export function decisiveWords(
  text: string,
  model: Model,
  counted: Counted,
  values: Float64Array,
  label: number,
): string[] {
  const scores = scoresByLetter(text, model, counted, values, label);
  const words = tokensOf(text).flatMap(({ start, end, byCharacter }) =>
    byCharacter ? runsOf(text, scores, start, end) : [wordAt(text, scores, start, end)],
  );
  const best = new Map<string, number>();
  for (const { text: word, score } of words) best.set(word, Math.max(score, best.get(word) ?? 0));
  const ranked = [...best].sort(([, a], [, b]) => b - a);
  const least = (ranked[0]?.[1] ?? 0) * LEAST_SHARE;
  return ranked
    .filter(([, score]) => score > 0 && score >= least)
    .slice(0, MOST_WORDS)
    .map(([word]) => word);
}

/** What each letter of the text said for the label: every feature spread evenly over the letters that it stands on. */
function scoresByLetter(
  text: string,
  model: Model,
  counted: Counted,
  values: Float64Array,
  label: number,
): Float64Array {
  const said = new Map<number, number>();
  counted.features.forEach((feature, at) => {
    const weight = (model.weights[feature * model.labels.length + label] ?? 0) * (model.scales[feature] ?? 0);
    said.set(feature, (weight * (values[at] ?? 0)) / (counted.counts[at] ?? 1));
  });
  const scores = new Float64Array(text.length);
  visitFeatures(text, (_, hash, start, end) => {
    const each = (said.get(placeOf(model.places, hash)) ?? 0) / (end - start);
    if (each !== 0) for (let at = start; at < end; at++) scores[at] = (scores[at] ?? 0) + each;
  });
  return scores;
}

function wordAt(text: string, scores: Float64Array, start: number, end: number): Word {
  let score = 0;
  for (let at = start; at < end; at++) score += scores[at] ?? 0;
  return { text: text.slice(start, end), score };
}

/** The stretches of a run of characters that speak for the label at least half as much as its strongest character. */
function runsOf(text: string, scores: Float64Array, start: number, end: number): Word[] {
  const strongest = Math.max(...scores.subarray(start, end));
  if (strongest <= 0) return [];
  const words: Word[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    const speaks = at < end && (scores[at] ?? 0) >= strongest / 2;
    const halfOfPair = /[\uDC00-\uDFFF]/.test(text.charAt(at));
    if ((speaks && at - from < LONGEST_RUN) || halfOfPair) continue;
    if (at > from) words.push(wordAt(text, scores, from, at));
    from = speaks ? at : at + 1;
  }
  return words;
}
