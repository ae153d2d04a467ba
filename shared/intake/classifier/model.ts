import * as z from 'zod/mini';
import { GROUPS } from './features.ts';
import { type Places, placesOf } from './places.ts';
import { type Lengths, USUAL_LENGTHS } from './weighing.ts';

/** What was learned, as it stands in a model file. */
export interface ModelParts {
  readonly labels: readonly string[];
  /** What margins are multiplied with before they become shares of confidence. */
  readonly steepness: number;
  /** How much each group of features counts. */
  readonly lengths: Lengths;
  /** Ascending and without doubles; the order of `worth`, `scales` and the rows of `weights`. */
  readonly hashes: Uint32Array;
  readonly worth: Float32Array;
  /** A feature's weight for a label is its row's entry times its scale. */
  readonly scales: Float32Array;
  /** A row for each feature, a column for each label. */
  readonly weights: Int8Array;
  readonly biases: Float32Array;
}

/** A model ready to classify with. */
export interface Model extends ModelParts {
  readonly places: Places;
}

const MAGIC = 0x4354_4c4d;
/** Raised whenever files of before would be read wrongly: by another layout, other features or another weighing. */
const VERSION = 1;
const PREAMBLE = 12;

const Header = z.object({
  labels: z.array(z.string()).check(z.minLength(1)),
  steepness: z.number().check(z.positive()),
  features: z.int().check(z.nonnegative()),
  lengths: z._default(z.array(z.number().check(z.nonnegative())).check(z.length(GROUPS.length)), [...USUAL_LENGTHS]),
  sum: z.optional(z.int()),
});

/** The bytes of a model file: magic, version, length of the header (32 bits each, little-endian), header (JSON), tables. */
export function packModel(parts: ModelParts): Uint8Array {
  const { labels, steepness, lengths, hashes, worth, scales, weights, biases } = parts;
  const tables = [hashes, worth, scales, biases, weights].map(bytesOf);
  const json = JSON.stringify({ labels, steepness, features: hashes.length, lengths, sum: sumOf(tables) });
  const text = new TextEncoder().encode(json);
  // Spaces up to the next multiple of four, so that the tables can be read where they stand.
  const header = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(32);
  header.set(text);
  const bytes = new Uint8Array(PREAMBLE + header.length + tables.reduce((sum, table) => sum + table.length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, header.length, true);
  let offset = PREAMBLE;
  for (const table of [header, ...tables]) {
    bytes.set(table, offset);
    offset += table.length;
  }
  return bytes;
}

/** The model of a model file. Throws for bytes that are none, are cut off, or are of another version. */
export function loadModel(given: Uint8Array): Model {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREAMBLE || view.getUint32(0, true) !== MAGIC) throw new Error('This is not a model file.');
  const version = view.getUint32(4, true);
  if (version !== VERSION)
    throw new Error(`The model file is of version ${version}; this program reads ${VERSION}. Train it again.`);
  const start = PREAMBLE + view.getUint32(8, true);
  const { labels, steepness, features, lengths, sum } = headerOf(bytes.subarray(PREAMBLE, start));
  if (bytes.length !== start + 12 * features + (4 + features) * labels.length)
    throw new Error('The model file is damaged: its length is not what its header says.');
  if (sum !== undefined && sum !== sumOf([bytes.subarray(start)]))
    throw new Error('The model file is damaged: what stands in it is not what was written.');
  const at = (entries: number) => bytes.byteOffset + start + 4 * entries;
  const hashes = new Uint32Array(bytes.buffer, at(0), features);
  return {
    labels,
    steepness,
    lengths,
    hashes,
    worth: new Float32Array(bytes.buffer, at(features), features),
    scales: new Float32Array(bytes.buffer, at(2 * features), features),
    biases: new Float32Array(bytes.buffer, at(3 * features), labels.length),
    weights: new Int8Array(bytes.buffer, at(3 * features + labels.length), features * labels.length),
    places: placesOf(hashes),
  };
}

function headerOf(bytes: Uint8Array): z.infer<typeof Header> {
  try {
    return z.parse(Header, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new Error('The model file is damaged: its header cannot be read.', { cause });
  }
}

/** A sum over bytes that changes with each of them (FNV-1a). */
function sumOf(tables: readonly Uint8Array[]): number {
  let sum = 0x811c9dc5;
  for (const table of tables)
    for (let at = 0; at < table.length; at++) sum = Math.imul(sum ^ (table[at] ?? 0), 0x01000193);
  return sum >>> 0;
}

function bytesOf(table: Uint32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
}
