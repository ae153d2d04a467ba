/** Counts what passed, and says what did not. */
export interface Report {
  /** Notes one check: it failed when anything is wrong. */
  check(name: string, wrong: readonly string[]): void;
  /** A line for whoever reads along. */
  say(line: string): void;
  /** Ends with the line that says how much passed; answers whether all did. */
  end(): boolean;
}

const SHOWN_AT_MOST = 40;

export function report(write: (line: string) => void): Report {
  let passed = 0;
  let failed = 0;
  return {
    check(name, wrong) {
      if (wrong.length === 0) {
        passed++;
        return;
      }
      failed++;
      if (failed > SHOWN_AT_MOST) return;
      write(`FAILED  ${name}`);
      for (const line of wrong.slice(0, 8)) write(`        ${line}`);
    },
    say: write,
    end() {
      if (failed > SHOWN_AT_MOST) write(`... and ${failed - SHOWN_AT_MOST} more`);
      write(`${passed} passed, ${failed} failed`);
      return failed === 0;
    },
  };
}
