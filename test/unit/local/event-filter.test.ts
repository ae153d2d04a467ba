import { expect, test } from 'vitest';
import { eventFilter } from '../../../infra/local/stream/event-filter.ts';

const matches = (pattern: object, record: object) => eventFilter([JSON.stringify(pattern)])(record);

test('without criteria everything passes', () => {
  expect(eventFilter([])({})).toBe(true);
});

test('every named field must have one of its values', () => {
  const pattern = { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { entity: { S: ['timer'] } } } };
  const record = (eventName: string, entity: string) => ({
    eventName,
    dynamodb: { NewImage: { entity: { S: entity } } },
  });
  expect(matches(pattern, record('INSERT', 'timer'))).toBe(true);
  expect(matches(pattern, record('REMOVE', 'timer'))).toBe(false);
  expect(matches(pattern, record('INSERT', 'ticket'))).toBe(false);
  expect(matches(pattern, { eventName: 'INSERT' })).toBe(false);
});

test('one of several patterns is enough', () => {
  const passes = eventFilter(['{"a":[1]}', '{"b":[2]}']);
  expect([passes({ a: 1 }), passes({ b: 2 }), passes({ a: 2, b: 1 })]).toEqual([true, true, false]);
});

test('only leaves exist, as in AWS', () => {
  const leaf = { event: { M: { id: { S: [{ exists: true }] } } } };
  expect(matches(leaf, { event: { M: { id: { S: '' } } } })).toBe(true);
  expect(matches(leaf, { event: { M: {} } })).toBe(false);
  expect(matches({ event: [{ exists: true }] }, { event: { M: {} } })).toBe(false);
  expect(matches({ event: [{ exists: false }] }, {})).toBe(true);
});

test('prefixes, exclusions and alternatives', () => {
  expect(matches({ pk: [{ prefix: 'TICKET#' }] }, { pk: 'TICKET#7' })).toBe(true);
  expect(matches({ pk: [{ prefix: 'TICKET#' }] }, { pk: 'USER#7' })).toBe(false);
  expect(matches({ s: [{ 'anything-but': ['a', 'b'] }] }, { s: 'c' })).toBe(true);
  expect(matches({ s: [{ 'anything-but': ['a', 'b'] }] }, { s: 'a' })).toBe(false);
  expect(matches({ $or: [{ a: [1] }, { b: [1] }] }, { b: 1 })).toBe(true);
});

test('an operator it does not know is named when the filter is made', () => {
  expect(() => eventFilter(['{"n":[{"numeric":[">",1]}]}'])).toThrow('numeric');
});
