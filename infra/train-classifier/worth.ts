import type { Counted } from '../../shared/intake/classifier/weighing.ts';

/** As many texts as would have to say otherwise before a feature is believed to tell classes apart. */
const DOUBT = 1;

/**
 * What each feature is worth: rare ones more (inverse document frequency), and by the power `sharpness` those more that stand in few
 * classes (the information that a feature gives about the class, in nats, smoothed towards none).
 */
export function worthOf(
  texts: readonly Counted[],
  labels: Int32Array,
  width: number,
  classes: number,
  sharpness: number,
): Float64Array {
  const frequency = new Float64Array(width);
  const inClass = new Map<number, number>();
  const share = new Float64Array(classes);
  texts.forEach(({ features }, at) => {
    const label = labels[at] ?? 0;
    share[label] = (share[label] ?? 0) + 1 / texts.length;
    for (const feature of features) {
      frequency[feature] = (frequency[feature] ?? 0) + 1;
      const key = feature * classes + label;
      inClass.set(key, (inClass.get(key) ?? 0) + 1);
    }
  });
  const worth = frequency.map((count) => Math.log((1 + texts.length) / (1 + count)) + 1);
  if (sharpness === 0) return worth;
  const information = informationOf(frequency, inClass, share, classes);
  return worth.map((each, feature) => each * (information[feature] ?? 0) ** sharpness);
}

/** The distance (Kullback and Leibler) of a feature's classes from all classes. */
function informationOf(
  frequency: Float64Array,
  inClass: ReadonlyMap<number, number>,
  share: Float64Array,
  classes: number,
): Float64Array {
  // A class that a feature was never seen in has its share of the doubt, so all of them together need not be visited one by one.
  const unseen = new Float64Array(frequency.length).fill(1);
  const information = new Float64Array(frequency.length);
  for (const [key, count] of inClass) {
    const feature = Math.floor(key / classes);
    const prior = share[key % classes] ?? 0;
    const total = (frequency[feature] ?? 0) + DOUBT;
    const likely = (count + DOUBT * prior) / total;
    information[feature] = (information[feature] ?? 0) + likely * Math.log(likely / prior);
    unseen[feature] = (unseen[feature] ?? 0) - prior;
  }
  return information.map((known, feature) => {
    const ratio = DOUBT / ((frequency[feature] ?? 0) + DOUBT);
    const rest = Math.max(0, unseen[feature] ?? 0) * ratio;
    return Math.max(1e-6, known + (rest > 0 ? rest * Math.log(ratio) : 0));
  });
}
