import { expect, test } from 'vitest';
import { steepnessFor } from '../../../../infra/train-classifier/confidence.ts';
import { type Labelled, learn } from '../../../../infra/train-classifier/learn.ts';
import { seeded } from '../../../../infra/train-classifier/seeded.ts';
import { splitsOf } from '../../../../infra/train-classifier/split.ts';
import { hyperplaneOf } from '../../../../infra/train-classifier/svm.ts';
import { classify } from '../../../../shared/intake/classifier/classify-text.ts';
import { loadModel, packModel } from '../../../../shared/intake/classifier/model.ts';

const QUIET = { seed: 1, tell: () => {}, progress: () => {}, mostBytes: 14_000_000 };
const modelOf = (examples: readonly Labelled[], options: Partial<typeof QUIET> = {}) =>
  loadModel(packModel(learn(examples, { ...QUIET, ...options }).parts));

/** So many texts of each label; each has a word of its label among words that say nothing. */
function texts(labels: readonly string[], each: number): Labelled[] {
  const random = seeded(7);
  const filler = ['the', 'my', 'please', 'today', 'again', 'account', 'help', 'app', 'wait', 'now'];
  const word = () => filler[Math.floor(random() * filler.length)] ?? '';
  return Array.from({ length: labels.length * each }, (_, at) => {
    const label = labels[at % labels.length] ?? '';
    return { text: `${word()} ${word()} ${label} ${word()}`, label };
  });
}

test('texts that can be told apart are all told apart, in either kind of script', () => {
  const examples = texts(['card', 'transfer', 'refund', '提现', '充值', '登录'], 20);
  const model = modelOf(examples);
  expect(examples.filter(({ text, label }) => classify(model, text).label !== label)).toEqual([]);
});

test('a text of which nothing is known gets the label that most texts have', () => {
  const model = modelOf([...texts(['card'], 60), ...texts(['transfer'], 6)]);
  const { label, why } = classify(model, 'zzzz');
  expect(label).toBe('card');
  expect(why).toEqual([]);
});

test('the plane of two texts that face each other is the one of the formula', () => {
  // min ½(w² + b²) + C Σ max(0, 1 - y(wx + b))² for x = ±1 has b = 0 and w = 4C / (1 + 4C).
  const vectors = {
    starts: Int32Array.of(0, 1, 2),
    features: Int32Array.of(0, 0),
    values: Float64Array.of(1, -1),
    width: 1,
  };
  for (const cost of [0.1, 1, 10]) {
    const options = { cost, tolerance: 1e-9, mostRounds: 10_000, random: seeded(1) };
    const { weights, bias } = hyperplaneOf(vectors, Uint8Array.of(1, 0), options);
    expect(weights[0]).toBeCloseTo((4 * cost) / (1 + 4 * cost), 5);
    expect(bias).toBeCloseTo(0, 5);
  }
});

test('texts given twice are not held out from themselves: what is expected does not rise by repeating them', () => {
  const random = seeded(3);
  const noise: Labelled[] = Array.from({ length: 100 }, (_, at) => ({
    text: Array.from({ length: 4 }, () => Math.floor(random() * 1e6).toString(36)).join(' '),
    label: at % 2 === 0 ? 'a' : 'b',
  }));
  const { tuned } = learn([...noise, ...noise, ...noise], QUIET);
  expect(tuned.accuracy).toBeLessThan(0.75);
});

test('each text is held out with its class in every part, a label of one text never', () => {
  const labels = Int32Array.from({ length: 101 }, (_, at) => (at === 100 ? 2 : at % 2));
  const splits = splitsOf(labels, 3, Int32Array.from(labels.keys()), seeded(1));
  expect(splits.length).toBe(5);
  expect(splits.flatMap(({ check }) => [...check]).sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
  for (const { learn: learnt, check } of splits) {
    expect(check.length).toBe(20);
    expect(check.filter((at) => labels[at] === 0).length).toBe(10);
    expect(new Set([...learnt, ...check]).size).toBe(101);
  }
});

test('labels with one text are learnt too', () => {
  const model = modelOf([...texts(['card', 'transfer'], 10), { text: 'tax certificate', label: 'tax' }]);
  expect(classify(model, 'my tax certificate').label).toBe('tax');
});

test('one label alone, or one text, gives a model that says it', () => {
  expect(classify(modelOf([{ text: 'hello', label: 'only' }]), 'anything')).toMatchObject({
    label: 'only',
    confidence: 1,
  });
});

test('a model stays within its bytes by leaving out what says least, and still knows what matters', () => {
  const examples = texts(['card', 'transfer', 'refund'], 30);
  const small = learn(examples, { ...QUIET, mostBytes: 1_500 }).parts;
  expect(small.hashes.length).toBe(100);
  const model = loadModel(packModel(small));
  expect(examples.filter(({ text, label }) => classify(model, text).label !== label)).toEqual([]);
});

test('with a hundred labels of two texts each the model stays small enough', () => {
  const labels = Array.from({ length: 120 }, (_, at) => `label${(at * 7919).toString(36)}`);
  const { parts } = learn(texts(labels, 2), { ...QUIET, mostBytes: 50_000 });
  expect(parts.labels.length).toBe(120);
  expect(packModel(parts).length).toBeLessThan(55_000);
});

test('where long pieces tell labels apart, they come to count more', () => {
  const random = seeded(5);
  const signs = [...'甲乙丙丁戊己庚辛'];
  const sign = () => signs[Math.floor(random() * signs.length)] ?? '';
  // The same characters in every text; only which stand next to each other differs.
  const examples = Array.from({ length: 600 }, (_, at) => {
    const label = at % 2 === 0 ? '甲乙丙' : '丙乙甲';
    return { text: `${sign()}${sign()}${sign()}${label}${sign()}${sign()}${sign()}${sign()}`, label };
  });
  const learned = learn(examples, QUIET);
  expect(learned.tuned.accuracy).toBeGreaterThan(0.95);
  expect(classify(loadModel(packModel(learned.parts)), '己己丙乙甲己己己').label).toBe('丙乙甲');
});

test('confidence is as high as held-out texts were right: margins that say little are not made much of', () => {
  const random = seeded(2);
  const held = (rightShare: number) =>
    Array.from({ length: 500 }, () => ({ margins: Float64Array.of(0.5, -0.5), label: random() < rightShare ? 0 : 1 }));
  const confidence = (steepness: number) => 1 / (1 + Math.exp(-steepness));
  expect(confidence(steepnessFor(held(0.75)))).toBeCloseTo(0.75, 1);
  expect(confidence(steepnessFor(held(0.95)))).toBeCloseTo(0.95, 1);
});
