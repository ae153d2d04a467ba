import { hasAddress, hasBracketedAddress, hasDate, hasFullDate, withoutAddresses } from './date-or-address.ts';
import type { HeaderKind } from './header-labels.ts';

/*
 * Whether labelled lines are the headers of a mail. People label lines as well: of journeys, of transfers, in forms.
 */

export interface HeaderField {
  /** The label as it is compared. */
  readonly label: string;
  readonly kinds: ReadonlySet<HeaderKind>;
  readonly value: string;
  /** The label stands between the marks of bold type, as clients write it. */
  readonly bold?: boolean;
}

/**
 * What stands above a block: nothing, a line that HTML draws, one of signs, a gap, text, or a line that ends in a colon and so
 * introduces what it shows.
 */
export type AboveBlock = 'nothing' | 'drawn' | 'ruled' | 'gap' | 'text' | 'introduced';

/** What stands around a block. */
export interface AroundBlock {
  readonly above: AboveBlock;
  /** A letter follows that greets somebody, or lines with the mark of a quote. */
  readonly isLetterBelow: () => boolean;
  /** Somebody goes on in the first person. */
  readonly isOwnBelow: () => boolean;
  /** Somebody spoke of a mail, or of what stands below, just before. */
  readonly isToldAbove: () => boolean;
}

/** Labels that say of a mail alone when it was sent; `Date` stands above other things too. Beginnings, without spaces. */
const SENT =
  /^(?:sent|даслан|пратен|bidal|жіберіл|җибәр|жөнөт|илгээсэн|göndəril|yuboril|joʻnatil|გაგზავნ|ուղարկ|iliyotumwa|ilitumwa|imetumwa|ipinadala|gesché|gestuur|mibgħut|anfonwyd|seolta|sendtime|gesend|versendet|verzond|verstuur|envoy|envi[aáa]|mandat|inviat|spedit|skick|sendt|lähet|saadet|nosūt|išsių|wysł|odesl|odesíl|odosl|posl|poslan|küld|elküld|trimi|στάλ|εστάλ|απεστ|gönder|gửi|đãgửi|dikirim|terkirim|dihantar|dërguar|ส่ง|أرسل|تاريخالإرسال|تمالإرسال|נשלח|ارسال|فرستاده|भेजागया|প্রেরিত|отправ|послан|надісл|відправ|изпрат|послат|испрат|адпраў|送信|寄件|傳送|发送|發送|发件时间|发信|已发送|已傳送|寄出|보낸|보냄|발신)/u;
const CLOCK = /\p{Nd}[:.：時时点點]\s?\p{Nd}{2}/u;
/** Clients name the day of the week beside the month, or before it; lists of transfers have digits. */
const NAMED_DAY =
  /星期|週|周|曜|요일|^\p{L}[\p{L}\p{M}.\- ]*[,،]|[\p{L}\p{M}]{3}.{0,20}?[^\p{L}\p{M}][\p{L}\p{M}'’-]{3}/u;
/** Clients name something between the sender and the recipient; whoever tells of a transfer names both its ends first. */
const CLIENTS_ORDERS: readonly (readonly HeaderKind[])[] = [
  ['from', 'date', 'to', 'subject'],
  ['from', 'subject', 'date', 'to'],
  ['from', 'date', 'subject', 'to'],
];
/** An amount, or the address of a wallet. */
const MONEY =
  /[$€£¥₩₽₿฿₫₺]|\p{Nd}\s?(?:usdt|usdc|usd|eur|btc|eth|trx|bnb|sol|xrp|cny|rmb|jpy|krw|rub|gbp|try|vnd|元|円|원)(?![\p{L}])|(?<![\p{L}\p{Nd}])(?=[\p{L}]*\p{Nd})[\p{L}\p{Nd}]{20,}/iu;
/** What clients write before the subject of an answer, or of a mail that is passed on, in any language: `Re:`, `AW:`, `答复：`. */
const ANSWERED = /^(?:\p{L}{1,4}|\p{Script=Han}{2})(?:\[\d+\])?\s?[:：]\s?\S/u;
/** What stands for a value that somebody left out. */
const LEFT_OUT = /^[.…]+$/;
/** Labels of a sender that speak of letters. */
const MAILS_ALONE = /^(?:[发發寄]件|[发發寄]信|差出人|送信)/u;
/** `Author:` and `Date:` stand above the changes of a program. */
const AUTHOR = /^author$/;

/**
 * Whether fields are those of a mail: it takes the sender and a subject, or a date, and what only mails have. Transfers and
 * log-ins have labels, names and dates as well. Fewer are enough when they say what only clients say.
 */
export function areHeaders(fields: readonly HeaderField[], around: AroundBlock): boolean {
  const values = (kind: HeaderKind) => fields.filter(({ kinds }) => kinds.has(kind)).map(({ value }) => value);
  const from = values('from');
  // Whoever shows a mail that they ask about says so above it, and what they ask stands below.
  if (around.above === 'introduced') return false;
  const isNamed = fields.some(({ label }) => AUTHOR.test(label)) && !from.some(hasAddress);
  const dated = !isNamed && values('date').some(hasDate);
  if (from.length > 0 && fields.length > 1) {
    const sender = from.some(hasAddress);
    const further = new Set(fields.flatMap(({ kinds }) => [...kinds].slice(0, 1))).size;
    if (values('subject').length > 0) {
      if ((sender && !isShown(fields, around)) || isOfMail(fields, around)) return true;
      if (sender) return false;
      return hasEvidence(fields, around) && (dated || (further >= 3 && areFilled(fields, around.above)));
    }
    if (sender && dated && further >= 3 && !isTransfer(fields)) return true;
  }
  return areFewHeaders(fields, around);
}

/** Whether somebody shows a sender and a subject, without a day, of a mail that they speak of: their own words go on below. */
function isShown(fields: readonly HeaderField[], around: AroundBlock): boolean {
  if (fields.some(({ kinds, bold }) => bold || kinds.has('date')) || !isBelowOwn(around.above)) return false;
  return (around.isToldAbove() || around.isOwnBelow()) && !around.isLetterBelow();
}

/** Accounts are addresses, too: both ends of a transfer are told first, and its time in figures. */
function isTransfer(fields: readonly HeaderField[]): boolean {
  const [from, to, ...others] = fields;
  if (!from?.kinds.has('from') || !to?.kinds.has('to') || fields.some(({ bold }) => bold)) return false;
  return !others.some(({ kinds, label, value }) => kinds.has('date') && (SENT.test(label) || NAMED_DAY.test(value)));
}

/** What transfers and forms do not have: an address, bold labels, a drawn line above, the time as mails have it, or `Re:`. */
function hasEvidence(fields: readonly HeaderField[], { above }: AroundBlock): boolean {
  if (isRuled(above) || fields.some(({ bold, value }) => bold || hasAddress(value))) return true;
  const kinds = new Set(fields.flatMap((field) => [...field.kinds]));
  const isWhole = kinds.has('to') && kinds.has('subject');
  const isOfMoney = fields.some(({ value }) => MONEY.test(value));
  if (!isOfMoney && inOrder(fields) === CLIENTS_ORDERS[0] && isTime(valueIn(fields, 'date'))) return true;
  return fields.some(
    ({ kinds: own, label, value }, at) =>
      (own.has('subject') && (ANSWERED.test(value) || (label === 're' && fields[at - 1]?.value === ''))) ||
      (own.has('date') && isTime(value) && (NAMED_DAY.test(value) || (isWhole && SENT.test(label)))),
  );
}

/** The order of a client in which the four fields stand. */
function inOrder(fields: readonly HeaderField[]): readonly HeaderKind[] | undefined {
  const main = fields.filter(({ kinds }) => CLIENTS_ORDERS[0]?.some((kind) => kinds.has(kind)));
  return CLIENTS_ORDERS.find((each) => each.every((kind, at) => main[at]?.kinds.has(kind)));
}

function valueIn(fields: readonly HeaderField[], wanted: HeaderKind): string {
  return fields.find(({ kinds }) => kinds.has(wanted))?.value ?? '';
}

/**
 * Whether a name for a sender and a subject, without an address or a time, are a mail's: below somebody's own words that do
 * not speak of one, in a client's order, with a label that mails alone have, or above a letter.
 */
function isOfMail(fields: readonly HeaderField[], around: AroundBlock): boolean {
  if (!isBelowOwn(around.above) || !isOfSomebody(fields) || around.isToldAbove()) return false;
  const date = valueIn(fields, 'date');
  if (inOrder(fields) !== undefined && (isTime(date) || isDay(date))) return true;
  const [first, second] = fields;
  if (around.isLetterBelow()) return true;
  if (!first?.kinds.has('from') || (date === '' && around.isOwnBelow())) return false;
  if (MAILS_ALONE.test(first.label)) return fields.length > 2;
  return second !== undefined && (isSentDay(second) || isSentOn(second));
}

/** Whether a letter follows fields that name somebody: whoever tells of a transfer greets nobody below it. */
function isLetter(fields: readonly HeaderField[], around: AroundBlock): boolean {
  const { above } = around;
  if (!(isBelowOwn(above) || isRuled(above)) || !isOfSomebody(fields)) return false;
  return !around.isToldAbove() && around.isLetterBelow();
}

/** A weekday, perhaps with a day and a month, for when a mail was sent. */
function isSentOn({ kinds, label, value }: HeaderField): boolean {
  return (
    kinds.has('date') && SENT.test(label) && /^\p{L}{3,14}(?:[,.]?\s(?=.*\p{Nd})[\p{L}\p{Nd}., ]{1,20})?$/u.test(value)
  );
}

function isBelowOwn(above: AboveBlock): boolean {
  return above === 'gap' || above === 'text';
}

function isRuled(above: AboveBlock): boolean {
  return above === 'ruled' || above === 'drawn';
}

/** Whether the sender is somebody by name, and nothing is of money. */
function isOfSomebody(fields: readonly HeaderField[]): boolean {
  const senders = fields.filter(({ kinds }) => kinds.has('from'));
  return (
    senders.length > 0 && senders.every(({ value }) => isNamed(value)) && !fields.some(({ value }) => MONEY.test(value))
  );
}

/** A person, or whatever bears a name. */
function isNamed(value: string): boolean {
  return isPerson(value) && /^["'“„<(]?[\p{Lu}\p{Lo}]/u.test(value);
}

/** Sender, recipient and subject, none of them empty, or four with an address. */
function areFilled(fields: readonly HeaderField[], above: AboveBlock): boolean {
  const isApart = isRuled(above) || above === 'gap';
  if (isApart && fields.every(({ value }) => /[\p{L}\p{Nd}]/u.test(value))) return true;
  return fields.length >= 4 && fields.some(({ value }) => hasAddress(value));
}

/** Headers without a subject, of which one or two are left. */
function areFewHeaders(fields: readonly HeaderField[], around: AroundBlock): boolean {
  const { above } = around;
  if (above === 'nothing' || fields.some(({ label }) => AUTHOR.test(label))) return false;
  const has = (kind: HeaderKind, isSo: (value: string, label: string) => boolean) =>
    fields.some(({ kinds, value, label }) => kinds.has(kind) && isSo(value, label));
  const isTimed = has('date', isTime);
  const isSent = fields.some(isSentDay);
  const isDrawn = above === 'drawn' && fields.some(({ kinds, bold }) => bold || kinds.has('date'));
  if (fields.length === 1) return above !== 'text' && has('from', isDrawn ? isNamedOrSender : isSender);
  if (isDrawn && has('from', isNamedOrSender)) return true;
  if (isLetter(fields, around) && (has('date', isDay) || has('to', isPerson))) return true;
  const isVague = has('date', (value, label) => LEFT_OUT.test(value) && SENT.test(label));
  if (isVague) return has('from', isPerson) || has('to', isPerson);
  const isUndated = has('date', (value, label) => /^[\p{L}\s.,]+$/u.test(value) && SENT.test(label));
  if (has('from', isSender)) {
    if (has('to', isPerson) && isTransfer(fields))
      return !around.isToldAbove() && !fields.some(({ kinds }) => kinds.has('date'));
    return isTimed || isUndated || has('date', isDay);
  }
  if (has('from', isPerson)) return isSent || (isRuled(above) && isTimed);
  return (
    (isSent && has('to', (value) => isPerson(value) || LEFT_OUT.test(value))) || (isTimed && has('to', hasAddress))
  );
}

/** A name with its address, or an address, and nothing else. */
export function isSender(value: string): boolean {
  if (!hasAddress(value)) return false;
  const name = withoutAddresses(value).trim();
  if (name === '') return true;
  return hasBracketedAddress(value) && /^["'“„]?\p{L}/u.test(name) && isShort(name);
}

function isNamedOrSender(value: string): boolean {
  return isSender(value) || isNamed(value);
}

/** A name, or a sender. */
function isPerson(value: string): boolean {
  return isSender(value) || (/\p{L}{2}|\p{Lo}/u.test(value) && !/[\p{Nd}.!?]/u.test(value) && isShort(value));
}

function isShort(name: string): boolean {
  return name.length <= 80 && name.split(/\s+/).length <= 7;
}

/** A day and a time, and little else. */
function isTime(value: string): boolean {
  return hasFullDate(value) && CLOCK.test(value) && value.length <= 70;
}

/** A day, and little else. */
function isDay(value: string): boolean {
  return hasFullDate(value) && value.length <= 40;
}

/** Whether a value has a day and a time. */
export function isTimed(value: string): boolean {
  return hasDate(value) && CLOCK.test(value);
}

/** Whether a field says when a mail was sent, as clients say it: with the day of the week, and the time. */
export function isSentTime({ kinds, label, value }: HeaderField): boolean {
  return kinds.has('date') && isTime(value) && NAMED_DAY.test(value) && SENT.test(label);
}

/** Whether a field says on what day a mail was sent, the day of the week and a time or nothing else with it. */
export function isSentDay({ kinds, label, value }: HeaderField): boolean {
  if (!kinds.has('date') || !SENT.test(label)) return false;
  return NAMED_DAY.test(value) && (isTime(value) || isDay(value));
}
