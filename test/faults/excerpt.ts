const MOST_LINES = 80;

/** The lines of a trace that tell about what went wrong: those that name the tickets, mails and messages of the violations. */
export function excerpt(trace: readonly string[], violations: readonly string[]): string[] {
  const names = new Set(violations.flatMap(namesIn));
  for (const line of trace) {
    // A mail with the words is received under the key of its raw file: what follows names only that.
    const marker = /word-\d{4}-end/.exec(line)?.[0];
    const raw = /"messageId\\+":\\+"(in\d+)/.exec(line)?.[1];
    if (marker && raw && names.has(marker)) names.add(raw);
  }
  const lines = trace.filter((line) => [...names].some((name) => line.includes(name)));
  if (lines.length <= MOST_LINES) return lines;
  return [
    ...lines.slice(0, MOST_LINES / 2),
    `... ${lines.length - MOST_LINES} lines ...`,
    ...lines.slice(-MOST_LINES / 2),
  ];
}

function namesIn(violation: string): string[] {
  const words = violation.match(/word-\d{4}-end/g) ?? [];
  const tickets = [...violation.matchAll(/ticket (\d+)/g)].flatMap(([, id]) => [`TICKET#${id}|`, `"subject":"${id}"`]);
  const deliveries = violation.match(/\b[\w-]{24}\b/g) ?? [];
  return [...words, ...tickets, ...deliveries];
}
