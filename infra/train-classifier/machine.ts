import { seeded } from './seeded.ts';
import { hyperplaneOf } from './svm.ts';
import type { Vectors } from './vectors.ts';

/** A hyperplane for each class: a row of weights each, one after the other. */
export interface Machine {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  readonly width: number;
}

/** What the search may turn. */
export interface Settings {
  readonly cost: number;
  /** How much features that tell classes apart count more: a power of their information. */
  readonly sharpness: number;
}

/** Learns to tell each class from the rest. */
export function machineOf(vectors: Vectors, labels: Int32Array, classes: number, cost: number, seed: number): Machine {
  const { width } = vectors;
  const weights = new Float32Array(width * classes);
  const biases = new Float32Array(classes);
  for (let label = 0; label < classes; label++) {
    const isMember = Uint8Array.from(labels, (each) => (each === label ? 1 : 0));
    const random = seeded(seed + label);
    const plane = hyperplaneOf(vectors, isMember, { cost, tolerance: 0.1, mostRounds: 200, random });
    weights.set(plane.weights, width * label);
    biases[label] = plane.bias;
  }
  return { weights, biases, width };
}

/** How far each text is on each class's side: a row for each text. */
export function marginsOf({ weights, biases, width }: Machine, texts: Vectors): Float64Array[] {
  const { starts, features, values } = texts;
  return Array.from({ length: starts.length - 1 }, (_, row) =>
    Float64Array.from(biases, (bias, label) => {
      let margin = bias;
      for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
        margin += (weights[width * label + (features[at] as number)] as number) * (values[at] as number);
      return margin;
    }),
  );
}
