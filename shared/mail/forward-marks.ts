import { hasDividerWords } from './quotes/divider.ts';
import { type HeaderKind, KINDS_OF_LABEL, labelKey } from './quotes/header-labels.ts';
import { caseless, comparable, linesOf } from './quotes/line.ts';

/*
 * How mail clients announce a mail that is forwarded. The headers that they repeat, and the lines above them, are those
 * above a quoted mail; the words in front of the subject are a row for all languages, compared without case and spaces.
 */

/** Longest label, marks of emphasis around it included. */
const LABEL_AT_MOST = 40;

/** Reads `From: Wang <wang@example.com>`, `**发 件 人**：…` and the like; undefined for any other line. */
export function repeatedHeader(line: string): { kind: HeaderKind; value: string } | undefined {
  const at = line.slice(0, LABEL_AT_MOST).search(/[:：]/);
  if (at < 1) return undefined;
  const label = comparable(line.slice(0, at)).replace(/[*_]/g, '');
  const [kind] = KINDS_OF_LABEL.get(labelKey(label)) ?? [];
  if (!kind) return undefined;
  const value = line
    .slice(at + 1)
    .replace(/^[\s*_]+/, '')
    .trim();
  return { kind, value };
}

const FORWARDS: readonly string[] =
  `Fwd|Fw|Forward|Forwarded|转发|轉寄|轉發|转寄|転送|전달|WG|Weitergeleitet|TR|Tr|Réf|RV|Reenv|Reenviado|Enc|Encaminhado|ENC|I|
  Inoltro|Inoltrato|Doorst|Doorgestuurd|VB|Vidarebefordrat|VS|Videresendt|VL|PD|PDL|Przek|Předáno|Přep|Továbbítás|Továbbítva|
  Redirecționat|Пер|Переслано|Пересл|Переадр|İlt|ILT|İletildi|CT|Chuyển tiếp|Trs|Terusan|Teruskan|ΠΡΘ|Προώθ|הועבר|إعادة توجيه|
  ส่งต่อ|Edasi|Fs|Prosl|Proslijeđeno|Posredovano`
    .split('|')
    .map(plain);

function plain(word: string): string {
  return caseless(comparable(word)).replace(/[\s*_]/g, '');
}

/** One of these words in front, behind at most one mark that a mail gateway has put before it. */
const PREFIX = /^\s*(?:\[[^\]]{1,30}\]\s*)?([^\s:：[(][^:：[(]{0,24})(?:[[(]\d{1,3}[\])])?\s*[:：]/u;

/** Whether a subject says that the mail is forwarded: `Fwd:`, `转发：`, `WG:` in front. */
export function isForwardSubject(subject: string): boolean {
  return FORWARDS.includes(plain(PREFIX.exec(subject)?.[1] ?? ''));
}

/** A subject without what says, once or several times, that it was forwarded. */
export function withoutForwardPrefix(subject: string): string {
  let rest = subject;
  for (let left = 10; left > 0 && isForwardSubject(rest); left--) rest = rest.replace(PREFIX, '');
  return rest.trim();
}

/** Lines drawn of these, with or without words between two of them, stand above a repeated mail. */
const RULE_BEFORE = /^[-—–―─_=*~﹣]{3}/u;
const RULE_BEHIND = /[-—–―─_=*~﹣]{3}$/u;
const LINE_AT_MOST = 250;

/** Whether a line only says that another mail follows: a ruled line, or `Begin forwarded message:`. */
export function announcesForward(line: string): boolean {
  if (line.length > LINE_AT_MOST) return false;
  const words = line.trim().replace(/[:：.]$/, '');
  return (RULE_BEFORE.test(words) && RULE_BEHIND.test(words)) || hasDividerWords(linesOf(line)[0]);
}
