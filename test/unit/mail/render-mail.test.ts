import { describe, expect, test } from 'vitest';
import { askFor } from '../../../shared/intake/ask-for.ts';
import { threadHeaders } from '../../../shared/mail/outgoing-headers.ts';
import { newTextOf } from '../../../shared/mail/quotes/new-text-of-lines.ts';
import type { MailContent } from '../../../shared/mail/render/mail-content.ts';
import { momentText } from '../../../shared/mail/render/moment.ts';
import { type MailTemplate, mailSubject, renderMail } from '../../../shared/mail/render/render-mail.ts';
import { LOCALES } from '../../../shared/platform/i18n/text.ts';
import { MAIL_KEYS } from '../../support/a-mail.ts';

const CONTENT: MailContent = {
  locale: 'en',
  timeZone: 'Asia/Shanghai',
  company: 'Moorline <X>',
  ticketId: 12,
  ticketSubject: 'Stuck & "lost" <b>',
  recipientName: '<i>Wang</i>',
  params: {
    to: 'group',
    metric: 'first_reply_time',
    step: 1,
    due_at: 0,
    priority: 'urgent',
    says: 'note',
    good: 'https://a.test/?g=1&x',
    bad: 'https://a.test/?b',
  },
  words: { author: 'Alice <a>', text: 'See https://moorline.test/x & wait', html: null, at: 0 },
  isFirst: false,
  history: [
    {
      author: 'Wang',
      text: Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n'),
      html: null,
      at: Date.UTC(2026, 10, 22, 3, 5),
    },
    { author: 'Moorline', text: 'Is it your own wallet?', html: null, at: 0 },
    { author: 'Wang', text: 'the very first words', html: null, at: 0 },
  ],
  fileNames: ['a<b>.png'],
  linkedFiles: [['a<b>.mp4', 'https://files.test/a?x=1&y=2']],
  withheldFiles: ['<b>.exe'],
  others: ['b@partner.test'],
};
const TEMPLATES: MailTemplate[] = [
  'acknowledgement',
  'answer',
  'asked',
  'assigned',
  'customer-commented',
  'escalated',
  'followed',
  'survey',
  'unsent',
];
const FOR_CUSTOMERS = ['acknowledgement', 'answer', 'asked', 'survey'];

describe.each(TEMPLATES)('the mail "%s"', (template) => {
  test.each(Object.keys(LOCALES))('says everything in %s, as text and as HTML, with nothing unescaped', (locale) => {
    const { text, html } = renderMail(template, { ...CONTENT, locale });
    for (const body of [text, html]) {
      expect(body).toContain('#12');
      expect(body).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
    expect(html).not.toMatch(/<(i>Wang|b>|a>|X>)/);
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`);
    expect(html).toMatch(new RegExp(`role="article"[^>]* lang="${locale}" dir="ltr"`));
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import/);
    const tags = [...html.replace(/<!doctype html>|<(meta|br)\b[^>]*>/g, '').matchAll(/<(\/?)([a-z]+)/g)];
    const depth = tags.reduce((open, [, close]) => open + (close ? -1 : 1), 0);
    expect(depth).toBe(0);
  });

  test('is cut away whole from an answer that quotes it below', () => {
    for (const locale of Object.keys(LOCALES)) {
      const { text } = renderMail(template, { ...CONTENT, locale });
      const quoted = text.split('\n').map((line) => `> ${line}`);
      expect(newTextOf(['My answer.', '', ...quoted].join('\n'))).toBe('My answer.');
      expect(newTextOf(['My answer.', '', text].join('\n'))).toBe('My answer.');
    }
  });
});

test('the history below an answer is the last exchange, short, and at the very end, where clients fold it', () => {
  const { text, html } = renderMail('answer', CONTENT);
  expect(text).toContain('On 22 Nov 2026, 11:05 UTC+8, Wang wrote:\n> line 0\n');
  expect(text).toContain('> line 14\n> …');
  expect(text).not.toContain('line 15');
  expect(text).toMatch(/> Is it your own wallet\?$/);
  expect(text).not.toContain('first words');
  expect(text.indexOf('write your answer')).toBeLessThan(text.indexOf('> line 0'));
  expect(html).toMatch(/<blockquote type="cite" class="gmail_quote[^>]*><p>line 0<br>/);
  expect(html.indexOf('gmail_quote')).toBeGreaterThan(html.indexOf('This mail belongs to'));
  const long = { author: 'Wang', text: '字'.repeat(70_000), html: null, at: 0 };
  expect(renderMail('answer', { ...CONTENT, history: [long, long] }).text.length).toBeLessThan(3_000);
});

describe('what is read first', () => {
  test.each(TEMPLATES)('of the mail "%s" is what happened; a list of mails shows what comes next', (template) => {
    const { text, html } = renderMail(template, CONTENT);
    const [, headline = ''] = /<h1[^>]*>(.*?)<\/h1>/.exec(html) ?? [];
    expect(headline).toMatch(/#12|promise/);
    expect(text.split('\n\n')[1]).toBe(headline.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));
    const [, preview = ''] = /<body[^>]*><div style="display:none[^>]*>(.*?)<\/div>/.exec(html) ?? [];
    expect(preview.length).toBeGreaterThan(10);
  });

  test.each(TEMPLATES)('in the mail "%s" is once what we never ask for, if it is for a customer', (template) => {
    for (const [locale, warning] of [
      ['en', /never asks? for (your )?password.*private keys?.*is not us/g],
      ['zh-CN', /绝不会.*密码.*私钥.*都不是我们/g],
    ] as const) {
      // What asks for facts says it in its words, and so wherever the ticket is read.
      const asks = askFor({ missing: ['tx_id'], fields: [] }, locale) ?? '';
      const words = template === 'asked' ? { author: 'Moorline', text: asks, html: null, at: 0 } : CONTENT.words;
      const { text, html } = renderMail(template, { ...CONTENT, locale, words });
      // How it begins stands hidden before it, for lists of mails.
      const shown = html.replace(/<div style="display:none.*?<\/div>/s, '');
      const warnings = [text, shown].map((body) => body.match(warning)?.length ?? 0);
      expect(warnings).toEqual(FOR_CUSTOMERS.includes(template) ? [1, 1] : [0, 0]);
    }
  });
});

describe('times', () => {
  test.each([
    ['en', 'Asia/Shanghai', '22 Nov 2026, 11:05 UTC+8'],
    ['en', 'Beijing', '22 Nov 2026, 11:05 UTC+8'],
    ['en', 'Eastern Time (US & Canada)', '21 Nov 2026, 22:05 UTC-5'],
    ['en', 'UTC', '22 Nov 2026, 03:05 UTC'],
    ['en', 'no such zone', '22 Nov 2026, 03:05 UTC'],
  ])('in %s and for %s are the reader’s own', (locale, zone, expected) => {
    expect(momentText(Date.UTC(2026, 10, 22, 3, 5), locale, zone)).toBe(expected);
  });

  test('in Chinese are Chinese, and midnight is the hour nought', () => {
    const midnight = momentText(Date.UTC(2026, 10, 21, 16, 0), 'zh-CN', 'Asia/Shanghai');
    expect(midnight).toMatch(/^2026年11月22日.*00:00/);
    expect(midnight).toContain('UTC+8');
  });
});

describe('the subject', () => {
  test.each([
    ['My withdrawal', false, '[#12] My withdrawal'],
    ['My withdrawal', true, 'Re: [#12] My withdrawal'],
    ['Re: [#12] RE: 回复：My withdrawal', true, 'Re: [#12] My withdrawal'],
    ['', false, '[#12]'],
  ])('of %j is the same each time', (subject, isAnswer, expected) => {
    expect(mailSubject(12, subject, isAnswer)).toBe(expected);
  });
});

describe('the headers of a thread', () => {
  const mail = {
    deliveryId: 'd1',
    ticketId: 12,
    commentId: 40,
    rootCommentId: 34,
    voice: 'person' as const,
    isNotice: false,
    supportAddress: 'support@moorline.test',
    inReplyTo: 'b@customer.test',
    references: ['a@customer.test', 'b@customer.test'],
  };

  test('name the customer’s mails, the ticket and the comment, oldest first', () => {
    const { references, inReplyTo } = threadHeaders(mail, 'moorline.test', MAIL_KEYS);
    expect(inReplyTo).toBe('b@customer.test');
    expect(references.map((id) => id.replace(/\.[a-z2-7]{16}@/, '@'))).toEqual([
      'a@customer.test',
      't12.c34@moorline.test',
      'b@customer.test',
      't12.c40@moorline.test',
    ]);
  });

  test('keep together what has no mail of the customer before it', () => {
    const { references, inReplyTo } = threadHeaders(
      { ...mail, inReplyTo: null, references: [] },
      'moorline.test',
      MAIL_KEYS,
    );
    expect(references).toHaveLength(2);
    expect(inReplyTo).toBe(references[0]);
  });

  test('stay within bounds in a very long thread', () => {
    const many = Array.from({ length: 500 }, (_, at) => `${at}@customer.test`);
    expect(threadHeaders({ ...mail, references: many }, 'moorline.test', MAIL_KEYS).references.length).toBeLessThan(20);
  });

  test('silence machines where a machine speaks, and nowhere else', () => {
    expect(Object.keys(threadHeaders(mail, 'moorline.test', MAIL_KEYS).headers)).toEqual(['X-Moorline-Delivery']);
    const { headers } = threadHeaders({ ...mail, voice: 'auto-replied' }, 'moorline.test', MAIL_KEYS);
    expect(headers).toMatchObject({ 'Auto-Submitted': 'auto-replied', Precedence: 'auto_reply' });
  });
});
