import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOfHtml } from '../../../shared/platform/html/html-as-text.ts';

describe('plain text of HTML', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<div>One</div><div>Two</div>', 'One\nTwo'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>一</li><li>二</li></ul>', '- 一\n- 二'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['<p>A &amp; B &lt;c&gt; &#8364; &#x20AC; &nbsp;x</p>', 'A & B <c> € €  x'],
    ['<style>p{}</style><script>x()</script><!-- no --><p>shown</p>', 'shown'],
    ['<head><title>no</title></head><header>shown</header>', 'shown'],
    ['<textarea>shown</textarea>', 'shown'],
    ['<svg><text>no</text></svg><select><option>no</select>shown', 'shown'],
    ['shown<script>no', 'shown'],
    ['<object>shown', 'shown'],
    ['<p>\n  wrapped\n  source\n</p>', 'wrapped source'],
    ['1 < 2 and <b>3</b> > 2', '1 < 2 and 3 > 2'],
    ['<a href="https://a.test/x">here</a> <a href="https://a.test">a.test</a>', 'here (https://a.test/x) a.test'],
    ['a<img src="x" alt="b">c', 'abc'],
    ['&unknown; &#0; &#55296; &#7;', '&unknown; \ufffd \ufffd \ufffd'],
    ['5 &#150; 6 &#x80;', '5 – 6 €'],
    ['İ<script>no</script>shown', 'İshown'],
    ['', ''],
  ])('%s reads %s', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test('never fails', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (html) => typeof textOfHtml(html) === 'string'));
  });

  test.each([
    ...[
      '<',
      '<a',
      '<a ',
      '<!--',
      '<script>',
      '<b>',
      '<b></i>',
      '&',
      '&#',
      '&nbsp;',
      '<a href="',
      '</',
      '<p>',
      '<div><',
    ],
    ...['<noscript>', '<head>', '<head></header>', '<object>', '<select>', '<svg>', '\u00a0', '\n\u00a0', '<x y="<'],
  ])('of a megabyte of %j is there soon', (piece) => {
    const started = performance.now();
    textOfHtml(piece.repeat(Math.ceil(1_048_576 / piece.length)));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
