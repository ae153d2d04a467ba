import { hasGivenUp, isDelayNotice } from '../bounces/delays.ts';
import { returnedHeaders } from '../bounces/returned-original.ts';
import { enhancedCodes } from '../bounces/status-codes.ts';
import { statusByWording } from '../bounces/wording.ts';
import type { InboundMail } from '../mail.ts';
import { isAnswerable, isOfDeliverer, isOfPerson, isOfPostmaster } from './bounce-senders.ts';
import { givesBack, hasCodes, isOfList, isTwofold, quotesReply, tells } from './bounce-signs.ts';
import { isOfProduct } from './own-matter.ts';
import { asks, isOfGoods, isOfManyMails, isOfOneself, isPassedOn, isSignedByHand } from './person-hand.ts';

/**
 * Whether a mail of nobody in particular, or one that passed a list, says what programs say, in their form: the failure
 * first, and whom it is about in a place of their own, with a code or with the mail that came back.
 */
export async function isToldByProgram(mail: InboundMail, beginning: string, hasTitle: boolean): Promise<boolean> {
  if (FORWARDS.test(mail.subject) || (ANSWERS.test(mail.subject) && isOfPerson(mail))) return false;
  if (!(hasTitle || isOfDeliverer(mail) || !isAnswerable(mail))) return false;
  const own = beginning.split(/^>/m, 1).join('');
  if (isSignedByHand(own) || asks(own) || isPassedOn(own) || isOfGoods(own) || isOfOneself(own)) return false;
  if (isOfProduct(own) || isOfManyMails(own)) return false;
  const isReturned = isOfList(mail) && returnedHeaders(mail).length > 0;
  const opening = isReturned ? own.slice(0, BANNERS_AT_MOST) : openingOf(own);
  const isReplied = quotesReply(own);
  if (!tells(opening) && !hasCodes(opening) && !(isReplied && isOfPostmaster(mail))) return false;
  if (isReturned && hasTitle) return true;
  const says = own.split('\n');
  const isOfQueue = isDelayNotice('', says) || hasGivenUp(says);
  const isProven = hasCodes(own) || isReplied || givesBack(mail) || isReturned || isOfQueue;
  const namesUs = mail.to.some(({ address }) => address !== '' && opening.toLowerCase().includes(address));
  const isExplained = TO_ITS_SENDER.test(opening) && statusByWording(own) !== undefined;
  if (!isProven && !(hasTitle && (isExplained || namesUs))) return false;
  const { howRecipientsAreNamed } = await import('../bounce-report.ts');
  const named = howRecipientsAreNamed(mail, says);
  return named === 'listed' || (named === 'told' && (namesUs || isOfQueue || isTwofold(own)));
}

/**
 * Whether a text that tells of a failure has anything of a server's form besides its words: a code, a reply, a reason, the
 * mail that came back, a queue that goes on or gives up, that it speaks to the one whose mail it is, or an address of
 * somebody else in a line of its own.
 */
export async function hasFormOfServers(mail: InboundMail, beginning: string): Promise<boolean> {
  if (hasCodes(beginning) || quotesReply(beginning) || enhancedCodes(beginning).length > 0) return true;
  if (TO_ITS_SENDER.test(beginning) || returnedHeaders(mail).length > 0) return true;
  if (statusByWording(beginning) !== undefined) return true;
  const says = beginning.split('\n');
  if (isDelayNotice(mail.subject, says) || hasGivenUp(says)) return true;
  const { howRecipientsAreNamed } = await import('../bounce-report.ts');
  return howRecipientsAreNamed(mail, says) === 'listed' && !namesNeighbours(mail, beginning);
}

/** Whether a sender with a name of their own writes of an address of their own domain. */
function namesNeighbours({ from }: InboundMail, text: string): boolean {
  return from.some(({ name, address }) => {
    const domain = address.slice(address.lastIndexOf('@'));
    return name !== '' && name !== address && domain.length > 1 && text.toLowerCase().includes(domain);
  });
}

/** Whose mail it is that failed, as programs say it to them. */
const TO_ITS_SENDER =
  /\b(?:your (?:e-?mail|message|mail)|(?:message|mail|e-?mail) (?:(?:that )?you sent|addressed to)|message (?:adressé|envoyé)|you (?:have )?sent|ihre? (?:nachricht|e-?mail|mail|sendung)|votre (?:message|courriel|courrier|mail|e-?mail)|(?:su|tu) (?:mensaje|correo)|(?:sua|a sua) mensagem|(?:seu|o seu) e-?mail|(?:il )?su[oa] (?:messaggio|e-?mail|mail)|uw (?:bericht|e-?mail|mail)|ditt meddelande|din (?:meddelelse|melding|e-?mail|e-?post)|twoja wiadomość|vaše? zpráv\w+)|ваше (?:письмо|сообщение)|[您你][的发發寄][^。\n]{0,8}(?:[邮郵信]件|信)|(?:お客様|あなた|お送り|送信)[^。\n]{0,12}メール|보내신|고객님/iu;
/** How subjects of what somebody sends on begin. */
export const FORWARDS = /^\s*(?:fwd?|wg|rv|tr|enc|i|vb|vl|vs|doorst|转发|轉寄|転送)\s*[:：]/iu;
const ANSWERS = /^\s*(?:re|aw|fwd?|wg|sv|antw|rv|tr|回复|答复|转发)\s*[:：]/iu;

/** The first paragraph of a text that says something, after the salutation. */
function openingOf(text: string): string {
  const paragraphs = text.split(/\n\s*\n/, 8).filter((each) => /[\p{L}\d]/u.test(each));
  const [first = '', second = ''] = paragraphs;
  const isShort = first.trim().length < SALUTATION_AT_MOST;
  const isSalutation = isShort && !tells(first) && /(?:[,，!！。.]|[您你]好\s*[：:]?)\s*$/u.test(first);
  if (isSalutation) return second;
  // Exchange describes the mail in the midst of its sentence.
  if (isShort && TO_ITS_SENDER.test(first)) return paragraphs.slice(0, 3).join('\n');
  return /^\s*[\p{L}-]{2,12}\s?[:：]\s[^\n]*@/u.test(first) && !hasCodes(first) ? '' : first;
}
const SALUTATION_AT_MOST = 60;
const BANNERS_AT_MOST = 600;
