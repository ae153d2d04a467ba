import { CARD_WORDS, DATA_WORDS, NUMBERED_WORDS } from './card-words.ts';
import { hasAddress } from './date-or-address.ts';
import type { Line } from './line.ts';
import { anyOf, phrases } from './words.ts';

/*
 * Cards: what people put below their name, line by line. What they are, their firm, how they are reached.
 */

/** What is longer is said. */
const LONGEST = 110;
const LONGEST_PIECE = 60;
const WORDS = 8;

const ROLE = new RegExp(anyOf(CARD_WORDS.flatMap(({ roles }) => phrases(roles))), 'iu');
const FIRMS = CARD_WORDS.flatMap(({ firms }) => phrases(firms));
const FIRM = new RegExp(anyOf(FIRMS.filter((firm) => !isShort(firm))), 'iu');
/** In lower case the short forms of firms are words of many languages. */
const SHORT_FIRM = new RegExp(anyOf(FIRMS.filter(isShort).flatMap(asWritten)), 'u');
const LABELLED = new RegExp(
  `^(?:${anyOf(CARD_WORDS.flatMap(({ labels }) => phrases(labels)))})(?: ?\\([^)]{1,12}\\))?\\s?[.:：/＋+]{1,3}\\s*(\\S.{0,80})$`,
  'iu',
);
const REGISTERED =
  /^(?:sitz|registergericht|amtsgericht|ust-?id\p{L}*|steuernummer|siège|siret|siren|rcs|tva|vat|registered|company|reg|kvk|btw|p\.? ?iva|c\.?f|cif|nif|cnpj|инн|огрн|кпп|税号|統編|统一社会信用代码)(?![\p{L}])/iu;
const LABEL_AND_NUMBER = new RegExp(
  `^(?:${anyOf(CARD_WORDS.flatMap(({ labels }) => phrases(labels)))})\\s(\\S.{5,30})$`,
  'iu',
);
const DATA = new RegExp(anyOf(phrases(DATA_WORDS)), 'iu');
const NUMBERED = new RegExp(anyOf(phrases(NUMBERED_WORDS)), 'iu');
const NUMBER =
  /^[+＋(（]?[\p{Nd}][\p{Nd}\s()（）./–+-]{5,24}[\p{Nd}](?: ?(?:x|ext\.?|#|转|轉|内線|доб\.?) ?\p{Nd}{1,6})?(?: ?\(\p{L}{1,10}\))?$/iu;
const SITE = /^(?:https?:\/\/\S{3,300}|(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}(?:\/\S{0,200})?)$/i;
const HANDLE = /^@[\w.]{2,30}$/;
/** Pictures that only HTML shows. */
const PICTURE =
  /^(?:\[[^[\]]{1,200}\](?:\([^()]{0,300}\))?|<(?:image|cid|img|logo|photo|https?)[^<>]{0,300}>|<[^<>]{1,80}\.(?:png|jpe?g|gif)>)$/iu;

/** What a piece of a card is. */
export type CardPiece = 'role' | 'firm' | 'reach' | 'place' | 'words' | 'picture';

/** The pieces that a line of a card has, between bars and dots; undefined for a line that no card has. */
export function cardPieces({ text }: Line): CardPiece[] | undefined {
  if (text === '' || text.length > LONGEST || /[?!？！。]$|[;；]/u.test(text)) return undefined;
  const found: CardPiece[] = [];
  for (const piece of text.split(
    /(?<=[\]>])\s?(?=[[<]|https?:)|\s?[|｜•·●▪◆│]\s?|\s{1}[-–—/]\s{1}|,\s(?=[\p{Lu}\p{Lo}])|\s(?=(?:FAX|TEL|Fax|Tel|Mobile|Mob|M|T|F|E|W)[.:：]{1,2})/u,
  )) {
    const kind = pieceOf(piece.trim());
    if (kind === undefined) return undefined;
    if (kind !== 'none') found.push(kind);
  }
  return found;
}

function pieceOf(text: string): CardPiece | 'none' | undefined {
  const bare = text.replace(/^[*_<[(]{1,3}(?=\S)|(?<=\S)[*_>\])]{1,3}$/gu, '');
  if (bare === '') return 'none';
  if (PICTURE.test(text)) return 'picture';
  if (isReach(bare)) return 'reach';
  const words = bare.split(' ').length;
  if (bare.length > LONGEST_PIECE || words > WORDS || /[:：]$|^[-*•#]\s|^\p{Nd}{1,3}[.)]\s/u.test(bare))
    return undefined;
  if (/\p{L}{4,}[.…]$/u.test(bare) && !isFirm(bare)) return undefined;
  if (/[:：]/u.test(bare)) return isRegistered(bare) ? 'words' : undefined;
  if (/\p{Nd}/u.test(bare)) return isPlace(bare) ? 'place' : undefined;
  if (isFirm(bare)) return 'firm';
  if (ROLE.test(bare)) return 'role';
  return /^[\p{Lu}\p{Lo}"“„«]/u.test(bare) ? 'words' : undefined;
}

/** An address, a site, a number: bare, or behind a word that says what it is. */
function isReach(text: string): boolean {
  if (hasAddress(text)) return text.split(' ').length <= 4;
  if (NUMBER.test(text) || SITE.test(text) || HANDLE.test(text)) return true;
  const number = LABEL_AND_NUMBER.exec(text)?.[1];
  if (number !== undefined && NUMBER.test(number)) return true;
  const value = LABELLED.exec(text)?.[1] ?? /^(?:T|P|M|F|E|W|O|C|D)\s(.{7,60})$/.exec(text)?.[1];
  return value !== undefined && (!/[.!?。]$/u.test(value) || SITE.test(value)) && value.split(' ').length <= 8;
}

/** Where a firm is registered, and who leads it, as the law of some countries wants it said. */
function isRegistered(text: string): boolean {
  const [label = '', value = ''] = text.split(/[:：]/u);
  if (value.trim() === '' || label.split(' ').length > 4) return false;
  return ROLE.test(label) || isFirm(label) || REGISTERED.test(label);
}

/** A street, a town: a few words and a number, which is neither an amount nor a date. */
function isPlace(text: string): boolean {
  if (/[$€£¥%=]|\p{Nd}[.,:]\p{Nd}|\p{Nd}{9,}|\b(?:usd|eur|btc|eth|usdt)\b/iu.test(text)) return false;
  if (NUMBERED.test(text)) return false;
  return (
    /^(?:[〒#]?\p{Nd}{1,6}(?:-\p{Nd}{1,4}){0,2}[\p{L}]?(?:,? |\p{Lo})|[\p{Lu}\p{Lo}])/u.test(text) &&
    /\p{L}{2,}/u.test(text)
  );
}

/** Whether a line is a name: a few words with capitals, or letters of a script without, and nothing else. */
export function isNameLike({ text }: Line): boolean {
  if (/^\p{Lo}{2,12}(?: \p{Lo}{1,10}){0,2}$/u.test(text)) return !ROLE.test(text) && !isFirm(text);
  const words = text.replace(/,? (?:jr|sr|ph\.?d|mba|md|esq|cpa|ii|iii)\.?$/iu, '').split(' ');
  return (
    words.length >= 1 &&
    words.length <= 5 &&
    text.length <= 40 &&
    words.every((word) =>
      /^(?:\p{Lu}[\p{L}\p{M}'’-]*\.?|(?:von|van|de|da|di|del|della|der|den|la|le|dos|bin|al|zu|y|e)|\(?["“]?\p{Lu}[\p{L}\p{M}]+["”]?\)?)$/u.test(
        word,
      ),
    ) &&
    !isFirm(text) &&
    !ROLE.test(text)
  );
}

/** Whether what stands above says that data of somebody follow. */
export function announcesData(text: string): boolean {
  return /[:：,，]$/u.test(text) || DATA.test(text);
}

function isFirm(text: string): boolean {
  return FIRM.test(text) || SHORT_FIRM.test(text);
}

function isShort(firm: string): boolean {
  return /^\p{L}{2,3}$/u.test(firm);
}

function asWritten(firm: string): string[] {
  const upper = firm.toUpperCase();
  return firm.length === 2 && firm !== 'co' && firm !== 'oy' ? [upper] : [upper, upper.charAt(0) + firm.slice(1)];
}
