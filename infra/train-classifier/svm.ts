import type { Vectors } from './vectors.ts';

/** What the solver is told. */
export interface SvmOptions {
  /** What a mistake costs against the size of the weights. */
  readonly cost: number;
  /** How far from the optimum it may stop. */
  readonly tolerance: number;
  readonly mostRounds: number;
  /** Uniform in [0, 1), the same for the same seed. */
  readonly random: () => number;
}

/** One class against the rest: a text belongs to it the more, the larger `weights · text + bias`. */
export interface Hyperplane {
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * A linear support vector machine with squared hinge loss, solved in the dual by coordinate descent with shrinking (Hsieh, Chang,
 * Lin, Keerthi and Sundararajan, ICML 2008, algorithm 3).
 */
export function hyperplaneOf(vectors: Vectors, isMember: Uint8Array, options: SvmOptions): Hyperplane {
  const { starts, features, values, width } = vectors;
  const count = isMember.length;
  const weights = new Float64Array(width);
  let bias = 0;
  const diagonal = 0.5 / options.cost;
  const dual = new Float64Array(count);
  const curvature = new Float64Array(count);
  const order = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    let square = diagonal + 1;
    for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++) square += (values[at] ?? 0) ** 2;
    curvature[row] = square;
    order[row] = row;
  }
  let active = count;
  let highest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < options.mostRounds; round++) {
    let max = Number.NEGATIVE_INFINITY;
    let min = Number.POSITIVE_INFINITY;
    for (let at = 0; at < active; at++) {
      const other = at + Math.floor(options.random() * (active - at));
      const row = order[other] ?? 0;
      order[other] = order[at] ?? 0;
      order[at] = row;
    }
    for (let place = 0; place < active; place++) {
      const row = order[place] ?? 0;
      const sign = isMember[row] === 1 ? 1 : -1;
      const from = starts[row] ?? 0;
      const to = starts[row + 1] ?? 0;
      let margin = bias;
      for (let at = from; at < to; at++) margin += (weights[features[at] as number] as number) * (values[at] as number);
      const was = dual[row] as number;
      const gradient = sign * margin - 1 + was * diagonal;
      let projected = gradient;
      if (was === 0) {
        if (gradient > highest) {
          // It cannot come back into the solution soon: put aside until the rest is solved.
          active--;
          order[place] = order[active] as number;
          order[active] = row;
          place--;
          continue;
        }
        if (gradient > 0) projected = 0;
      }
      if (projected > max) max = projected;
      if (projected < min) min = projected;
      if (Math.abs(projected) < 1e-12) continue;
      const now = Math.max(was - gradient / (curvature[row] as number), 0);
      dual[row] = now;
      const step = (now - was) * sign;
      bias += step;
      for (let at = from; at < to; at++) {
        const feature = features[at] as number;
        weights[feature] = (weights[feature] as number) + step * (values[at] as number);
      }
    }
    if (max - min <= options.tolerance) {
      if (active === count) break;
      active = count;
      highest = Number.POSITIVE_INFINITY;
      continue;
    }
    highest = max <= 0 ? Number.POSITIVE_INFINITY : max;
  }
  return { weights, bias };
}
