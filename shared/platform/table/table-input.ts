import { type IndexName, indexKeys } from './schema.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * What must hold for a write to happen. `version` is optimistic locking: the stored `version` must be that number.
 * `equals` compares attributes with values; `missing` names attributes that must not be there.
 */
export type Condition =
  | 'absent'
  | 'present'
  | { readonly version: number }
  /** Not there, or there but over: its `attribute` (an instant) is at or before `at`. */
  | { readonly absentOrOver: { readonly attribute: string; readonly at: number } }
  | { readonly equals?: Readonly<Record<string, unknown>>; readonly missing?: readonly string[] };

/** A change of attributes in place: `set` writes, `add` adds numbers (absent counts as 0), `remove` takes away. */
export interface Update {
  readonly key: Key;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly add?: Readonly<Record<string, number>>;
  readonly remove?: readonly string[];
  readonly condition?: Condition | undefined;
}

/** One write of a transaction: exactly one of `put`, `update`, `delete` or `check`. */
export interface Write {
  readonly put?: Readonly<Record<string, unknown>>;
  readonly update?: Omit<Update, 'condition'>;
  readonly delete?: Key;
  readonly check?: Key;
  readonly condition?: Condition | undefined;
}

/** A range of one partition, of the table or of an index, in sort-key order. Bounds are inclusive unless named otherwise. */
export interface Query {
  readonly index?: IndexName;
  readonly partition: string;
  readonly startsWith?: string;
  readonly from?: string;
  readonly to?: string;
  readonly above?: string;
  readonly below?: string;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly after?: Key | undefined;
  readonly consistent?: boolean;
}

type Expression = {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
};

/** Collects names and values behind placeholders, so that no attribute name or value is ever part of an expression. */
function placeholders() {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  return {
    name(attribute: string): string {
      const at = `#${attribute.replace(/[^a-zA-Z0-9_]/g, '_')}`;
      names[at] = attribute;
      return at;
    },
    value(value: unknown): string {
      const at = `:v${Object.keys(values).length}`;
      values[at] = value;
      return at;
    },
    done: () => ({
      ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    }),
  };
}

type Placeholders = ReturnType<typeof placeholders>;

function conditionExpression(condition: Condition, at: Placeholders): string {
  if (condition === 'absent') return `attribute_not_exists(${at.name('pk')})`;
  if (condition === 'present') return `attribute_exists(${at.name('pk')})`;
  if ('version' in condition) return `${at.name('version')} = ${at.value(condition.version)}`;
  if ('absentOrOver' in condition) {
    const { attribute, at: instant } = condition.absentOrOver;
    return `attribute_not_exists(${at.name('pk')}) OR ${at.name(attribute)} <= ${at.value(instant)}`;
  }
  const { equals = {}, missing = [] } = condition as { equals?: Record<string, unknown>; missing?: readonly string[] };
  return [
    ...Object.entries(equals).map(([attribute, value]) => `${at.name(attribute)} = ${at.value(value)}`),
    ...missing.map((attribute) => `attribute_not_exists(${at.name(attribute)})`),
  ].join(' AND ');
}

/** The request of a put, delete or check, without the table name. */
export function writeInput(write: Write): { Item: Record<string, unknown>; Key: Key } & Expression {
  const at = placeholders();
  const target = write.put ? { Item: write.put } : { Key: write.delete ?? write.check };
  if (!write.condition) return target as unknown as ReturnType<typeof writeInput>;
  const ConditionExpression = conditionExpression(write.condition, at);
  return { ...target, ConditionExpression, ...at.done() } as unknown as ReturnType<typeof writeInput>;
}

/** The request of an update, without the table name. */
export function updateInput(update: Update): { Key: Key; UpdateExpression: string } & Expression {
  const at = placeholders();
  const set = Object.entries(update.set ?? {}).map(([name, value]) => `${at.name(name)} = ${at.value(value)}`);
  const add = Object.entries(update.add ?? {}).map(([name, value]) => `${at.name(name)} ${at.value(value)}`);
  const remove = (update.remove ?? []).map((name) => at.name(name));
  const UpdateExpression = [
    set.length > 0 ? `SET ${set.join(', ')}` : '',
    add.length > 0 ? `ADD ${add.join(', ')}` : '',
    remove.length > 0 ? `REMOVE ${remove.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(' ');
  const condition = update.condition ? { ConditionExpression: conditionExpression(update.condition, at) } : {};
  return { Key: update.key, UpdateExpression, ...condition, ...at.done() };
}

/** The request of a query, without the table name. */
export function queryInput(query: Query) {
  const at = placeholders();
  const keys = query.index ? indexKeys(query.index) : { pk: 'pk', sk: 'sk' };
  const parts = [`${at.name(keys.pk)} = ${at.value(query.partition)}`];
  if (query.startsWith !== undefined) parts.push(`begins_with(${at.name(keys.sk)}, ${at.value(query.startsWith)})`);
  else if (query.from !== undefined && query.to !== undefined)
    parts.push(`${at.name(keys.sk)} BETWEEN ${at.value(query.from)} AND ${at.value(query.to)}`);
  else if (query.from !== undefined) parts.push(`${at.name(keys.sk)} >= ${at.value(query.from)}`);
  else if (query.to !== undefined) parts.push(`${at.name(keys.sk)} <= ${at.value(query.to)}`);
  else if (query.above !== undefined) parts.push(`${at.name(keys.sk)} > ${at.value(query.above)}`);
  else if (query.below !== undefined) parts.push(`${at.name(keys.sk)} < ${at.value(query.below)}`);
  return {
    ...(query.index ? { IndexName: query.index } : {}),
    KeyConditionExpression: parts.join(' AND '),
    ScanIndexForward: !query.descending,
    ConsistentRead: query.consistent ?? false,
    ...(query.limit === undefined ? {} : { Limit: query.limit }),
    ...(query.after ? { ExclusiveStartKey: query.after } : {}),
    ...at.done(),
  };
}
