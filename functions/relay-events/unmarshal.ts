import type { AttributeValue } from 'aws-lambda';

/**
 * A value of a stream record as plain JSON. Numbers are doubles, as everywhere in the product; sets and bytes do not
 * occur in what is relayed.
 */
export function unmarshal(value: AttributeValue | undefined): unknown {
  if (value === undefined || value.NULL) return value === undefined ? undefined : null;
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L) return value.L.map(unmarshal);
  if (value.M) return unmarshalFields(value.M);
  throw new TypeError(`A relayed record holds a value of type ${Object.keys(value)}`);
}

/** The attributes of an item, or of a map in one. */
export function unmarshalFields(fields: Readonly<Record<string, AttributeValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, unmarshal(value)]));
}
