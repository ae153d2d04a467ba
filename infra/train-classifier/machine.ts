import { type Lengths, USUAL_LENGTHS } from '../../shared/intake/classifier/weighing.ts';
import { seeded } from './seeded.ts';
import { hyperplaneOf } from './svm.ts';
import type { Vectors } from './vectors.ts';

/** A hyperplane for each class: a row of weights each, one after the other. */
export interface Machine {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  readonly width: number;
}

/**
 * How long each group of features is (the order is that of GROUPS), by whether what matters stands in short or in long pieces: few
 * texts share only the short ones, and of many the long ones tell more.
 */
export const REACHES = {
  short: [0.6, 1, 1, 0.7, 0.4],
  usual: USUAL_LENGTHS,
  long: [1.4, 1, 0.6, 0.9, 1],
} as const satisfies Record<string, Lengths>;

/** One of them. */
export type Reach = keyof typeof REACHES;

/** What the search may turn. */
export interface Settings {
  readonly cost: number;
  /** How much features that tell classes apart count more: a power of their information. */
  readonly sharpness: number;
  /** How much short and long pieces of a text count against each other. */
  readonly reach: Reach;
}

/** What learning them is told. */
export interface MachineOptions {
  readonly cost: number;
  readonly seed: number;
  /** Takes the share that is done, again and again. */
  readonly progress: (share: number) => void;
}

/** Learns to tell each class from the rest. */
export function machineOf(vectors: Vectors, labels: Int32Array, classes: number, options: MachineOptions): Machine {
  const { cost, seed, progress } = options;
  const { width } = vectors;
  const weights = new Float32Array(width * classes);
  const biases = new Float32Array(classes);
  for (let label = 0; label < classes; label++) {
    const isMember = Uint8Array.from(labels, (each) => (each === label ? 1 : 0));
    const random = seeded(seed + label);
    const plane = hyperplaneOf(vectors, isMember, { cost, tolerance: 0.1, mostRounds: 200, random });
    weights.set(plane.weights, width * label);
    biases[label] = plane.bias;
    progress((label + 1) / classes);
  }
  return { weights, biases, width };
}

/** How far each text is on each class's side: a row for each text. */
export function marginsOf({ weights, biases, width }: Machine, texts: Vectors): Float64Array[] {
  const { starts, features, values } = texts;
  const margins = Array.from({ length: starts.length - 1 }, () => new Float64Array(biases.length));
  // One class after the other: its weights stay in the processor's cache.
  for (let label = 0; label < biases.length; label++) {
    const own = weights.subarray(width * label, width * (label + 1));
    for (const [row, each] of margins.entries()) {
      let margin = biases[label] as number;
      for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
        margin += (own[features[at] as number] as number) * (values[at] as number);
      each[label] = margin;
    }
  }
  return margins;
}
