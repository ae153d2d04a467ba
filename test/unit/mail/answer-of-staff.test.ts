import { describe, expect, test } from 'vitest';
import { mailComment } from '../../../shared/mail/mail-comment.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { renderMail } from '../../../shared/mail/render/render-mail.ts';
import { rawMail } from '../../support/a-mail.ts';

const FROM_ALICE = { From: 'Alice Ott <alice@moorline.test>', Subject: 'Re: [#12] Withdrawal' };
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

const commentOf = async (text: string, headers: Record<string, string> = {}, part = 'answer-of-staff' as const) =>
  mailComment(await parseMail(rawMail({ ...FROM_ALICE, ...headers }, text)), part, 'en');
const published = async (text: string, headers: Record<string, string> = {}) => {
  const { body, isUnsent } = await commentOf(text, headers);
  return isUnsent ? undefined : body;
};
const lines = (...all: string[]) => all.join('\n');

describe('what an agent wrote goes to the customer, though a program might have', () => {
  test.each([
    ['a warning below two dashes', lines('We opened a case with the bank', '', '--', 'Do not send more coins')],
    ['a way through the settings', lines('Please go to', '', '---', 'Settings', 'Security', 'Reset Password')],
    ['a name and its numbers', lines('This is whom to call:', '', 'Mara Lind', 'Bank of X', 'Tel. +49 30 1234567')],
    ['what sounds like a disclaimer', 'This message is confidential: do not disclose the code to anybody.'],
    ['what sounds like a footer', 'To unsubscribe from price alerts, open https://x.test/alerts and press Off.'],
    ['what a telephone says', lines('Does your mail end like this:', '', 'Sent from my iPhone')],
    ['marked lines that nothing announces', lines('Please copy this text.', '', '> I am the owner of the wallet.')],
    [
      'a line to write above',
      lines('Please write your answers in the text above this line.', '', '- network', '- amount'),
    ],
    ['a name behind dashes, in Chinese', lines('请勿再转账。', '', '--', '勿信任何来电')],
    ['a postscript below a signature', lines('Done.', '', '-- ', 'Alice', 'P.S. Never tell the code to anybody.')],
  ])('%s', async (_, text) => {
    expect(await published(text)).toBe(text);
  });

  test.each([
    [
      'steps moved to the right',
      '<p>Please do these steps.</p><blockquote><p>1. Log out<br>2. Write to us</p></blockquote>',
    ],
    [
      'steps in a box',
      '<p>Please do:</p><blockquote style="border-left:3px solid #ccc"><p>1. Log out</p></blockquote>',
    ],
    ['words in the place of a signature', '<p>Hello</p><div class="gmail_signature">Do not pay him</div>'],
  ])('%s, in HTML', async (_, html) => {
    const last = html.replace(/<[^<>]*>/g, ' ').trim();
    const said = (await published(html, { ...HTML, 'In-Reply-To': '<x@moorline.test>' })) ?? '';
    expect(said.replace(/\s+/g, ' ')).toBe(last.replace(/\s+/g, ' '));
  });
});

describe('what an agent quotes does not go to the customer', () => {
  const ANSWER = 'We have sent it on Friday.';
  const attribution = 'On Tue, 3 May 2022 at 10:22, Moorline <support@moorline.test> wrote:';
  const block = [
    'From: Moorline <support@moorline.test>',
    'Sent: Tuesday, 3 May 2022 10:22',
    'To: Alice',
    'Subject: x',
  ];
  test.each([
    ['below its announcement', [attribution, '> internal', '> matter']],
    ['as telephones mark it', [`> ${attribution}`, '> ', '> internal']],
    [
      'with marked headers',
      ['> From: Moorline <support@moorline.test>', '> Date: 3 May 2022', '> Subject: x', '>', '> internal'],
    ],
    ['below a drawn line of another desk', ['##- Please type your reply above this line -##', '', 'internal']],
    ['below headers', [...block, '', 'internal']],
    ['below a divider', ['-----Original Message-----', ...block, '', 'internal']],
    ['announced in Chinese', ['在 2022年5月3日 10:22，Moorline <support@moorline.test> 写道：', '> internal']],
    ['below the delimiter of the standard', ['-- ', 'Alice', 'internal']],
    ['below a signature and its announcement', ['-- ', 'Alice', '', attribution, '> internal']],
  ])('%s', async (_, quote) => {
    expect(await published(lines(ANSWER, '', ...quote))).toBe(ANSWER);
  });

  test('above the answer, or amid it', async () => {
    expect(await published(lines(attribution, '> internal', '', ANSWER))).toBe(ANSWER);
    expect(await published(lines('Hello,', '', attribution, '> internal', '', ANSWER))).toBe(`Hello,\n\n${ANSWER}`);
  });

  test('as their client marks it in HTML', async () => {
    const gmail = `<p>${ANSWER}</p><div class="gmail_quote"><div class="gmail_attr">x</div>internal</div>`;
    const cited = `<p>${ANSWER}</p><blockquote type="cite"><p>internal</p></blockquote>`;
    const outlook = `<p>${ANSWER}</p><div id="divRplyFwdMsg"><b>From:</b> a</div><div>internal</div>`;
    for (const html of [gmail, cited, outlook]) expect(await published(html, HTML)).toBe(ANSWER);
  });

  test.each(['en', 'zh-CN'])('when it is a mail of ours without a word above it, in %s', async (locale) => {
    const words = { author: 'Wang', text: 'Where is it?', html: null, at: 0 };
    const { text, html } = renderMail('customer-commented', {
      ...{ locale, timeZone: 'UTC', company: 'Moorline', ticketId: 12, ticketSubject: 'Withdrawal' },
      ...{ recipientName: 'Alice', params: {}, words, isFirst: false, history: [] },
      ...{ fileNames: [], linkedFiles: [], withheldFiles: [], others: [] },
    });
    const marked = text.split('\n').map((line) => `> ${line}`);
    expect(await published(lines(ANSWER, '', text))).toBe(ANSWER);
    expect(await published(lines(ANSWER, '', ...marked))).toBe(ANSWER);
    expect(await published(lines(...marked, '', ANSWER))).toBe(ANSWER);
    expect(await published(lines('Hello', '', ...marked, '', ANSWER))).toBe(`Hello\n\n${ANSWER}`);
    expect(
      await published(
        `<p>${ANSWER}</p>${html.replace(/^.*?<body/s, '<div').replace('</body></html>', '</div>')}`,
        HTML,
      ),
    ).toBe(ANSWER);
    expect(await published(text)).toBeUndefined();
    expect(await published(lines(...marked))).toBeUndefined();
  });
});

describe('an agent’s mail without anything new', () => {
  test.each([
    [
      'with the answer below an unmarked quote',
      lines(
        '-----Original Message-----',
        'From: Moorline <support@moorline.test>',
        'Sent: Monday, 16 November 2026 10:00',
        'To: Alice',
        'Subject: x',
        '',
        'Where?',
        '',
        'On its way.',
      ),
    ],
    ['with the answer among marked lines', lines('> Which network do I use?', '> TRC20 please.')],
    ['with a signature alone', lines('-- ', 'Alice Ott')],
    ['that is empty', ''],
  ])('%s publishes nothing, and is kept whole', async (_, text) => {
    const { body, isUnsent, html_body } = await commentOf(text);
    expect(isUnsent).toBe(true);
    expect(body).toMatch(/^\[Nothing in this mail was found to be new/);
    expect(body.endsWith(text === '' ? FROM_ALICE.Subject : text.trim())).toBe(true);
    expect(html_body).toBeNull();
  });

  const withFile = (text: string, headers: readonly string[]) =>
    commentOf(
      ['--x', 'Content-Type: text/html', '', text, '--x', 'Content-Type: image/png; name=a.png']
        .concat(headers, '', 'x', '--x--')
        .join('\r\n'),
      { 'Content-Type': 'multipart/related; boundary=x' },
    );
  const ATTACHED = ['Content-Disposition: attachment'];
  const LOGO = ['Content-Disposition: inline', 'Content-ID: <logo>'];
  const PICTURE = '<img src="cid:logo">';
  const BELOW = `<p>On Tue, 3 May 2022 at 10:22, Moorline &lt;support@moorline.test&gt; wrote:</p><blockquote type="cite">Where?</blockquote>`;

  test('but a file alone is an answer, for the file is', async () => {
    const { body, files, isUnsent } = await withFile('', ATTACHED);
    expect({ body, files: files.length, isUnsent }).toEqual({ body: '', files: 1, isUnsent: false });
  });

  test.each([
    ['with the logo of a signature', `${BELOW}${PICTURE}`, LOGO],
    ['with a file below a quote', BELOW, ATTACHED],
    ['with a picture alone', PICTURE, LOGO],
  ])('%s is none, and keeps its files', async (_, html, headers) => {
    const { files, isUnsent } = await withFile(html, headers);
    expect({ files: files.length, isUnsent }).toEqual({ files: 1, isUnsent: true });
  });

  test('that is a note anyway is shown whole', async () => {
    const raw = rawMail(FROM_ALICE, '> Which network?\r\n> TRC20');
    const { body, isUnsent } = await mailComment(await parseMail(raw), 'note-of-staff', 'en');
    expect({ body, isUnsent }).toEqual({ body: '> Which network?\n> TRC20', isUnsent: false });
  });
});
