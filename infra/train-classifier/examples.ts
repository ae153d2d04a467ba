import { createReadStream } from 'node:fs';
import { UsageError } from '../command-line.ts';
import { csvRecords } from './csv.ts';
import { linesOf } from './lines.ts';

/** One text of a file, and its label where the file gives one. */
export interface Example {
  readonly line: number;
  readonly text: string;
  readonly label: string | undefined;
}

/** A line that could not be read, and why. */
export interface BadLine {
  readonly line: number;
  readonly error: string;
}

/** What columns and fields may be called. The first is ours; the others are what public sets call the same. */
const LABELS = ['label', 'category', 'intent'];

/** The examples of a file (or of standard input, for `-`), JSON lines or CSV, in order. */
export async function* examplesIn(path: string, stdin: NodeJS.ReadStream): AsyncGenerator<Example | BadLine> {
  const input = path === '-' ? stdin : createReadStream(path);
  input.setEncoding('utf8');
  const { first, all } = await peeked(input as AsyncIterable<string>);
  yield* isCsv(path, first) ? fromCsv(path, all) : fromJsonLines(all);
}

function isCsv(path: string, first: string): boolean {
  if (/\.csv$/i.test(path)) return !first.trimStart().startsWith('{"');
  return !/\.(jsonl|ndjson)$/i.test(path) && !first.trimStart().startsWith('{');
}

/** The first piece with something in it, to see what it is, and all pieces; a byte order mark is left out. */
async function peeked(pieces: AsyncIterable<string>): Promise<{ first: string; all: AsyncIterable<string> }> {
  const iterator = pieces[Symbol.asyncIterator]();
  let first = '';
  let done = false;
  while (!done && first.trim() === '') {
    const next = await iterator.next();
    done = next.done === true;
    if (!done) first += next.value;
  }
  first = first.replace(/^\uFEFF/, '');
  async function* all(): AsyncGenerator<string> {
    yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { first, all: all() };
}

async function* fromJsonLines(pieces: AsyncIterable<string>): AsyncGenerator<Example | BadLine> {
  for await (const { line, text } of linesOf(pieces)) yield exampleOf(line, text);
}

function exampleOf(line: number, json: string): Example | BadLine {
  if (json === '') return { line, error: 'the line is empty' };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { line, error: 'not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, error: 'not a JSON object' };
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = fields.get('text');
  if (typeof text !== 'string') return { line, error: 'no "text"' };
  const label = LABELS.map((name) => fields.get(name)).find((each) => each !== undefined && each !== null);
  if (label !== undefined && typeof label !== 'string' && typeof label !== 'number' && typeof label !== 'boolean')
    return { line, error: 'the "label" is not a text' };
  return { line, text, label: named(label) };
}

async function* fromCsv(path: string, pieces: AsyncIterable<string>): AsyncGenerator<Example | BadLine> {
  let columns: { text: number; label: number } | undefined;
  for await (const { line, fields } of csvRecords(pieces)) {
    if (columns === undefined) {
      const names = fields.map((name) => name.trim().toLowerCase());
      columns = {
        text: names.indexOf('text'),
        label: Math.max(
          -1,
          ...LABELS.map((name) => names.indexOf(name))
            .filter((at) => at >= 0)
            .slice(0, 1),
        ),
      };
      if (columns.text < 0)
        throw new UsageError(
          `${path}: the first line has to name the columns, with "text" among them and commas between them.`,
        );
      continue;
    }
    const text = fields[columns.text];
    yield text === undefined ? { line, error: 'too few columns' } : { line, text, label: named(fields[columns.label]) };
  }
}

function named(label: string | number | boolean | undefined): string | undefined {
  const text = label === undefined ? '' : String(label).trim();
  return text === '' ? undefined : text;
}
