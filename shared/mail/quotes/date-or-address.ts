/*
 * Dates and addresses in one line, in any language: digits of every script, the names of days and months left alone.
 */

const ADDRESS = /[^\s<>()[\]"',;:：，]{1,64}@[^\s<>()[\]"',;:：，]{1,255}/gu;
/** An address as clients write it behind a name: in angle brackets, or with `mailto:`. */
const BRACKETED = /[<([＜《]\s?(?:mailto:\s?)?[^\s<>()[\]@]{1,64}@[^\s<>()[\]]{1,255}/u;

const NUMERIC = /\p{Nd}{1,4}\s?[./\-年년]\s?\p{Nd}{1,2}\s?[./\-月월]\s?\p{Nd}{1,4}/u;
const YEAR = /(?<!\p{Nd})(?:(?:19|20|25)\p{Nd}{2}|[٠-٩۰-۹०-९๐-๙]{4})(?!\p{Nd})/u;
const DAY = /(?<!\p{Nd})\p{Nd}{1,2}(?!\p{Nd})/u;
const DAY_NO_TIME = /(?<!\p{Nd}|[:.])\p{Nd}{1,2}(?!\p{Nd}|[:.]\p{Nd})/u;
const DAY_AND_TIME =
  /(?<!\p{Nd})\p{Nd}{1,2}(?![\p{Nd}:.]).{0,40}?(?<!\p{Nd})\p{Nd}{1,2}[:.：h時时시]\s?\p{Nd}{2}(?!\p{Nd})/u;

/** Whether a text has an e-mail address. */
export function hasAddress(text: string): boolean {
  return text.includes('@') && text.search(ADDRESS) >= 0;
}

/** The e-mail addresses in a text, in lower case. */
export function addressesIn(text: string): string[] {
  return (text.match(ADDRESS) ?? []).map((address) => address.toLowerCase().replace(/[.*_]+$/, ''));
}

/** Whether a text has an e-mail address in brackets. */
export function hasBracketedAddress(text: string): boolean {
  return text.includes('@') && BRACKETED.test(text);
}

/** A text without its addresses and what surrounds them. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, ' ').replace(/mailto:|[<>()[\]《》＜＞]/gu, ' ');
}

/** Whether a text names a day of a year. */
export function hasFullDate(text: string): boolean {
  return NUMERIC.test(text) || (YEAR.test(text) && DAY.test(text));
}

/** Whether a text names a day, with its year or with a time. */
export function hasDate(text: string): boolean {
  return hasFullDate(text) || DAY_AND_TIME.test(text);
}

/** Whether a text begins with a date, or with the name of a weekday and a date. */
export function beginsWithDate(text: string): boolean {
  return /^(?:\p{L}[\p{L}\p{M}'’׳-]{0,14}[.,،]{0,2}\s?){0,2}\p{Nd}/u.test(text) && hasDate(text);
}

/** Whether a text begins with a whole date: day, month and year, not what is left of one in the next line. */
export function beginsWithWholeDate(text: string): boolean {
  if (!beginsWithDate(text)) return false;
  const head = text.slice(0, 40);
  const year = YEAR.exec(head);
  if (NUMERIC.test(head)) return true;
  return year !== null && (DAY.test(head.slice(0, year.index)) || DAY_NO_TIME.test(head.slice(year.index + 4)));
}
