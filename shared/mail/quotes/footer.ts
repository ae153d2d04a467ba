import { isAddedLine, listFooterStart } from './added-line.ts';
import { cardPieces } from './card.ts';
import { isBrokenOff } from './card-context.ts';
import { disclaimerStart } from './disclaimer.ts';
import { greets } from './greeting.ts';
import { isBlank, type Line, lineOf } from './line.ts';
import { isMobileLine } from './mobile-line.ts';
import { ownNameStart, type Writer } from './own-name.ts';
import { isPersonal } from './personal.ts';
import { signatureStart } from './signature.ts';

/** Lines that may follow `Sent from my iPhone` in its paragraph. */
const LINES_BELOW_MOBILE = 3;

/**
 * The line at which the last thing begins that stands below a text and is not of it, when the lines above `end` are such:
 * a signature, what a program adds, what is added on the way. Undefined when there is none above `floor`.
 */
export function footerStart(
  lines: readonly Line[],
  floor: number,
  end: number,
  from: readonly Writer[],
): number | undefined {
  if (isAddedLine(lines[end - 1])) return end - 1;
  return (
    listFooterStart(lines, floor, end) ??
    disclaimerStart(lines, floor, end) ??
    signatureStart(lines, floor, end, from) ??
    mobileStart(lines, floor, end) ??
    ownNameStart(lines, floor, end, from)
  );
}

function mobileStart(lines: readonly Line[], floor: number, end: number): number | undefined {
  for (let at = end - 1; at > floor && at >= end - 1 - LINES_BELOW_MOBILE && !isBlank(lines[at]); at--) {
    if (!isMobileLine(lines[at]) || !(at === end - 1 || isBlank(lines[at - 1]))) continue;
    if (isAskedFor(lines, floor, at)) return undefined;
    if (!lines.slice(at + 1, end).some(isToldBelow)) return at;
  }
  return end - 2 > floor && isBroken(lines, end - 2) ? end - 2 : undefined;
}

/** A program's second line is its own, or a link; more words without a capital among them are somebody's. */
function isToldBelow(line: Line): boolean {
  if (isMobileLine(line) || isAddedLine(line) || /https?:|www\.|\S@\S/u.test(line.text)) return false;
  return isPersonal(line.text) || cardPieces(line) === undefined || /^\S+(?: \p{Ll}\S*){2}/u.test(line.text);
}

/** Below a question about devices, or a sentence that is broken off, such a line is what somebody answers or quotes. */
function isAskedFor(lines: readonly Line[], floor: number, at: number): boolean {
  let above = at - 1;
  while (above > floor && isBlank(lines[above])) above--;
  const text = above > floor ? (lines[above]?.text ?? '') : '';
  return (/[:：?？]$/u.test(text) && isOfDevices(text)) || (isBrokenOff(text) && !isMobileLine(lines[above]));
}

/** Whether such a line was broken in two, as programs do that break lines where they are not long. */
function isBroken(lines: readonly Line[], at: number): boolean {
  const [first, second] = [lines[at], lines[at + 1]];
  if (first === undefined || second === undefined || isBlank(first) || isBlank(second)) return false;
  const begins = at === 0 || isBlank(lines[at - 1]) || /[.!?。！？]$/u.test(lines[at - 1]?.text ?? '');
  return begins && second.text.split(' ').length <= 4 && isMobileLine(lineOf(`${first.text} ${second.text}`));
}

/** Behind the end of a sentence, in its line. */
const SENTENCE_END = /[.!?。！？…)]\s{1,4}(?=\S)/gu;
const LONGEST_BEHIND = 60;

/** The lines, with what a program adds in a line of its own where it stands behind somebody's last words. */
export function withMobileApart(lines: readonly Line[]): readonly Line[] {
  let changed: Line[] | undefined;
  lines.forEach((line, at) => {
    const place = placeBehind(line);
    if (place === undefined) {
      changed?.push(line);
      return;
    }
    changed ??= lines.slice(0, at);
    changed.push(
      { ...lineOf(line.raw.slice(0, place)), ...(line.glued && { glued: true }) },
      { ...lineOf(line.raw.slice(place)), glued: true },
    );
  });
  return changed ?? lines;
}

/** Somebody who speaks of log-ins, devices, and coins may say in their own words from where something was sent. */
function isOfDevices(said: string): boolean {
  return /\b(?:log(?:ged)?[ -]?in|logged|sign(?:ed)?[ -]in|devices?|phones?|wallets?|transfer\p{L}*|withdr[ae]w\p{L}*|deposit\p{L}*|transactions?|coins?|sent|address)\b|登录|登錄|登入|设备|設備|手机|钱包|錢包|转账|轉帳|提现|提現|充值|ログイン|端末|로그인|기기|anmeld|gerät|überweisung|connexion|appareil|dispositivo|sesión|retiro|saque|устройств|вход|перевод|вывод|cihaz|giriş|thiết bị|đăng nhập/iu.test(
    said,
  );
}

function placeBehind({ raw }: Line): number | undefined {
  if (raw.length > 1000 || raw.trimStart().startsWith('>')) return undefined;
  const from = Math.max(0, raw.length - LONGEST_BEHIND - 80);
  for (const { index, 0: end } of [...raw.slice(from).matchAll(SENTENCE_END)].slice(0, 6)) {
    const place = from + index + end.length;
    const behind = lineOf(raw.slice(place));
    if (behind.text.length > LONGEST_BEHIND || !isMobileLine(behind) || isMobileLine(lineOf(raw))) continue;
    return isOfDevices(raw.slice(0, place)) || /[.。]$/u.test(behind.text) ? undefined : place;
  }
  return undefined;
}

/**
 * The first line that a program adds below an answer whose client repeats the earlier mail without a word: what follows
 * greets somebody. Its place; undefined when there is none.
 */
export function mobileAboveMail(lines: readonly Line[], end: number): number | undefined {
  let said = false;
  for (let at = 0; at < end - 1; at++) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) continue;
    if (said && isBlank(lines[at - 1]) && isMobileLine(line)) {
      let below = at + 1;
      while (below < end && isBlank(lines[below])) below++;
      const text = lines[below]?.text ?? '';
      if (below < end - 1 && below > at + 1 && text.length <= LONGEST_BEHIND && greets(text)) return at;
    }
    said ||= /[\p{L}\p{Nd}]/u.test(line.text);
  }
  return undefined;
}
