import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examineMessage, type Intake } from '../../../shared/intake/examine-message.ts';

interface Labelled {
  readonly subject: string;
  readonly text: string;
  readonly category: string;
  readonly kind: string;
  readonly risk: string;
  readonly language: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Messages that nothing was learned from: `infra/try-intake/labelled-messages.jsonl` holds none of them. */
const messages = readFileSync(new URL('../../fixtures/intake/messages.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Labelled);
const examined = messages.map((message) => ({ message, intake: examineMessage(message) }));

function rightly(is: (message: Labelled, intake: Intake) => boolean, of = (_: Labelled): boolean => true): number {
  const asked = examined.filter(({ message }) => of(message));
  return asked.filter(({ message, intake }) => is(message, intake)).length / asked.length;
}

test('of customers in Chinese, English, slang and panic have the right category in nine of ten', () => {
  expect(messages.length).toBeGreaterThan(115);
  expect(rightly((message, { category }) => category === message.category)).toBeGreaterThan(0.9);
});

test('have the right kind in more than 85 of 100, and their language always', () => {
  expect(rightly((message, { kind }) => kind === message.kind)).toBeGreaterThan(0.85);
  expect(rightly((message, { language }) => language === message.language)).toBe(1);
});

test('that tell of a danger are found, and hardly any other', () => {
  const inDanger = ({ risk }: Labelled) => risk !== 'none';
  expect(rightly((_, { risk }) => risk !== 'none', inDanger)).toBeGreaterThan(0.97);
  expect(
    rightly(
      (_, { risk }) => risk === 'none',
      (message) => !inDanger(message),
    ),
  ).toBeGreaterThan(0.95);
});

test('have their facts taken exactly as written', () => {
  const expected = examined.flatMap(({ message, intake }) =>
    Object.entries(message.facts).map(([name, value]) => ({
      value,
      found: new Map(Object.entries(intake.facts)).get(name),
    })),
  );
  expect(expected.filter(({ value, found }) => found === value).length / expected.length).toBeGreaterThan(0.95);
});

test('take less than five milliseconds each', () => {
  const started = performance.now();
  for (const message of messages) examineMessage(message);
  expect((performance.now() - started) / messages.length).toBeLessThan(5);
});

test('of 20,000 characters are read in time as well', () => {
  const long = messages
    .map(({ text }) => text)
    .join(' ')
    .repeat(3)
    .slice(0, 20_000);
  const started = performance.now();
  examineMessage({ text: long });
  expect(performance.now() - started).toBeLessThan(400);
});
