import type { ModelParts } from '../../shared/intake/classifier/model.ts';
import { type Machine, machineOf } from './machine.ts';
import { type Lesson, percent, type Tuned, tuned } from './tuning.ts';
import { type CountedSet, countTexts, vectorsOf } from './vectors.ts';
import { worthOf } from './worth.ts';

/** A text and what it is. */
export interface Labelled {
  readonly text: string;
  readonly label: string;
}

/** What learning is told besides the texts. */
export interface LearnOptions {
  readonly seed: number;
  /** Takes a line about how far it is. */
  readonly tell: (line: string) => void;
  /** A model is kept within this many bytes. */
  readonly mostBytes: number;
}

/** What was learned, and how it came about. */
export interface Learned {
  readonly parts: ModelParts;
  readonly tuned: Tuned;
}

/** More features than this are not learnt: the rarest are left out. */
const MOST_FEATURES = 400_000;

/** Learns a model from labelled texts. The same texts in the same order and the same seed give the same model. */
export function learn(examples: readonly Labelled[], { seed, tell, mostBytes }: LearnOptions): Learned {
  const names = [...new Set(examples.map(({ label }) => label))].sort();
  const place = new Map(names.map((name, at) => [name, at]));
  const labels = Int32Array.from(examples, ({ label }) => place.get(label) ?? 0);
  const set = countTexts(
    examples.map(({ text }) => text),
    1,
    MOST_FEATURES,
  );
  const lesson: Lesson = { texts: set.texts, labels, classes: names.length, width: set.hashes.length };
  tell(`${examples.length} texts, ${names.length} labels, ${lesson.width} features`);
  const found = tuned(lesson, seed, tell);
  const { cost, sharpness } = found.settings;
  const worth = worthOf(set.texts, labels, lesson.width, names.length, sharpness);
  const machine = machineOf(vectorsOf(set.texts, worth), labels, names.length, cost, seed);
  if (found.accuracy !== undefined) tell(`expect about ${percent(found.accuracy)} right on texts like these`);
  const parts = { labels: names, steepness: found.steepness, biases: machine.biases };
  return { parts: { ...parts, ...packed(set, worth, machine, names.length, mostBytes) }, tuned: found };
}

/** The weights in a byte each, by feature; of more features than fit, those with the largest weights. */
function packed(
  set: CountedSet,
  worth: Float64Array,
  { weights, width }: Machine,
  classes: number,
  mostBytes: number,
): Pick<ModelParts, 'hashes' | 'worth' | 'scales' | 'weights'> {
  const scales = new Float32Array(width);
  for (let feature = 0; feature < width; feature++) {
    let largest = 0;
    for (let label = 0; label < classes; label++)
      largest = Math.max(largest, Math.abs(weights[width * label + feature] as number));
    scales[feature] = largest / 127;
  }
  const strength = scales.map((scale, feature) => scale * (worth[feature] ?? 0));
  const order = Int32Array.from(strength.keys()).sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b);
  const kept = order.subarray(0, Math.floor(mostBytes / (classes + 12))).sort();
  const bytes = new Int8Array(kept.length * classes);
  kept.forEach((feature, row) => {
    const scale = scales[feature] || 1;
    for (let label = 0; label < classes; label++)
      bytes[row * classes + label] = Math.round((weights[width * label + feature] as number) / scale);
  });
  return {
    hashes: Uint32Array.from(kept, (feature) => set.hashes[feature] ?? 0),
    worth: Float32Array.from(kept, (feature) => worth[feature] ?? 0),
    scales: Float32Array.from(kept, (feature) => scales[feature] ?? 0),
    weights: bytes,
  };
}
