import { decisiveWords } from './decisive-words.ts';
import { knownFeatures } from './known-features.ts';
import type { Model } from './model.ts';
import { comparable } from './tokens.ts';
import { type Counted, weighed } from './weighing.ts';

/** What a model says of a text. */
export interface Classification {
  readonly label: string;
  /** How often a label given with this confidence is right, as held-out texts had it: from 0 to 1. */
  readonly confidence: number;
  /** The words (in scripts without spaces: runs of characters) that spoke most for the label, the strongest first. */
  readonly why: readonly string[];
}

/** The label that a model gives a text. */
export function classify(model: Model, text: string): Classification {
  const read = comparable(text);
  const counted = knownFeatures(read, model.places);
  const values = weighed(counted, (feature) => model.worth[feature] ?? 0, model.lengths);
  const margins = marginsOf(model, counted, values);
  const best = margins.indexOf(Math.max(...margins));
  return {
    label: model.labels[best] ?? '',
    confidence: confidenceIn(margins, best, model.steepness),
    why: decisiveWords(read, model, counted, values, best),
  };
}

/** How far a text is on each label's side. */
function marginsOf(model: Model, { features }: Counted, values: Float64Array): Float64Array {
  const count = model.labels.length;
  const margins = Float64Array.from(model.biases);
  const { weights } = model;
  for (let at = 0; at < features.length; at++) {
    const feature = features[at] as number;
    const value = (values[at] as number) * (model.scales[feature] as number);
    const row = feature * count;
    for (let label = 0; label < count; label++)
      margins[label] = (margins[label] as number) + value * (weights[row + label] as number);
  }
  return margins;
}

/** The share of one label when margins become shares (softmax). */
function confidenceIn(margins: Float64Array, label: number, steepness: number): number {
  const highest = margins[label] ?? 0;
  let sum = 0;
  for (const margin of margins) sum += Math.exp(steepness * (margin - highest));
  return 1 / sum;
}
