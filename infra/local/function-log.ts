import { createWriteStream } from 'node:fs';

/** Where functions' log lines go, and what a person at the console sees of them. */
export interface FunctionLog {
  /** A line of the local run itself, for the person at the console. */
  say(text: string): void;
  /** A fault, in one line; the file has the rest. */
  fault(where: string, error: unknown): void;
  close(): Promise<void>;
}

/** At most this many faults a second are shown; a broken loop shall not bury the rest. */
const SHOWN_A_SECOND = 5;

/**
 * Takes over the console, which functions log to: their lines go to a file, errors are summed up in a line for the person
 * who watches. With `toConsole` everything is shown as it is.
 */
export function openFunctionLog(file: string, toConsole: boolean): FunctionLog {
  const stream = createWriteStream(file, { flags: 'a' });
  stream.on('error', () => undefined);
  // Whoever read our output may have gone away; that is no reason to stop.
  process.stdout.on('error', () => undefined);
  let second = 0;
  let shown = 0;

  const say = (text: string) => void process.stdout.write(`${text}\n`);
  const keep = (line: string) => {
    stream.write(`${line}\n`);
    if (toConsole) say(line);
  };
  const show = (text: string) => {
    if (toConsole) return;
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) {
      if (shown > SHOWN_A_SECOND) say(`  ! ${shown - SHOWN_A_SECOND} more; see ${file}`);
      second = now;
      shown = 0;
    }
    if (shown++ < SHOWN_A_SECOND) say(`  ! ${text}`);
  };

  const written = (values: readonly unknown[]) =>
    values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' ');
  console.log = console.info = console.debug = console.warn = (...values: unknown[]) => keep(written(values));
  console.error = (...values: unknown[]) => {
    const line = written(values);
    keep(line);
    show(summary(line));
  };

  return {
    say,
    fault(where, error) {
      const known = error instanceof Error ? error : new Error(String(error));
      keep(
        JSON.stringify({ level: 'error', event: 'local_run_fault', where, message: known.message, stack: known.stack }),
      );
      show(`${where}: ${known.message.split('\n').slice(0, 3).join('\n    ')}`);
    },
    close: () => new Promise((done) => void stream.end(() => done())),
  };
}

function summary(line: string): string {
  try {
    const { event, error, message, ...rest } = JSON.parse(line) as Record<string, unknown>;
    const what = [rest['method'], rest['path'], rest['queue']].filter(Boolean).join(' ');
    const why = [error, message && String(message).split('\n')[0]].filter(Boolean).join(': ');
    return [event, what, why].filter(Boolean).join('  ');
  } catch {
    return line.split('\n')[0] ?? '';
  }
}
