import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { learn } from '../../../../infra/train-classifier/learn.ts';
import { classify } from '../../../../shared/intake/classifier/classify-text.ts';
import { loadModel, packModel } from '../../../../shared/intake/classifier/model.ts';

const { parts } = learn(
  [
    { text: 'my card is lost', label: 'card' },
    { text: '提现没到账', label: '提现' },
    { text: 'transfer pending', label: 'a "quoted", label' },
  ],
  { seed: 1, tell: () => {}, progress: () => {}, mostBytes: 1_000_000 },
);
const file = packModel(parts);

test('what was written is read again, wherever the bytes lie', () => {
  const moved = new Uint8Array(file.length + 1);
  moved.set(file, 1);
  for (const bytes of [file, moved.subarray(1)]) {
    const { places, ...read } = loadModel(bytes);
    expect(read).toEqual(parts);
    expect(classify({ places, ...read }, 'is the card lost?').label).toBe('card');
  }
});

test('a file that is something else is refused', () => {
  expect(() => loadModel(new Uint8Array(0))).toThrow('not a model file');
  expect(() => loadModel(new TextEncoder().encode('{"text":"hello","label":"a"}\n'))).toThrow('not a model file');
});

test('a file of another version says so, and what to do', () => {
  const other = file.slice();
  other[4] = 9;
  expect(() => loadModel(other)).toThrow(/version 9.*Train it again/);
});

test('a file cut off anywhere, or with more behind it, is refused', () => {
  void fc.assert(
    fc.property(fc.integer({ min: 0, max: file.length - 1 }), (length) => {
      expect(() => loadModel(file.slice(0, length))).toThrow(/model file/);
    }),
  );
  expect(() => loadModel(Uint8Array.from([...file, 0]))).toThrow('damaged');
});

test('a file in which any byte changed after the header is refused', () => {
  const header = 12 + new DataView(file.buffer).getUint32(8, true);
  void fc.assert(
    fc.property(fc.integer({ min: header, max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = file.slice();
      damaged[at] = (damaged[at] ?? 0) ^ change;
      expect(() => loadModel(damaged)).toThrow('damaged');
    }),
  );
});

test('the file is the same for the same parts', () => {
  expect(Buffer.from(packModel(parts)).equals(Buffer.from(file))).toBe(true);
});

test('models of before, which say neither lengths nor a sum, are read as they were meant', () => {
  const end = 12 + new DataView(file.buffer).getUint32(8, true);
  const { lengths, sum, ...before } = JSON.parse(new TextDecoder().decode(file.subarray(12, end)));
  expect(lengths).toHaveLength(5);
  expect(sum).toBeTypeOf('number');
  const text = new TextEncoder().encode(JSON.stringify(before).padEnd(end - 12));
  const old = file.slice();
  old.set(text, 12);
  expect(loadModel(old).lengths).toEqual([1, 1, 1, 0.9, 0.6]);
});

test('the models that ship are whole', () => {
  for (const axis of ['category', 'kind', 'risk']) {
    const path = new URL(`../../../../shared/intake/vocabulary/learned-${axis}.json`, import.meta.url);
    const { model } = JSON.parse(readFileSync(path, 'utf8'));
    expect(loadModel(Buffer.from(model, 'base64')).labels.length).toBeGreaterThan(1);
  }
});
