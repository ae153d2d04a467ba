import * as fc from 'fast-check';
import type { IndexName } from '../../../shared/platform/table/schema.ts';
import type { Item } from '../../../shared/platform/table/table.ts';
import type { Condition, Key, Query, Update, Write } from '../../../shared/platform/table/table-input.ts';

// Few of each, so that operations meet: the same items, the same partitions of indexes, conditions that fail.
const PARTITIONS = ['P', 'Q', 'Ü'];
const SORTS = ['META', 'a', 'a#1', 'a#2', 'ab', 'b', 'z', '\u4e00', '\ue000', '\u{1f600}'];
const NUMBERS = [-1, 0, 1, 2, 2.5, 12345678901234];
const NAMES = ['version', 'count', 'text', 'other', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'];

/** Mostly the one, now and then the other: something that is refused. */
function rarely<T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

/** One or none. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const oddKey = fc.constantFrom('', 'x'.repeat(1025), 'x'.repeat(2049), 7, null, undefined) as fc.Arbitrary<string>;
export const anyKey: fc.Arbitrary<Key> = fc.record({
  pk: rarely(fc.constantFrom(...PARTITIONS), oddKey),
  sk: rarely(fc.constantFrom(...SORTS), oddKey),
});
export const anySort = fc.constantFrom(...SORTS);
export const anyName = fc.constantFrom(...NAMES);

const scalar = fc.constantFrom<unknown>(...NUMBERS, '', 'a', 'ab', '\ue000', '\u{1f600}', true, false, null);
const structured = fc.constantFrom<unknown>(
  [1, undefined, 'a', [null]],
  { x: 1, y: undefined, z: { deep: ['a'] } },
  {},
  [],
  new Set(['b', 'a']),
  new Set([1, 2]),
  new Uint8Array([1, 2, 255]),
  Buffer.from('hi'),
  new Map([['x', 1]]),
  undefined,
  10n,
);
const unsendable = fc.constantFrom<unknown>(Number.NaN, 2 ** 60, new Set(), new Date(0), 1e-140);
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 60, arbitrary: scalar },
  { weight: 20, arbitrary: structured },
  { weight: 1, arbitrary: unsendable },
);

const indexPartition = rarely(fc.constantFrom('G', 'H'), fc.constantFrom<unknown>('', 5));
const indexSort = rarely(fc.constantFrom('1', '12', '2', '\u{1f600}'), fc.constantFrom<unknown>('', null));
const attributes = fc.record(
  {
    version: fc.constantFrom(1, 2, 3),
    count: rarely(fc.constantFrom(0, 1, 7), anyValue),
    text: anyValue,
    other: anyValue,
    gsi1pk: indexPartition,
    gsi1sk: indexSort,
    gsi2pk: indexPartition,
    gsi2sk: indexSort,
  },
  { requiredKeys: [] },
);
export const anyItem = fc.tuple(anyKey, attributes).map(([keys, rest]): Item => ({ ...keys, ...rest }));

export const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>('absent', 'present'),
  fc.record({ version: fc.constantFrom(1, 2) }),
  fc.record({ absentOrOver: fc.record({ attribute: anyName, at: fc.constantFrom(...NUMBERS) }) }),
  fc.record(
    { equals: fc.dictionary(anyName, anyValue, { maxKeys: 2 }), missing: fc.uniqueArray(anyName, { maxLength: 2 }) },
    { requiredKeys: [] },
  ),
);

const added = fc.dictionary(fc.constantFrom('count', 'version'), fc.constantFrom(-1, 1, 5), { maxKeys: 1 });
const removed = fc.uniqueArray(anyName, { maxLength: 3 });
/** Some of them change nothing, or an attribute twice: which is refused. */
export const anyUpdate: fc.Arbitrary<Update> = fc.oneof(
  fc.record({ key: anyKey, set: attributes, condition: maybe(anyCondition) }),
  fc.record({ key: anyKey, add: added, condition: maybe(anyCondition) }),
  fc.record({ key: anyKey, set: attributes, add: added, remove: removed, condition: maybe(anyCondition) }),
);

function isSound({ set = {}, add = {}, remove = [] }: Update): boolean {
  const names = [...Object.keys(set), ...Object.keys(add), ...remove];
  return names.length > 0 && new Set(names).size === names.length;
}

export const anyWrite: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ put: anyItem, condition: maybe(anyCondition) }),
  anyUpdate.filter(isSound).map(({ condition, ...update }) => ({ update, condition })),
  fc.record({ delete: anyKey, condition: maybe(anyCondition) }),
  fc.record({ check: anyKey, condition: anyCondition }),
);

const bound = rarely(fc.constantFrom(...SORTS, '1', '12'), fc.constantFrom('', 'zzz'));
const range: fc.Arbitrary<Partial<Query>> = fc.oneof(
  fc.record({ startsWith: fc.constantFrom('a', 'a#', 'M', '1', '\u{1f600}') }),
  fc.tuple(fc.constantFrom('startsWith', 'from', 'to', 'above', 'below'), bound).map(([by, text]) => ({ [by]: text })),
  fc.record({ from: bound, to: bound }),
  fc.constant({}),
);
const target: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ partition: rarely(fc.constantFrom(...PARTITIONS), fc.constant('')), consistent: fc.boolean() }),
  fc.record({ partition: fc.constantFrom('G', 'H'), index: fc.constantFrom<IndexName>('gsi1', 'gsi2', 'gsi3') }),
);
export const anyQuery: fc.Arbitrary<Query> = fc
  .tuple(target, range, fc.boolean(), maybe(fc.integer({ min: 1, max: 4 })))
  .map(([from, bounds, descending, limit]) => ({ ...from, ...bounds, descending, ...(limit ? { limit } : {}) }));
