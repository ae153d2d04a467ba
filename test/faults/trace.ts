/** What happened, line by line, for whoever has to find out why. */
export interface Trace {
  note(at: number, who: string, what: () => string): void;
  readonly lines: readonly string[];
}

/** Keeps nothing: lines are not even worded. */
export const noTrace: Trace = { note: () => undefined, lines: [] };

/** Keeps every line, with the virtual time since `start`. */
export function fullTrace(start: number): Trace {
  const lines: string[] = [];
  return {
    lines,
    note(at, who, what) {
      lines.push(`${elapsed(at - start)}  ${who.padEnd(22)} ${what()}`);
    },
  };
}

/** `hh:mm:ss.mmm` */
function elapsed(milliseconds: number): string {
  return new Date(Math.max(0, milliseconds)).toISOString().slice(11, 23);
}
