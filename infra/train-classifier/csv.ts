/** One record of a CSV file, and the line that it starts on. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The records of CSV (RFC 4180), read in pieces: fields in quotes may hold commas, doubled quotes and line breaks; lines end with CR LF, LF
 * or CR. Empty lines are no records. A quote inside a field that did not start with one stands for itself.
 */
export async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let fields: string[] = [];
  let field = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let line = 1;
  let startLine = 1;
  let afterReturn = false;
  for await (const piece of pieces) {
    for (const sign of piece) {
      const ends = sign === '\n' || sign === '\r';
      if (afterReturn && sign === '\n') {
        afterReturn = false;
        if (state === 'quoted') field += sign;
        continue;
      }
      afterReturn = sign === '\r';
      if (ends) line++;
      if (state === 'quoted') {
        if (sign === '"') state = 'closed';
        else field += sign;
      } else if (sign === '"' && state === 'closed') {
        field += sign;
        state = 'quoted';
      } else if (sign === '"' && state === 'start') {
        state = 'quoted';
      } else if (sign === ',' || ends) {
        if (sign === ',' || fields.length > 0 || state !== 'start') fields.push(field);
        field = '';
        state = 'start';
        if (ends) {
          if (fields.length > 0) yield { line: startLine, fields };
          fields = [];
          startLine = line;
        }
      } else {
        field += sign;
        state = 'plain';
      }
    }
  }
  if (state === 'quoted')
    throw new Error(`A quote in the record that starts on line ${startLine} is not closed up to the end of the file.`);
  if (fields.length > 0 || state !== 'start') yield { line: startLine, fields: [...fields, field] };
}
