import { describe, expect, test } from 'vitest';
import { newTextOf } from '../../../shared/mail/new-text.ts';
import { threadHeaders } from '../../../shared/mail/outgoing-headers.ts';
import type { MailContent } from '../../../shared/mail/render/mail-content.ts';
import { type MailTemplate, mailSubject, renderMail } from '../../../shared/mail/render/render-mail.ts';
import { LOCALES } from '../../../shared/platform/i18n/text.ts';
import { MAIL_KEYS } from '../../support/a-mail.ts';

const CONTENT: MailContent = {
  locale: 'en',
  company: 'Moorline <X>',
  ticketId: 12,
  ticketSubject: 'Stuck & "lost" <b>',
  recipientName: '<i>Wang</i>',
  params: {
    to: 'group',
    metric: 'first_reply_time',
    step: 1,
    due_at: 0,
    good: 'https://a.test/?g=1&x',
    bad: 'https://a.test/?b',
  },
  words: { author: 'Alice <a>', text: 'See https://moorline.test/x & wait', html: null, at: 0 },
  answered: {
    author: 'Wang',
    text: Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n'),
    html: null,
    at: 0,
  },
  linkedFiles: [['a<b>.mp4', 'https://files.test/a?x=1&y=2']],
};
const TEMPLATES: MailTemplate[] = [
  'acknowledgement',
  'answer',
  'assigned',
  'customer-commented',
  'escalated',
  'survey',
];

describe.each(TEMPLATES)('the mail "%s"', (template) => {
  test.each(Object.keys(LOCALES))('says everything in %s, as text and as HTML, with nothing unescaped', (locale) => {
    const { text, html } = renderMail(template, { ...CONTENT, locale });
    for (const body of [text, html]) {
      expect(body).toContain('#12');
      expect(body).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
    expect(html).not.toMatch(/<(i>Wang|b>|a>|X>)/);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import/);
    const tags = [...html.replace(/<!doctype html>|<(meta|hr|br)\b[^>]*>/g, '').matchAll(/<(\/?)([a-z]+)/g)];
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

test('the history below an answer is short', () => {
  const { text } = renderMail('answer', CONTENT);
  expect(text).toContain('> line 14\n> …');
  expect(text).not.toContain('line 15');
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
