import type { ModelParts } from '../../shared/intake/classifier/model.ts';
import { comparable } from '../../shared/intake/classifier/tokens.ts';
import { type Machine, machineOf, REACHES } from './machine.ts';
import { counted } from './saying.ts';
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
  /** Takes the share of the present step that is done, again and again. */
  readonly progress: (share: number) => void;
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
/** Nor more weights than this, a gigabyte: with thousands of labels the rarest features are left out too. */
const MOST_WEIGHTS = 2 ** 28;

/** Learns a model from labelled texts. The same texts in the same order and the same seed give the same model. */
export function learn(examples: readonly Labelled[], { seed, tell, progress, mostBytes }: LearnOptions): Learned {
  const names = [...new Set(examples.map(({ label }) => label))].sort();
  const place = new Map(names.map((name, at) => [name, at]));
  const labels = Int32Array.from(examples, ({ label }) => place.get(label) ?? 0);
  const set = countTexts(
    examples.map(({ text }) => text),
    1,
    Math.min(MOST_FEATURES, Math.floor(MOST_WEIGHTS / names.length)),
  );
  const lesson: Lesson = {
    texts: set.texts,
    firsts: firstsOf(examples),
    labels,
    classes: names.length,
    width: set.hashes.length,
  };
  tell(`${counted(examples.length, 'text')}, ${counted(names.length, 'label')}, ${counted(lesson.width, 'feature')}`);
  if (names.length === 1) tell(`every text has the label ${names[0]}: there is nothing to tell apart`);
  const found = tuned(lesson, { seed, tell, progress });
  const { cost, sharpness } = found.settings;
  const lengths = REACHES[found.settings.reach];
  const worth = worthOf(set.texts, labels, lesson.width, names.length, sharpness);
  const machine = machineOf(vectorsOf(set.texts, worth, lengths), labels, names.length, { cost, seed, progress });
  if (found.accuracy !== undefined) tell(`expect about ${percent(found.accuracy)} right on texts like these`);
  const parts = { labels: names, steepness: found.steepness, lengths, biases: machine.biases };
  return { parts: { ...parts, ...packed(set, worth, machine, names.length, mostBytes) }, tuned: found };
}

/** Where each text stood first. */
function firstsOf(examples: readonly Labelled[]): Int32Array {
  const places = new Map<string, number>();
  return Int32Array.from(examples, ({ text }, at) => {
    const key = comparable(text);
    const first = places.get(key) ?? at;
    places.set(key, first);
    return first;
  });
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
