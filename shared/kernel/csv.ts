/** A value of a cell; null leaves it empty. */
export type CsvValue = string | number | boolean | null;

/**
 * Lines of comma-separated values (RFC 4180), with a line of names first. A text that a spreadsheet would take for a
 * formula begins with an apostrophe, so that it stays a text: people choose what stands in some of them.
 */
export function csvOf(names: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [names.map(csvCell).join(',')];
  for (const row of rows) lines.push(row.map(csvCell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** What begins a formula in a spreadsheet: also behind white space, and in the wide forms of Chinese input. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]|^[\t\r\n]/u;

/** One value as a cell. Numbers are what they are. */
export function csvCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
