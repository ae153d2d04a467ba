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
}

/** What stands above a block: nothing, a drawn line, a gap, text, or a line that ends in a colon and so introduces what it shows. */
export type AboveBlock = 'nothing' | 'ruled' | 'gap' | 'text' | 'introduced';

/** Labels that say of a mail alone when it was sent; `Date` stands above other things too. Beginnings, without spaces. */
const SENT =
  /^(?:sent|sendtime|gesend|versendet|verzond|verstuur|envoy|envi[aáa]|mandat|inviat|spedit|skick|sendt|lähet|saadet|nosūt|išsių|wysł|odesl|odesíl|odosl|posl|poslan|küld|elküld|trimi|στάλ|εστάλ|απεστ|gönder|gửi|đãgửi|dikirim|terkirim|dihantar|dërguar|ส่ง|أرسل|تاريخالإرسال|تمالإرسال|נשלח|ارسال|فرستاده|भेजागया|প্রেরিত|отправ|послан|надісл|відправ|изпрат|послат|испрат|адпраў|送信|寄件|傳送|发送|發送|发件时间|发信|已发送|已傳送|寄出|보낸|보냄|발신)/u;
const CLOCK = /\p{Nd}[:.：時时点點]\s?\p{Nd}{2}/u;
/** Clients name the day of the week or the month; lists of transfers have digits. */
const NAMED_DAY = /(?:(?!\p{Script=Han})\p{L}){3}|星期|週|周|曜/u;
/** `Author:` and `Date:` stand above the changes of a program. */
const AUTHOR = /^author$/;

/**
 * Whether fields are those of a mail: it takes a subject, or the address of the sender, and a date. Fewer are enough when
 * they say what only clients say, or stand below a drawn line.
 */
export function areHeaders(fields: readonly HeaderField[], above: AboveBlock): boolean {
  const values = (kind: HeaderKind) => fields.filter(({ kinds }) => kinds.has(kind)).map(({ value }) => value);
  const from = values('from');
  const isNamed = fields.some(({ label }) => AUTHOR.test(label)) && !from.some(hasAddress);
  const dated = !isNamed && values('date').some(hasDate);
  if (from.length > 0 && fields.length > 1) {
    const sender = from.some(hasAddress);
    const further = new Set(fields.flatMap(({ kinds }) => [...kinds].slice(0, 1))).size;
    if (values('subject').length > 0) return sender || dated || (further >= 3 && areFilled(fields, above));
    if (sender && dated && further >= 3) return true;
  }
  return areFewHeaders(fields, above);
}

/** Sender, recipient and subject, none of them empty, or four with an address. */
function areFilled(fields: readonly HeaderField[], above: AboveBlock): boolean {
  const isApart = above === 'ruled' || above === 'gap';
  if (isApart && fields.every(({ value }) => /[\p{L}\p{Nd}]/u.test(value))) return true;
  return fields.length >= 4 && fields.some(({ value }) => hasAddress(value));
}

/** Headers without a subject, of which one or two are left. */
function areFewHeaders(fields: readonly HeaderField[], above: AboveBlock): boolean {
  if (above === 'introduced' || above === 'nothing' || fields.some(({ label }) => AUTHOR.test(label))) return false;
  const has = (kind: HeaderKind, isSo: (value: string, label: string) => boolean) =>
    fields.some(({ kinds, value, label }) => kinds.has(kind) && isSo(value, label));
  const isTimed = has('date', isTime);
  const isSent = has('date', (value, label) => isTime(value) && NAMED_DAY.test(value) && SENT.test(label));
  if (fields.length === 1) return above !== 'text' && has('from', isSender);
  const isVague = has('date', (value, label) => /^[.…]+$/.test(value) && SENT.test(label));
  if (isVague) return has('from', isPerson) || has('to', isPerson);
  if (has('from', isSender)) return isTimed || has('date', isDay) || has('to', isPerson);
  if (has('from', isPerson)) return isSent || (above === 'ruled' && isTimed);
  return (isSent && has('to', isPerson)) || (isTimed && has('to', hasAddress));
}

/** A name with its address, or an address, and nothing else. */
export function isSender(value: string): boolean {
  if (!hasAddress(value)) return false;
  const name = withoutAddresses(value).trim();
  if (name === '') return true;
  return hasBracketedAddress(value) && /^["'“„]?\p{L}/u.test(name) && isShort(name);
}

/** A name, or a sender. */
function isPerson(value: string): boolean {
  return isSender(value) || (/\p{L}{2}/u.test(value) && !/[\p{Nd}.!?]/u.test(value) && isShort(value));
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
