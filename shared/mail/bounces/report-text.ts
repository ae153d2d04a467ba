/** A bounce's text: what the server says, and what it gives back of the mail that it could not deliver. */
export interface ReportText {
  readonly lines: readonly string[];
  readonly original: readonly string[];
}

const LINES_AT_MOST = 1_000;
const LINE_AT_MOST = 1_000;
const TEXT_AT_MOST = 200_000;

/** Parts the server's words from the mail below them, by the line that announces it, or by its headers. */
export function splitReport(text: string): ReportText {
  const lines = text
    .slice(0, TEXT_AT_MOST)
    .split(/\r\n|\r|\n/, LINES_AT_MOST)
    .map((line) =>
      line
        .slice(0, LINE_AT_MOST)
        .replace(/[\u00a0\u3000\t]/g, ' ')
        .replace(/[\u200b-\u200f\ufeff]/g, '')
        // X.400 has no letter for it.
        .replace(/((?:rfc-?822|smtp)=[\w.+-]{1,64})\(a\)/gi, '$1@')
        .trimEnd(),
    );
  const end = endOfReport(lines);
  return { lines: lines.slice(0, end), original: lines.slice(end) };
}

/** A line that only looks like an announcement is a heading, where nothing has been said yet. */
function endOfReport(lines: readonly string[]): number {
  let begun = false;
  let named = false;
  for (const [at, line] of lines.entries()) {
    if ((begun && announces(line, named)) || startsHeaders(lines, at, named)) return at;
    begun ||= line.trim() !== '';
    named ||= line.includes('@');
  }
  return lines.length;
}

/** A rule of some length, as programs draw it around such an announcement. */
const RULE = /^[\s>|:]*(?:[-=*_~#+]{2,}|\[[-=*]+\])/;
const RULED: readonly RegExp[] = [
  /\b(?:original|returned|unsent|undelivered|undeliverable|bounced|rejected|failed|enclosed|old)\s+(?:e-?mail|message|mail|letter|text|msg)(?:'s)?(?:\s+(?:header(?:s|\(s\))?|text|body|content|info\w*))*(?:\s+(?:follows?|is following|is attached|attached|included|below|begins|starts?(?: here)?))*\W*$/,
  /\b(?:copy|text|header|headers|start|beginning|lines|part|contents?|body) of (?:the |your |this )?(?:\w+ )?(?:message|mail|e-?mail)\b/,
  /^\W*(?:message|mail|e-?mail|letter) (?:headers?|text|body|contents?|follows|is following)(?: follows?| below| is following)?\W*$/,
  /\b(?:header|headers) (?:follows?|is following)\W*$/,
  /^\W*(?:the )?original\W*$/,
  /^\W*your (?:original )?(?:message|mail|e-?mail)(?: (?:text|was))?\W*$/,
  /\b(?:message|mail) text follows\b/,
];
const BARE: readonly RegExp[] = [
  /^(?:(?:the|your|a|possibly truncated|partial|full)\s+){0,2}(?:(?:original|returned|unsent|undelivered|rejected|old|truncated)\s+)+(?:e-?mail|message|mail|letter)(?:\s+(?:header|headers|text|body|contents?))?(?:\s+(?:is|are))?(?:\s+(?:follows?|following|attached|included|enclosed|below|here))*\s*[:.]*$/,
  /^(?:(?:below|here|this|following|included|enclosed|attached) (?:is|are) )?(?:a |the )?(?:copy|text|header|headers|header lines|first lines?|first \d+ lines) of (?:the |your |this )?(?:(?:original|returned|rejected|undelivered|failed) )?(?:message|mail|e-?mail|letter)(?: (?:header|headers))?(?: (?:is|are))?(?: (?:follows?|following|below|attached))?\W*$/,
  /^(?:the )?(?:message|mail|e-?mail|original) (?:header|headers|header lines|text|body)(?: (?:follows?|is following|are following|below))?\s*:?$/,
  /^(?:your message reads|message contents?|message as sent|the following is (?:a copy of )?(?:the|your) (?:original )?(?:message|mail)|and this is the message|my original message)\b.{0,30}$/,
  /^(?:content-type)\s*:\s*(?:message\/rfc822|text\/rfc822-headers|message\/partial)/,
];
/** The same in other languages: those of Exchange, of the carriers, of webmail. */
const ANYWHERE =
  /^\W*(?:en-têtes (?:du |de )?message d['’]origine|message (?:original|d['’]origine)|ursprüngliche nachricht(?:enkopfzeilen)?|originalnachrichten(?:header|kopfzeilen)|kopfzeilen der (?:ursprünglichen )?nachricht|encabezados (?:de mensajes originales|del mensaje original)|mensaje original|cabeçalhos (?:de mensagens? originais|da mensagem original)|mensagem original|intestazioni (?:originali (?:del )?messaggio|messaggio originale|del messaggio originale)|messaggio originale|oorspronkelijke (?:bericht(?:koppen|kopteksten)?|berichtheaders)|ursprungliga (?:meddelande\w*)|oprindelige meddelelses\w*|nagłówki oryginalnej wiadomości|заголовки исходного сообщения|исходные заголовки сообщения|исходное сообщение|元の(?:メッセージ|メール)(?: ?の?(?: ?ヘッダー?|本文))?|(?:送信|返送)?メールの?ヘッダー?|以下は(?:元の)?メール|原始(?:邮件|郵件|消息)(?:标题|標題|头|標頭|内容)?|(?:以下是)?(?:您的)?原(?:邮件|郵件|信件)(?:内容|头|標頭|如下)?|원본 ?(?:메시지|메일)(?: ?머리글| ?헤더| ?내용)?)\W*$/u;

function announces(line: string, isNamed: boolean): boolean {
  if (line.length > 200) return false;
  const said = line.trim().toLowerCase();
  if (said === '' || /\b(?:log|session|transcript|delivery)\b/.test(said)) return false;
  if (RULE.test(said) && RULED.some((mark) => mark.test(said))) return true;
  if (!isNamed) return false;
  return BARE.some((mark) => mark.test(said.replace(/^[\s>*_=~-]+/, ''))) || ANYWHERE.test(said);
}

const HEADER_OF_MAIL = /^(?:received|return-path|dkim-signature|delivered-to|x-received)\s*:/i;
/** Reports name these as well, to say which mail it was. */
const HEADER_OF_BOTH = /^(?:mime-version|message-id|from|to|content-type)\s*:/i;
const TECHNICAL = /^(?:received|message-id|mime-version|content-type|x-mailer)\s*:/i;
const HEADER = /^[A-Za-z][\w-]{1,60}:(?:\s|$)/;
const SHOWN = /^(?:from|subject|date|to|cc|bcc):\s/i;

/**
 * Whether raw headers begin here, or the header block that a reader of MIME draws above an inlined mail. Reports have
 * fields of their own, but not these.
 */
function startsHeaders(lines: readonly string[], at: number, isNamed: boolean): boolean {
  const line = unquoted(lines[at] ?? '');
  const next = () =>
    lines
      .slice(at + 1, at + 12)
      .map(unquoted)
      .filter((each) => HEADER.test(each));
  if (HEADER_OF_MAIL.test(line)) return next().length >= 2;
  if (isNamed && HEADER_OF_BOTH.test(line)) return next().length >= 3 && next().some((each) => TECHNICAL.test(each));
  if (at === 0 || !/^-{8,}$/.test(line.trim())) return false;
  const block = lines.slice(at + 1, at + 30);
  const close = block.findIndex((each) => /^-{8,}$/.test(each.trim()));
  return close > 0 && block.slice(0, close).every((each) => SHOWN.test(each) || /^\s/.test(each));
}

/** Some mark each line of what they give back, as answers do. */
function unquoted(line: string): string {
  return line.replace(/^[>|] ?/, '');
}
