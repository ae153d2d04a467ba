import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Item } from '../../../shared/platform/table/table.ts';
import type { TableChange } from './table-engine.ts';

const STREAM = 'arn:aws:dynamodb:us-east-1:000000000000:table/memory/stream/2026-01-01T00:00:00.000';

/** A change as Lambda hands it to a function: the new image, marshalled as the document client would, bytes in base64. */
export function streamRecord(change: TableChange): DynamoDBRecord {
  const SequenceNumber = `1${String(change.position).padStart(20, '0')}`;
  return {
    eventID: SequenceNumber,
    eventName: change.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    eventSourceARN: STREAM,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(change.at / 1000),
      Keys: attributes({ ...change.keys }),
      ...(change.image ? { NewImage: attributes(change.image) } : {}),
      SequenceNumber,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

function attributes(fields: Item): Record<string, AttributeValue> {
  const marshalled: Record<string, AttributeValue> = {};
  for (const name in fields) marshalled[name] = attribute(fields[name]);
  return marshalled;
}

function attribute(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' || typeof value === 'bigint') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  if (value instanceof Uint8Array) return { B: base64(value) };
  if (value instanceof Set) return setAttribute([...value]);
  return { M: attributes(value as Item) };
}

function setAttribute(members: readonly unknown[]): AttributeValue {
  if (typeof members[0] === 'string') return { SS: members as string[] };
  if (members[0] instanceof Uint8Array) return { BS: (members as Uint8Array[]).map(base64) };
  return { NS: members.map(String) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** The plain item of an image in a stream record: the other way round. */
export function plainImage(image: Readonly<Record<string, AttributeValue>>): Item {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]));
}

function plain(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return plainNumber(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L) return value.L.map(plain);
  if (value.M) return plainImage(value.M);
  if (value.SS) return new Set(value.SS);
  if (value.NS) return new Set(value.NS.map(plainNumber));
  if (value.BS) return new Set(value.BS.map(bytes));
  if (value.B !== undefined) return bytes(value.B);
  throw new TypeError(`A stream record holds a value of type ${Object.keys(value)}`);
}

function plainNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
