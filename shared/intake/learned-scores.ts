import { knownFeatures } from './classifier/known-features.ts';
import { loadModel, type Model } from './classifier/model.ts';
import { comparable } from './classifier/tokens.ts';
import { weighed } from './classifier/weighing.ts';
import type { Scores } from './scores.ts';
import category from './vocabulary/learned-category.json' with { type: 'json' };
import kind from './vocabulary/learned-kind.json' with { type: 'json' };
import risk from './vocabulary/learned-risk.json' with { type: 'json' };

const WRITTEN = { category, kind, risk };
const models = new Map<string, Model>();

/**
 * How far a folded text is on each label's side by the words of the labelled messages that ship with `npm run intake`: for what
 * no phrase was written for.
 */
export function learnedScores(text: string, axis: keyof typeof WRITTEN): Scores {
  const model = modelOf(axis);
  const counted = knownFeatures(comparable(text), model.places);
  const values = weighed(counted, (feature) => model.worth[feature] ?? 0, model.lengths);
  const margins = Float64Array.from(model.biases);
  const count = model.labels.length;
  for (const [at, feature] of counted.features.entries()) {
    const value = (values[at] ?? 0) * (model.scales[feature] ?? 0);
    for (let label = 0; label < count; label++)
      margins[label] = (margins[label] ?? 0) + value * (model.weights[feature * count + label] ?? 0);
  }
  return new Map(model.labels.map((label, at) => [label, margins[at] ?? 0]));
}

/** Read when first needed: who only reads facts does not pay for it. */
function modelOf(axis: keyof typeof WRITTEN): Model {
  const known = models.get(axis);
  if (known) return known;
  const model = loadModel(Uint8Array.from(Buffer.from(WRITTEN[axis].model, 'base64')));
  models.set(axis, model);
  return model;
}
