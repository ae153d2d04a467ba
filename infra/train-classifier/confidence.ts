/** A text that was held out: its margins, and the class that it is of. */
export interface Held {
  readonly margins: Float64Array;
  readonly label: number;
}

/** The share of texts whose highest margin is their class's. */
export function accuracyOf(held: readonly Held[]): number {
  const right = held.filter(({ margins, label }) => margins.indexOf(Math.max(...margins)) === label);
  return right.length / held.length;
}

const STEEPNESS_WITHOUT_PROOF = 4;

/** What margins have to be multiplied with for the shares (softmax) to be as often right as they say: least log loss. */
export function steepnessFor(held: readonly Held[]): number {
  if (held.length < 20) return STEEPNESS_WITHOUT_PROOF;
  // The loss has one valley over the logarithm of the steepness: golden section.
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.1);
  let high = Math.log(100);
  const probe = (at: number) => ({ at, loss: lossAt(held, Math.exp(at)) });
  let left = probe(high - golden * (high - low));
  let right = probe(low + golden * (high - low));
  for (let round = 0; round < 20; round++) {
    if (left.loss < right.loss) {
      high = right.at;
      right = left;
      left = probe(high - golden * (high - low));
    } else {
      low = left.at;
      left = right;
      right = probe(low + golden * (high - low));
    }
  }
  return Math.exp((low + high) / 2);
}

function lossAt(held: readonly Held[], steepness: number): number {
  let loss = 0;
  for (const { margins, label } of held) {
    const highest = Math.max(...margins);
    let sum = 0;
    for (const margin of margins) sum += Math.exp(steepness * (margin - highest));
    loss += Math.log(sum) - steepness * ((margins[label] ?? 0) - highest);
  }
  return loss;
}
