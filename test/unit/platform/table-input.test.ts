import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryInput, updateInput, writeInput } from '../../../shared/platform/table/table-input.ts';

const key = { pk: 'TICKET#1', sk: 'META' };

describe('a write', () => {
  test('without a condition is the item and nothing more', () => {
    expect(writeInput({ put: { ...key, a: 1 } })).toEqual({ Item: { ...key, a: 1 } });
  });

  test.each([
    ['absent', 'attribute_not_exists(#pk)'],
    ['present', 'attribute_exists(#pk)'],
    [{ version: 3 }, '#version = :v0'],
    [{ absentOrOver: { attribute: 'kept_until', at: 5 } }, 'attribute_not_exists(#pk) OR #kept_until <= :v0'],
    [
      { equals: { state: 'open', owner: 1 }, missing: ['gone'] },
      '#state = :v0 AND #owner = :v1 AND attribute_not_exists(#gone)',
    ],
  ] as const)('with the condition %j says %s', (condition, expression) => {
    const input = writeInput({ delete: key, condition });
    expect(input.ConditionExpression).toBe(expression);
    expect(input.Key).toEqual(key);
  });

  test('keeps attribute names and values out of the expression', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, value) => {
        const input = writeInput({ put: key, condition: { equals: { [name]: value } } });
        expect(input.ConditionExpression).toMatch(/^#\w+ = :v0$/);
        expect(Object.values(input.ExpressionAttributeNames ?? {})).toEqual([name]);
        expect(Object.values(input.ExpressionAttributeValues ?? {})).toEqual([value]);
      }),
    );
  });
});

describe('an update', () => {
  test('sets, adds and removes in one expression', () => {
    expect(
      updateInput({ key, set: { status: 'open' }, add: { version: 1 }, remove: ['claim'], condition: { version: 4 } }),
    ).toEqual({
      Key: key,
      UpdateExpression: 'SET #status = :v0 ADD #version :v1 REMOVE #claim',
      ConditionExpression: '#version = :v2',
      ExpressionAttributeNames: { '#status': 'status', '#version': 'version', '#claim': 'claim' },
      ExpressionAttributeValues: { ':v0': 'open', ':v1': 1, ':v2': 4 },
    });
  });
});

describe('a query', () => {
  test.each([
    [{}, '#pk = :v0'],
    [{ startsWith: 'A#' }, '#pk = :v0 AND begins_with(#sk, :v1)'],
    [{ from: 'a', to: 'b' }, '#pk = :v0 AND #sk BETWEEN :v1 AND :v2'],
    [{ from: 'a' }, '#pk = :v0 AND #sk >= :v1'],
    [{ to: 'b' }, '#pk = :v0 AND #sk <= :v1'],
    [{ above: 'a' }, '#pk = :v0 AND #sk > :v1'],
    [{ below: 'b' }, '#pk = :v0 AND #sk < :v1'],
  ])('%j reads %s', (range, expression) => {
    expect(queryInput({ partition: 'P', ...range }).KeyConditionExpression).toBe(expression);
  });

  test('of an index uses its keys, and goes the way it is told', () => {
    expect(queryInput({ index: 'gsi2', partition: 'P', descending: true, limit: 5 })).toMatchObject({
      IndexName: 'gsi2',
      ExpressionAttributeNames: { '#gsi2pk': 'gsi2pk' },
      ScanIndexForward: false,
      Limit: 5,
      ConsistentRead: false,
    });
  });
});
