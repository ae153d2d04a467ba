/*
 * How mail clients announce the mail they repeat below an answer. Each test looks at one line, or at a few from one on,
 * and is anchored at both ends, so that ordinary sentences are not mistaken for one.
 */

/** The line our own notices carry, in every language of ours: whatever stands below it is ours. */
const REPLY_LINE = /^\W*##.{4,60}##\W*$/;

/** `-----Original Message-----`, QQ Mail's `------------------ 原始邮件 ------------------`, Foxmail's and others'. */
const DIVIDER =
  /^[\s>]*[-—_=*]{2,}\s*(original message|original e-?mail|original|forwarded message|reply message|原始邮件|原邮件|原始邮件信息|回复的原邮件|轉寄的郵件|原始郵件|转发邮件|回复邮件|元のメッセージ|원본 메시지|исходное сообщение|mensaje original|message d'origine|ursprüngliche nachricht|mensagem original)\s*[-—_=*]{2,}\s*$/iu;

const FROM = /^[\s>]*\*?(from|发件人|寄件者|寄件人|差出人|보낸 사람|от|de|von|da|kimden)\*?\s*[:：]\*?\s*\S/iu;
const FURTHER_HEADER =
  /^[\s>]*\*?(sent|date|to|cc|subject|发送时间|发送日期|日期|时间|收件人|抄送|主题|寄件日期|收件者|副本|主旨|日付|送信日時|宛先|件名|보낸 날짜|받는 사람|제목|отправлено|дата|кому|тема|enviado|fecha|para|asunto|envoyé|date|à|objet|gesendet|an|betreff|data|assunto)\*?\s*[:：]/iu;

const ATTRIBUTION: readonly RegExp[] = [
  /^on\s.{6,200}\swrote\s*[:：]$/iu,
  /^at\s\d{4}-\d\d?-\d\d?.{2,200}wrote\s*[:：]$/iu,
  /^.{2,120}\swrote\s*[:：]$/iu,
  /^(在|于|於)?\s*\d{2,4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}.{0,200}(写道|寫道|写到|寫到|編寫)\s*[:：]$/u,
  /^(在|于|於).{4,200}(写道|寫道|写到|寫到)\s*[:：]$/u,
  /^.{1,120}(于|於|在).{4,80}(写道|寫道)\s*[:：]$/u,
  /^(le|el|em|il|am)\s.{6,200}(a écrit|escribió|escreveu|ha scritto|schrieb.{0,80})\s*[:：]$/iu,
  /^.{6,200}(пишет|написал\(?а?\)?|yazdı|đã viết|님이 작성|のメール|が書きました)\s*[:：]$/iu,
];

const MOBILE =
  /^(sent from my|get outlook for|sent from (mail|outlook|yahoo|proton|samsung)|发自我的|發自我的|来自我的|從我的.{1,20}傳送|发自.{0,12}(邮箱|iphone|android|手机)|获取 outlook)/iu;

/** Whether a line is our own "write above this line". */
export function isReplyLine(line: string): boolean {
  return REPLY_LINE.test(line);
}

/** Whether a line is a client's divider between an answer and the mail below. */
export function isDivider(line: string): boolean {
  return line.length < 120 && DIVIDER.test(line);
}

/** The number of lines of a repeated header block (From, Sent, To, Subject) that starts here; 0 when none does. */
export function headerBlockLength(lines: readonly string[], at: number): number {
  if (!FROM.test(lines[at] ?? '')) return 0;
  let found = 0;
  let length = 1;
  for (let next = at + 1; next < Math.min(at + 8, lines.length); next++) {
    const line = lines[next] ?? '';
    if (line.trim() === '') {
      if (found > 0) break;
    } else if (FURTHER_HEADER.test(line)) {
      found++;
      length = next - at + 1;
    }
  }
  return found >= 2 ? length : 0;
}

/** The number of lines of an "On ... wrote:" that starts here, wrapped over three at most; 0 when none does. */
export function attributionLength(lines: readonly string[], at: number): number {
  const start = lines[at]?.trim() ?? '';
  if (start === '' || start.startsWith('>')) return 0;
  for (let length = 1; length <= 3; length++) {
    const line = lines
      .slice(at, at + length)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (line.length > 320) return 0;
    if (/[:：]$/.test(line) && ATTRIBUTION.some((pattern) => pattern.test(line))) {
      return isBareName(line) && !quotedNext(lines, at + length) ? 0 : length;
    }
    if (lines[at + length]?.trim() === '') return 0;
  }
  return 0;
}

/** Whether a line is what a phone puts below a mail. */
export function isMobileSignature(line: string): boolean {
  return line.length < 80 && MOBILE.test(line.trim());
}

/** "Alice wrote:" may be part of a story; only quoted lines below make it an attribution. */
function isBareName(line: string): boolean {
  return !/\d/.test(line) && !line.includes('@');
}

function quotedNext(lines: readonly string[], from: number): boolean {
  return /^\s*>/.test(lines.slice(from).find((line) => line.trim() !== '') ?? '');
}
