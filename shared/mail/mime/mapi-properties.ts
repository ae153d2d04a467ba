import { decodeText } from './charset.ts';

/** MAPI properties of a message or a file ([MS-OXTNEF] 2.1.3.4), by id: the type of each, and its bytes. */
export type PropertyReader = ReadonlyMap<number, { readonly type: number; readonly value: Uint8Array }>;

const PROPERTIES_AT_MOST = 5_000;
const VALUES_AT_MOST = 10_000;

const STRING8 = 0x1e;
const UNICODE = 0x1f;
const OBJECT = 0x0d;
const BINARY = 0x102;
const SEVERAL = 0x1000;
const NAMED_FROM = 0x8000;

/** Bytes of a value, with its padding, by type. */
const SIZES: Readonly<Record<number, number>> = {
  0: 0,
  1: 0,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

/** Reads properties as far as they make sense: the first of each id, and of several values the first. */
export function readProperties(bytes: Uint8Array): PropertyReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<number, { type: number; value: Uint8Array }>();
  let at = 4;
  const has = (length: number) => at + length <= bytes.length;
  if (bytes.length < 4) return found;
  const count = Math.min(view.getUint32(0, true), PROPERTIES_AT_MOST);
  for (let index = 0; index < count && has(4); index++) {
    const written = view.getUint16(at, true);
    const id = view.getUint16(at + 2, true);
    const type = written & ~SEVERAL;
    at += 4;
    if (id >= NAMED_FROM) {
      if (!has(24)) break;
      const isString = view.getUint32(at + 16, true) === 1;
      at += isString ? 24 + padded(view.getUint32(at + 20, true)) : 24;
    }
    const isVariable = type === STRING8 || type === UNICODE || type === OBJECT || type === BINARY;
    let values = 1;
    if (isVariable || written !== type) {
      if (!has(4)) break;
      values = view.getUint32(at, true);
      at += 4;
    }
    if (values > VALUES_AT_MOST) break;
    // Values without bytes would be counted through for nothing, however many a file says that it has.
    if (SIZES[type] === 0) values = Math.min(values, 1);
    for (let each = 0; each < values; each++) {
      let length = SIZES[type];
      if (isVariable) {
        if (!has(4)) return found;
        length = view.getUint32(at, true);
        at += 4;
      }
      if (length === undefined || !has(length)) return found;
      if (each === 0 && !found.has(id)) found.set(id, { type, value: bytes.subarray(at, at + length) });
      at += isVariable ? padded(length) : length;
    }
  }
  return found;
}

const padded = (length: number) => length + ((4 - (length % 4)) % 4);

/** A property's text, or undefined when there is none. */
export function textIn(properties: PropertyReader, id: number, codepage: string | undefined): string | undefined {
  const property = properties.get(id);
  if (!property || (property.type !== STRING8 && property.type !== UNICODE)) return undefined;
  const text = decodeText(property.value, property.type === UNICODE ? 'utf-16le' : codepage);
  return text.split('\0', 1)[0];
}

/** A property's bytes. */
export function bytesIn(properties: PropertyReader, id: number): Uint8Array | undefined {
  return properties.get(id)?.value;
}

/** A property's number. */
export function numberIn(properties: PropertyReader, id: number): number | undefined {
  const value = properties.get(id)?.value;
  return value && value.length >= 4 ? Buffer.from(value).readUInt32LE(0) : undefined;
}
