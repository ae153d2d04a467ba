import type { MailContent, Words } from '../../shared/mail/render/mail-content.ts';
import { safeHtml } from '../../shared/platform/html/safe-html.ts';

/** What people really send: ids without end, tables, pictures, code, and words from right to left. */
const TRANSACTION = '0x9f3c2b7a8d1e4f6a0b5c7d9e1f3a5b7c9d0e2f4a6b8c1d3e5f7a9b0c2d4e6f8a';
/** The picture that an author put into a sample. */
export const PICTURE = 'https://help.moorline.test/where-to-look.png';
const RICH = `<p>Please look at <a href="https://explorer.moorline.test/tx/${TRANSACTION}">${TRANSACTION}</a>.</p>
<table><tr><th>Network</th><th>Amount</th><th>Confirmations</th><th>Address</th></tr>
<tr><td>Ethereum</td><td>1.5 ETH</td><td>12 of 64</td><td>${TRANSACTION}</td></tr></table>
<img src="${PICTURE}" width="1200" height="800" alt="Where to look">
<pre>curl -H 'X-API-KEY: ...' https://api.moorline.test/v1/withdrawals/${TRANSACTION}</pre>
<ul><li>one<ol><li>two<blockquote>three</blockquote></li></ol></li></ul>
<p dir="rtl" lang="ar">شكرا لصبركم</p><p><font color="#111111">Dark letters of an author who thought of paper.</font></p>`;

const AT = Date.UTC(2026, 10, 22, 3, 5);
const LONG = `My withdrawal ${TRANSACTION} has not arrived. 我的提现一直没有到账，请尽快处理。\n\n`.repeat(12);

function words(author: string, text: string, html: string | null = null): Words {
  return { author, text, html: html && safeHtml(html, { pictures: 'any' }), at: AT };
}

const SHORT: Omit<MailContent, 'locale'> = {
  timeZone: 'Asia/Shanghai',
  company: 'Moorline',
  ticketId: 35_436,
  ticketSubject: 'My withdrawal has not arrived',
  recipientName: '王小明',
  params: {
    to: 'person',
    priority: 'urgent',
    says: 'note',
    metric: 'first_reply_time',
    step: 2,
    due_at: AT,
    good: 'https://api.moorline.test/survey/t.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?score=good',
    bad: 'https://api.moorline.test/survey/t.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?score=bad',
  },
  words: words('Alice', 'Is the address your own?\nhttps://help.moorline.test/own-address'),
  isFirst: false,
  history: [],
  fileNames: [],
  linkedFiles: [],
  withheldFiles: [],
  others: [],
};

/** What mails are tried with: an ordinary one, and one in which everything is there and is long. */
export const SAMPLES: Readonly<Record<'short' | 'long', Omit<MailContent, 'locale'>>> = {
  short: SHORT,
  long: {
    ...SHORT,
    ticketSubject: `${TRANSACTION}${TRANSACTION} 提现没有到账`,
    recipientName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3),
    words: words(`Alice ${TRANSACTION}`, LONG, RICH),
    isFirst: true,
    history: [words('王小明', LONG), words('Moorline', LONG)],
    fileNames: ['proof of payment.pdf', `${TRANSACTION}.png`],
    linkedFiles: [
      ['screen recording.mp4', 'https://files.moorline.test/attachments/token/abc/?name=screen%20recording.mp4'],
      [`${TRANSACTION}.mov`, 'https://files.moorline.test/attachments/token/abd/?name=b.mov'],
    ],
    withheldFiles: [`${TRANSACTION}.exe`],
    others: ['li@partner.test', `${TRANSACTION}@a-very-long-domain.partner.test`],
  },
};
