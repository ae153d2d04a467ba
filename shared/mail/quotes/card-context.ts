import { announcesData } from './card.ts';
import { CARD_WORDS, CONSENT_WORDS, PERSON_WORDS, POINTING_WORDS, RARE_WORDS } from './card-words.ts';
import { CLOSING_WORDS } from './closing-words.ts';
import { isBlank, type Line } from './line.ts';
import { anyOf, phrases } from './words.ts';

/*
 * What stands around a card and says whose it is: a closing above makes it a signature, a sentence that points to it or
 * tells of somebody makes it something that was told.
 */

/** What is longer is no closing. */
const LONGEST = 60;
/** Lines of a paragraph that are looked at. */
const LINES = 8;

/** Of a telephone. */
const LABEL = /^(?:tele|télé|telé|phone|mobil|móvil|cell?ul|handy|тел|моб|电话|電話|手机|手機|携帯|전화|휴대|điện)/u;

const CLOSINGS = new Set(CLOSING_WORDS.flatMap(({ words }) => phrases(words)).map(plain));
const POINTING = new RegExp(anyOf(phrases(POINTING_WORDS)), 'iu');
const PERSON = new RegExp(anyOf(phrases(PERSON_WORDS)), 'iu');
const RARE = new RegExp(anyOf(phrases(RARE_WORDS)), 'iu');

const CONSENTS = new Set(phrases(CONSENT_WORDS));
/** What has a number or an address: the short labels are words of many kinds. */
const REACHED = new RegExp(
  anyOf(CARD_WORDS.flatMap(({ labels }) => phrases(labels)).filter((label) => LABEL.test(label))),
  'iu',
);

/** Whether a line closes a mail: `Best regards,`. */
export function isClosing(text: string): boolean {
  const words = plain(text).split(' ');
  return (
    text.length <= LONGEST &&
    [words.length, words.length - 1, words.length - 2].some(
      (length) =>
        length > 0 && (CLOSINGS.has(words.slice(0, length).join(' ')) || CLOSINGS.has(words.slice(-length).join(' '))),
    )
  );
}

/** Whether the paragraph above a card announces it: it asks to enter something, or points to what follows. */
export function announcesCard(lines: readonly Line[], floor: number, at: number): boolean {
  let last = at - 1;
  while (last > floor && isBlank(lines[last])) last--;
  if (isClosing(lines[last]?.text ?? '')) return false;
  if (announcesData((lines[last]?.text ?? '').replace(/[,，]$/u, ''))) return true;
  for (let above = last; above > floor && above > last - LINES && !isBlank(lines[above]); above--) {
    if (pointsTo(lines[above]?.text ?? '')) return true;
  }
  return false;
}

/** Whether a line asks to enter something, or points to what follows. */
export function pointsTo(text: string): boolean {
  return POINTING.test(text);
}

/** Whether all that is said above a card is `Yes, sure`, or speaks of the telephone: what was asked for may follow. */
export function mayAnswer(lines: readonly Line[], floor: number, at: number): boolean {
  const said = lines.slice(floor + 1, at).filter((line) => !isBlank(line) && !isClosing(line.text));
  const told = said.filter(({ text }, index) => index > 0 || !/^\p{L}[^.!?:]{1,30},$/u.test(text));
  const [only] = told;
  if (only === undefined || told.length > 1) return false;
  return isConsent(only.text) || (only.text.length <= LONGEST && REACHED.test(only.text));
}

function isConsent(text: string): boolean {
  const pieces = text.split(/[,.!，。！、]\s?/u).filter((piece) => piece !== '');
  return text.length <= LONGEST && pieces.length > 0 && pieces.every((piece) => CONSENTS.has(plain(piece)));
}

const BROKEN_OFF =
  /(?<![\p{L}\p{M}])(?:is|was|are|were|am|says|said|read|reads|named|called|to|by|from|with|for|of|the|a|ist|war|lautet|heißt|hieß|von|an|est|était|dit|par|à|de|es|era|dice|decía|por|a|é|diz|dizia|это|был|была|là)$|(?:是|为|為|说|說|叫|写着|寫著|显示|顯示|到的|は|는|은)$/iu;

/** Whether a sentence ends with what has something behind it: `it says`, `which was`. */
export function isBrokenOff(text: string): boolean {
  return BROKEN_OFF.test(text);
}

/** Whether a line tells of somebody else: he, a lawyer, a caller. */
export function tellsOfPerson(text: string): boolean {
  return PERSON.test(text);
}

/** Whether a line of a card says what people are asked for and do not sign with. */
export function hasRareData(text: string): boolean {
  return RARE.test(text);
}

/** A text in lower case, without what is not of a name. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{Nd}@]+/gu, ' ')
    .trim();
}
