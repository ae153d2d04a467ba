import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../../../shared/platform/html/escape-html.ts';
import { textOfHtml } from '../../../shared/platform/html/html-as-text.ts';
import { htmlOfText } from '../../../shared/platform/html/text-as-html.ts';

describe('a plain text as HTML', () => {
  test('keeps its lines and paragraphs and means nothing else', () => {
    expect(htmlOfText('a & <b>\nc\n\nd "e"')).toBe('<p>a &amp; &lt;b&gt;<br>c</p><p>d &quot;e&quot;</p>');
    expect(escapeHtml(`<b a="1" b='2'>&`)).toBe('&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;');
  });

  test.each([
    ['请看https://moorline.test/a?b=1&c=2，谢谢', 'https://moorline.test/a?b=1&amp;c=2', '，谢谢'],
    ['请看https://moorline.test/a.', 'https://moorline.test/a', '.'],
    ['请看https://moorline.test/a).', 'https://moorline.test/a', ').'],
    ['请看https://moorline.test/', 'https://moorline.test/', ''],
  ])('makes a link of the address in %s, without the punctuation around it', (text, url, rest) => {
    const link = `<a href="${url}" rel="noopener noreferrer nofollow">${url}</a>`;
    expect(htmlOfText(text)).toBe(`<p>请看${link}${rest}</p>`);
  });

  test('runs nothing, whatever the text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('https://', 'http://a', '"', '<script>', "'", '\n', 'javascript:'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = htmlOfText(pieces.join(''));
        expect(html).not.toMatch(/<(?!br>|\/?p>|a href="https?:[^"<>]*" rel="noopener noreferrer nofollow">|\/a>)/);
      }),
    );
  });

  test('reads as that text', () => {
    const line = fc.stringMatching(/^[\w&<>"'#;,.!?()一-龥][\w&<>"'#;,.!?()一-龥]*$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\n\n'), (lines, between) => {
        expect(textOfHtml(htmlOfText(lines.join(between)))).toBe(lines.join(between));
      }),
    );
  });

  test.each(['https://', 'https://.', ' .', '\n', 'http', '&'])('of a megabyte of %j is there soon', (piece) => {
    const started = performance.now();
    htmlOfText(piece.repeat(Math.ceil(1_048_576 / piece.length)));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
