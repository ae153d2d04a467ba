import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeHtml, textOfHtml } from '../../../shared/tickets/comment-html.ts';
import { htmlOfText } from '../../../shared/tickets/text-as-html.ts';

/** Hostile markup, most of it from OWASP's filter evasion cheat sheet. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.test/x.js></SCRIPT>',
  '<img src="javascript:alert(1)">',
  "<IMG SRC=JaVaScRiPt:alert('XSS')>",
  '<IMG SRC=javascript:alert(&quot;XSS&quot;)>',
  '<IMG """><SCRIPT>alert("XSS")</SCRIPT>"\\>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="//evil.test">x</a>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror="alert(1)"',
  '<img/src/onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="https://evil.test"><input name=password><button>Go</button></form>',
  '<style>body{background:url(javascript:alert(1))}</style>',
  '<div style="position:fixed;top:0;background:url(javascript:alert(1))">x</div>',
  '<p class="x" id="y" onclick="alert(1)">x</p>',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<link rel=stylesheet href=https://evil.test/x.css>',
  '<base href="https://evil.test/">',
  '<<SCRIPT>alert("XSS");//<</SCRIPT>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!-- <b> --><img src=x onerror=alert(1)> -->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<a title="&quot;><script>alert(1)</script>">x</a>',
  "<a title='\"><img src=x onerror=alert(1)>'>x</a>",
  '<a href="https://a.test" title=`x` onmouseover=alert(1)>x</a>',
  '<b\u0000><scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<template><script>alert(1)</script></template>',
  '</div></div></td></table><div>outside',
];

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z]+="[^"<>]*")*)\s*\/?>/g;
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  href: /^(https?:\/\/|mailto:|tel:)/i,
  src: /^(https:\/\/|cid:)/i,
  rel: /^noopener noreferrer nofollow$/,
};
const PLAIN = ['title', 'alt', 'width', 'height', 'colspan', 'rowspan', 'dir', 'lang'];
const TAGS =
  'a p br div span img hr blockquote pre code ul ol li dl dt dd b strong i em u s del ins sub sup small h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr th td'.split(
    ' ',
  );

/** Everything in the markup that is not allowed, as a browser would read it: an empty list for safe HTML. */
function objections(html: string): string[] {
  const wrong: string[] = [];
  const open: string[] = [];
  for (const [whole, slash, tag = '', attributes = ''] of html.matchAll(TAG)) {
    if (!TAGS.includes(tag)) wrong.push(whole);
    if (['br', 'hr', 'img'].includes(tag)) continue;
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) wrong.push(`${whole} closes what is not open`);
    for (const [, name = '', value = ''] of attributes.matchAll(/([a-z]+)="([^"]*)"/g)) {
      if (!PLAIN.includes(name) && !ATTRIBUTES[name]?.test(value)) wrong.push(`${name}=${value}`);
    }
  }
  if (open.length > 0) wrong.push(`left open: ${open.join(' ')}`);
  // What is left once the tags are out must be text: no angle bracket begins anything.
  if (/[<>]/.test(html.replace(TAG, ''))) wrong.push(html.replace(TAG, ''));
  return wrong;
}

describe('HTML of a comment', () => {
  test.each(HOSTILE)('%s becomes harmless', (html) => {
    for (const by of ['customer', 'staff'] as const) expect(objections(safeHtml(html, by))).toEqual([]);
  });

  test('is harmless whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom('<', '>', '"', "'", '`', '=', '/', '&', ';', ' ', '\n', '<b>', '</b>', '<p', '<!--', '-->', '</'),
      fc.constantFrom('onerror=', 'href=', 'src=', 'javascript:', '<a ', '<img ', '<table><tr>', '<style>', '<script>'),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('customer', 'staff'), (pieces, by) => {
        const html = safeHtml(pieces.join(''), by as 'customer');
        expect(objections(html)).toEqual([]);
        // Done again it changes nothing any more.
        expect(objections(safeHtml(html, by as 'customer'))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('keeps what people write with', () => {
    const html =
      '<p>您好，<b>请看</b> <a href="https://help.test/a?b=1&amp;c=2">这里</a>：</p><ul><li>一</li><li>二</li></ul>';
    expect(safeHtml(html, 'staff')).toBe(html.replace('<a ', '<a rel="noopener noreferrer nofollow" '));
    expect(safeHtml('<table><tr><td colspan="2">1</td></tr></table>', 'staff')).toBe(
      '<table><tr><td colspan="2">1</td></tr></table>',
    );
  });

  test('shows pictures of other servers from our own people only', () => {
    const html = '<img src="https://x.test/a.png" alt="a"><img src="cid:1@x">';
    expect(safeHtml(html, 'staff')).toContain('src="https://x.test/a.png"');
    expect(safeHtml(html, 'customer')).not.toContain('x.test');
    expect(safeHtml(html, 'customer')).toContain('src="cid:1@x"');
  });

  test('closes what it leaves open and opens nothing outside', () => {
    expect(safeHtml('<div><b>x', 'staff')).toBe('<div><b>x</b></div>');
    expect(safeHtml('</div>x</p>', 'staff')).toBe('x');
    expect(safeHtml('<b><i>x</b>y</i>', 'staff')).toBe('<b><i>x</i></b>y');
  });
});

describe('HTML that is made to keep us busy', () => {
  const size = 262_144;
  const filled = (text: string) => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  test.each(['<', '<b>', '<a href="', '<script>', '<!--', '<b></i>', '\u00a0', '\n\u00a0', '&#', '<x y="<'])(
    'of %j again and again is done with',
    (text) => {
      safeHtml(filled(text), 'customer');
      textOfHtml(filled(text));
      safeHtml(`<a ${filled('x ')}>`, 'customer');
      expect(
        objections(safeHtml(`${filled('<b>').slice(0, size / 2)}${filled('</i>').slice(0, size / 2)}`, 'staff')),
      ).toEqual([]);
    },
  );
});

describe('plain text of HTML', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\nTwo'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>一</li><li>二</li></ul>', '一\n二'],
    ['<p>A &amp; B &lt;c&gt; &#8364; &#x20AC; &nbsp;x</p>', 'A & B <c> € € \u00a0x'],
    ['<style>p{}</style><script>x()</script><p>shown</p>', 'shown'],
    ['<p>\n  wrapped\n  source\n</p>', 'wrapped source'],
    ['&unknown; &#0; &#55296;', '&unknown;'],
    ['', ''],
  ])('%s reads %s', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
});

describe('a plain text as HTML', () => {
  test('keeps its lines and paragraphs and means nothing else', () => {
    expect(htmlOfText('a & <b>\nc\n\nd "e"')).toBe('<p>a &amp; &lt;b&gt;<br>c</p><p>d &quot;e&quot;</p>');
  });

  test('is safe for every text, and reads as that text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(objections(htmlOfText(text))).toEqual([]);
      }),
    );
  });
});
