import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, htmlOfText } from '../../../shared/mail/html-entities.ts';
import { textOfHtml } from '../../../shared/mail/html-text.ts';
import { safeHtml } from '../../../shared/mail/safe-html.ts';
import { aMail } from '../../support/a-mail.ts';

describe('HTML made safe', () => {
  test('has nothing left that runs, loads or posts', async () => {
    const { html = '' } = await aMail('hostile-html');
    const safe = safeHtml(html);
    expect(safe).not.toMatch(/<(script|style|iframe|form|input|object|embed|meta|base|svg|math)/i);
    expect(safe).not.toMatch(/\son\w+\s*=|javascript:|position:|url\(/i);
    expect(safe).toContain('<img data-remote-src="https://tracker.example/p.gif" />');
    expect(safe).toContain('<img src="cid:logo@evil" />');
    expect(safe).toContain('<p>Hello</p>');
  });

  test('loads no picture from elsewhere', () => {
    expect(safeHtml('<img src="http://x.test/a.png" srcset="http://x.test/b.png 2x" alt="a">')).toBe(
      '<img data-remote-src="http://x.test/a.png" alt="a" />',
    );
    expect(safeHtml('<img src="data:image/png;base64,AAAA"><img src="//x.test/a.png">')).not.toContain('src="');
  });

  test('puts quoted mails behind a click where that is asked', () => {
    const html = '<p>New</p><div class="gmail_quote">On ... wrote:<blockquote>Old</blockquote></div>';
    expect(safeHtml(html, { quotes: 'fold' })).toBe(
      '<p>New</p><details>On ... wrote:<blockquote>Old</blockquote></details>',
    );
    expect(safeHtml(html)).toContain('Old');
  });
});

describe('HTML as text', () => {
  test('shows what a reader sees', () => {
    expect(
      textOfHtml(
        '<style>p{}</style><!-- no --><p>One&nbsp;&amp;  two</p>\n<div>three<br>four</div><script>no</script><table><tr><td>a</td><td>b</td></tr></table>',
      ),
    ).toBe('One & two\n\nthree\nfour\n\na b');
  });

  test('keeps a lone angle bracket', () => {
    expect(textOfHtml('1 < 2 and <b>3</b> > 2')).toBe('1 < 2 and 3 > 2');
  });

  test('never fails, and ends soon whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (html) => typeof textOfHtml(html) === 'string'));
    for (const piece of ['<', '<a', '<a ', '<!--', '<script>', '&', '<a href="', '</', '<p>', '<div><']) {
      textOfHtml(piece.repeat(100_000));
    }
  });
});

describe('text as HTML', () => {
  test('runs nothing', () => {
    expect(escapeHtml(`<b a="1" b='2'>&`)).toBe('&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;');
    fc.assert(fc.property(fc.string(), (text) => !/<(?!br>|a href="https?:|\/a>)/.test(htmlOfText(text))));
  });

  test('makes links of addresses, without the punctuation of Chinese around them', () => {
    expect(htmlOfText('请看https://moorline.test/a?b=1&c=2，谢谢')).toBe(
      '请看<a href="https://moorline.test/a?b=1&amp;c=2" rel="noopener noreferrer">https://moorline.test/a?b=1&amp;c=2</a>，谢谢',
    );
  });
});
