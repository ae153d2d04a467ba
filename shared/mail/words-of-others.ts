import { isForwardSubject } from './forward-marks.ts';
import { tellsOwnStory } from './own-story.ts';
import { endOfNote, findRepeated, quoteDepth, type RepeatedMail } from './repeated-mail.ts';

/** What of a message its writer did not write, since they forward or quote another mail. */
export interface WordsOfOthers {
  /** Where in the text it stands, in order. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
  /** Whether the subject is that of the forwarded mail. */
  readonly subject: boolean;
}

/**
 * Tells the words of whoever writes from those of a mail that they send on. Undefined for a message that repeats none, or
 * one of their own (`own` are their addresses). A block of headers counts only where something besides says that a mail is
 * forwarded: whoever copies one into a story goes on telling it below.
 */
export function wordsOfOthers(
  message: { readonly subject: string; readonly text: string; readonly files: readonly string[] },
  own: readonly string[],
): WordsOfOthers | undefined {
  const { subject, text, files } = message;
  const isForward = isForwardSubject(subject);
  const lines = text.split('\n');
  const repeated = findRepeated(lines);
  if (repeated) {
    if (own.includes(repeated.from.address)) return undefined;
    const isCertain = repeated.announced || repeated.depth > 0 || (isForward && isSure(subject, lines, repeated));
    return isCertain ? { places: placesOf(lines, repeated), subject: isForward } : undefined;
  }
  return isForward && files.includes('message/rfc822') ? { places: [], subject: true } : undefined;
}

/** A single letter in front of a subject stands for much else: its client writes the headers in the same language. */
function isSure(subject: string, lines: readonly string[], { start }: RepeatedMail): boolean {
  return !/^\s*I\s*[:：]/i.test(subject) || /^\W*Da\W*:/i.test(lines[start] ?? '');
}

/**
 * All that follows its headers; of one that is quoted, what is quoted, for answers may stand between and below. Below one
 * that is not quoted nothing marks where it ends: a later paragraph that tells what befell its writer is the forwarder's.
 */
function placesOf(lines: readonly string[], repeated: RepeatedMail): WordsOfOthers['places'] {
  const first = endOfNote(lines, repeated);
  const told = repeated.depth > 0 ? new Set<number>() : linesOfStory(lines, repeated.end);
  const places: { start: number; end: number }[] = [];
  let start = 0;
  for (const [at, line] of lines.entries()) {
    const end = start + line.length + (at < lines.length - 1 ? 1 : 0);
    if (at >= first && !told.has(at) && (at < repeated.end || quoteDepth(line) >= repeated.depth)) {
      const last = places.at(-1);
      if (last?.end === start) last.end = end;
      else places.push({ start, end });
    }
    start = end;
  }
  return places;
}

/** The lines of the paragraphs, but for the first, in which somebody tells of themselves. */
function linesOfStory(lines: readonly string[], from: number): ReadonlySet<number> {
  const told = new Set<number>();
  let isFirst = true;
  for (let start = from; start < lines.length; ) {
    let end = start;
    while (end < lines.length && lines[end]?.trim() !== '') end++;
    const paragraph = lines.slice(start, end);
    if (!isFirst && tellsOwnStory(paragraph.join('\n'))) for (let at = start; at < end; at++) told.add(at);
    if (end > start) isFirst = false;
    start = end + 1;
  }
  return told;
}
