import { tellsOfNonDelivery } from '../bounces/non-delivery.ts';
import { splitReport } from '../bounces/report-text.ts';
import { returnedHeaders } from '../bounces/returned-original.ts';
import { enhancedCodes, replyCode } from '../bounces/status-codes.ts';
import { headerOf, headersOf, type InboundMail } from '../mail.ts';
import { INTRODUCTIONS } from './bounce-marks.ts';

/** The first words of a report, without what it gives back. */
export function beginningOf(mail: InboundMail): string {
  return splitReport(mail.text).lines.slice(0, LINES_OF_BEGINNING).join('\n').slice(0, BEGINNING_AT_MOST);
}

const LINES_OF_BEGINNING = 60;
const BEGINNING_AT_MOST = 6_000;

/** Whether a text tells that a mail was not delivered. */
export function tells(text: string): boolean {
  const words = withoutAddresses(text);
  return INTRODUCTIONS.some((mark) => mark.test(words.replace(/\s+/g, ' '))) || tellsOfNonDelivery(words);
}

/** Whether a text says in two languages that a mail failed, as nobody does who writes to one. */
export function isTwofold(text: string): boolean {
  const words = withoutAddresses(text);
  return INTRODUCED_IN_ENGLISH.test(words.replace(/\s+/g, ' ')) && tellsOfNonDelivery(words);
}
const INTRODUCED_IN_ENGLISH =
  /\b(?:was|were|has been|could|can)(?: not|n['’]t) (?:be )?(?:delivered|sent)\b|undeliver(?:ed|able)|delivery (?:has )?failed/i;

/** Their full stops end no sentence. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s@]{1,100}@[^\s@:;,]{1,200}/g, 'somebody');
}

/** Whether a text names an address and a code of what became of it. */
export function hasCodes(text: string): boolean {
  if (!text.includes('@')) return false;
  if (enhancedCodes(text).length > 0) return true;
  const lines = text.split('\n');
  return lines.some((line, at) => line.includes('@') && (hasReply(line) || isAnswered(lines, at)));
}

function hasReply(line: string): boolean {
  return replyCode(line)?.startsWith('5') === true;
}

/** Whether an address alone in its line has a server's reply below it. */
function isAnswered(lines: readonly string[], at: number): boolean {
  if (!/^\s{0,20}(?:[\w -]{3,30}:\s*)?["'<]?[^\s@]{1,100}@[^\s@]{1,200}[">':]{0,3}$/.test(lines[at] ?? ''))
    return false;
  const next = lines.slice(at + 1, at + 3).find((line) => line.trim() !== '') ?? '';
  return /^\s*(?:\W{0,4}|.{0,40}: ?)[45][0-5]\d[ -]/.test(next);
}

/** Whether a server's answer stands in a line of its own. */
export function quotesReply(text: string): boolean {
  return REPLIED.test(text);
}
const REPLIED =
  /^[^\n]{0,60}(?:error|reason|status|diagnostic|said|respon\w+|return\w+|repl(?:y|ied)|<<<)[^\n@]{0,60}\b5[0-5]\d\b|^\s*(?:smtp )?(?:error:? )?5[0-5]\d(?: ?- ?| )(?:5\.\d\.\d{1,3} )?[A-Za-z][^\n]{0,200}$/im;

/** Whether a text says that a mail got there, as servers do who were asked to. */
export function tellsOfArrival(text: string): boolean {
  return ARRIVED.test(text);
}
const ARRIVED =
  /successful delivery notifications|\b(?:was|has been|were) successfully (?:delivered|relayed)\b|(?:erfolgreich zugestellt|remis avec succès|entregado correctamente|投递成功|配信しました)/iu;

/** Whether a program says who it is before it says anything else. */
export function introducesItself(text: string): boolean {
  return BY_ITSELF.test(text.trimStart().slice(0, 200));
}
const BY_ITSELF =
  /^(?:hi[.!]? |hello[,.]? )?[^\w>]{0,20}this (?:is (?:the|a) (?:[\w.-]{1,30} )?(?:mail (?:server|system|delivery)|program at|mailer)|is the (?:mail|qmail|postfix|e-?mail|mailer|dragonfly|haraka)|message was created automatically by|report relates to a message you sent|is an automatically generated)|^[^\w>]{0,20}(?:message from [\w.-]+\.\s+unable to deliver|your message\s+to:)/i;

/** Whether a mail encloses one of those whom it is for, as nobody but a server does who could not deliver it. */
export function givesBack(mail: InboundMail): boolean {
  const senders = headersOf(returnedHeaders(mail), 'from').join(' ').toLowerCase();
  return mail.to.some(({ address }) => address !== '' && senders.includes(address));
}

/** Whether a mail passed a list. */
export function isOfList(mail: InboundMail): boolean {
  return OF_LISTS.some((name) => headerOf(mail, name) !== undefined);
}
const OF_LISTS = ['list-id', 'list-post', 'list-unsubscribe'] as const;

/** Whether a mail says who failed. */
export async function namesRecipients(mail: InboundMail): Promise<boolean> {
  // Loaded when it is first needed: it knows the words of all servers.
  const { failedRecipients } = await import('../bounce-report.ts');
  return failedRecipients(mail).length > 0;
}
