import { attributionLength, headerBlockLength, isDivider, isMobileSignature, isReplyLine } from './quote-marks.ts';

/** Longest text that is looked through for quotes; what is longer is shown whole. */
const LOOKED_THROUGH = 200_000;
/** Lines of a signature below its `-- `; more than that is text. */
const SIGNATURE_LINES = 10;

/**
 * What a reply says that the mail it answers does not: its text above and without the quoted mail, the client's headers
 * and the signature. Careful: an answer between quoted lines, or a mail that is nothing but a quote, is shown whole.
 */
export function newTextOf(text: string): string {
  if (text.length > LOOKED_THROUGH) return text.trim();
  const lines = text.split('\n').map((line) => line.replace(/\u00a0/g, ' ').trimEnd());
  const above = lines.slice(0, quoteStart(lines) ?? lines.length);
  const kept = withoutSignature(withoutTrailingQuote(above));
  return joined(kept) || joined(above) || text.trim();
}

/** The line a quoted mail begins at, or undefined when there is none or it is answered line by line. */
function quoteStart(lines: readonly string[]): number | undefined {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isReplyLine(line)) return at;
    if (isDivider(line)) return at;
    if (headerBlockLength(lines, at) > 0) return withRuleAbove(lines, at);
    const attribution = attributionLength(lines, at);
    if (attribution > 0 && !isAnsweredBelow(lines, at + attribution)) return at;
  }
  return undefined;
}

/** Outlook draws a line of underscores over the headers it repeats. */
function withRuleAbove(lines: readonly string[], at: number): number {
  let above = at - 1;
  while (above >= 0 && lines[above] === '') above--;
  return above >= 0 && /^[_-]{5,}$/.test(lines[above]?.trim() ?? '') ? above : at;
}

/** Whether somebody wrote between or below the quoted lines that follow: then nothing may be cut. */
function isAnsweredBelow(lines: readonly string[], from: number): boolean {
  const below = lines.slice(from).filter((line) => line.trim() !== '');
  const lastQuoted = below.findLastIndex(isQuoted);
  if (lastQuoted < 0) return false;
  const outside = below.filter((line) => !isQuoted(line));
  const ending = joined(withoutSignature(below.slice(lastQuoted + 1)));
  return outside.length > 0 && (ending !== '' || below.slice(0, lastQuoted).some((line) => !isQuoted(line)));
}

function isQuoted(line: string): boolean {
  return /^\s*>/.test(line);
}

function withoutTrailingQuote(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && (lines[end - 1]?.trim() === '' || isQuoted(lines[end - 1] ?? ''))) end--;
  return lines.slice(0, end);
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const mark = lines.findLastIndex((line) => line === '--' || line === '-- ' || line === '—');
  const above = mark > 0 && lines.length - mark - 1 <= SIGNATURE_LINES ? lines.slice(0, mark) : lines;
  const last = above.findLastIndex((line) => line.trim() !== '');
  return last > 0 && isMobileSignature(above[last] ?? '') ? above.slice(0, last) : above;
}

function joined(lines: readonly string[]): string {
  return lines.join('\n').trim();
}
