import type { Browser } from 'puppeteer-core';
import type { MailContent, Words } from '../../shared/mail/render/mail-content.ts';
import { renderMail } from '../../shared/mail/render/render-mail.ts';
import { safeHtml } from '../../shared/platform/html/safe-html.ts';
import { aDesk } from './desk.ts';
import { TEMPLATES } from './mails.ts';
import { BY_HAND } from './payloads/by-hand.ts';
import type { Report } from './report.ts';
import { SAMPLES } from './sample-mails.ts';

const AT_ONCE = 30;

/** A mail of which everything that people write is the attack: every other one an answer, which has most of that. */
function mailOf(attack: string, at: number): string {
  const template = (at % 2 === 1 && TEMPLATES[((at - 1) / 2) % TEMPLATES.length]) || 'answer';
  const words: Words = { author: attack, text: attack, html: null, at: 0 };
  const content: MailContent = {
    ...SAMPLES.short,
    locale: 'en',
    timeZone: attack,
    company: attack,
    ticketSubject: attack,
    recipientName: attack,
    words,
    history: [words, words],
    fileNames: [attack],
    linkedFiles: [[attack, `https://files.moorline.test/?name=${encodeURIComponent(attack)}`]],
    withheldFiles: [attack],
    others: [attack],
  };
  return renderMail(template, content).html;
}

/** Our own mails stay what they are, whatever people call themselves, their files and their tickets. */
export async function checkHostileTexts(browser: Browser, { check }: Report): Promise<number> {
  const desk = await aDesk(browser, false);
  for (let at = 0; at < BY_HAND.length; at += AT_ONCE) {
    const attacks = BY_HAND.slice(at, at + AT_ONCE);
    const mails = attacks.map((attack, nth) => mailOf(attack, at + nth));
    const { seen, happened } = await desk.showOurs(mails);
    check(`mails full of attacks ${at + 1} to ${at + attacks.length}`, [...seen, ...happened]);
  }
  const safe = BY_HAND.map((attack) => safeHtml(attack, { pictures: 'own' }));
  const words = { author: 'Alice', text: 'x', html: safe.join(''), at: 0 };
  const { html } = renderMail('answer', { ...SAMPLES.short, locale: 'en', words });
  const { seen, happened } = await desk.showOurs([html]);
  // An author's words may have other elements than our own; whatever they are, the mail around them holds.
  const broken = seen.filter((line) => !/^an element |^\w+ [a-z-]+=|^a link to (mailto|tel):/.test(line));
  check('a mail around all attacks made safe', [...broken, ...happened]);
  await desk.close();
  return Math.ceil(BY_HAND.length / AT_ONCE) + 1;
}
