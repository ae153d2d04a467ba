import { isForwardSubject } from './forward-marks.ts';
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
    const isCertain = isForward || repeated.announced || repeated.depth > 0;
    return isCertain ? { places: placesOf(lines, repeated), subject: isForward } : undefined;
  }
  return isForward && files.includes('message/rfc822') ? { places: [], subject: true } : undefined;
}

/** All that follows its headers; of one that is quoted, what is quoted, for answers may stand between and below. */
function placesOf(lines: readonly string[], repeated: RepeatedMail): WordsOfOthers['places'] {
  const first = endOfNote(lines, repeated);
  const places: { start: number; end: number }[] = [];
  let start = 0;
  for (const [at, line] of lines.entries()) {
    const end = start + line.length + (at < lines.length - 1 ? 1 : 0);
    if (at >= first && (at < repeated.end || quoteDepth(line) >= repeated.depth)) {
      const last = places.at(-1);
      if (last?.end === start) last.end = end;
      else places.push({ start, end });
    }
    start = end;
  }
  return places;
}
