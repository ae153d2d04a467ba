/** A line that is not empty, or one that is, with its number from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/** The lines of a text that comes in pieces, without their ends; empty ones only where something follows. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  let rest = '';
  let line = 0;
  let empty: Line[] = [];
  for await (const piece of withEnd(pieces)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const each of lines) {
      const text = each.trim();
      line++;
      if (text === '') {
        empty.push({ line, text });
        continue;
      }
      yield* empty;
      empty = [];
      yield { line, text };
    }
  }
}

async function* withEnd(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  yield* pieces;
  yield '\n';
}
