import { describe, expect, test } from 'vitest';
import { textOfHtml } from '../../../../shared/platform/html/html-as-text.ts';

describe('text of HTML, as mails have it', () => {
  test.each([
    ['lines of Word and Outlook', '<p class=MsoNormal>a<o:p></o:p></p><p class="MsoNormal">b</p>', 'a\nb'],
    [
      'an empty line of theirs',
      '<p class=MsoNormal>a</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>b</p>',
      'a\n\nb',
    ],
    ['paragraphs without margins', '<p style="margin:0">a</p><p style="margin: 0cm 0cm .0001pt">b</p>', 'a\nb'],
    ['paragraphs with some', '<p style="margin:0 0 10px">a</p><p>b</p>', 'a\n\nb'],
    ['an empty line of Gmail', '<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
    ['text as it is written', '<pre>\n  a\n    b &lt;\n</pre>x', '  a\n    b <\n\nx'],
    ['text that wraps as it is written', '<span style="white-space: pre-wrap">a  b\nc</span> d   e', 'a  b\nc d e'],
    ['what is hidden', '<div style="display:none;max-height:0">pre<div>x</div>header</div><p>shown', 'shown'],
    ['what is hidden by an attribute', '<span hidden>no</span>shown', 'shown'],
    ['a hidden paragraph that another ends', '<p style="display:none">no<p>shown', 'shown'],
    ['words in the head', '<head><title>no</title><style>no</style>Hello<p>there</head>', 'Hello\n\nthere'],
    ['what is for readers without scripts', '<noscript>shown</noscript><textarea>too</textarea>', 'showntoo'],
    [
      'numbers of lists',
      '<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol><ol start=5><li>c<li value="9">d<li>e</ol>',
      '1. a\n\n- x\n\n2. b\n\n5. c\n9. d\n10. e',
    ],
    ['what is cut to nothing', '<div style="max-height:0;overflow:hidden">preheader</div><p>shown', 'shown'],
    ['what only Outlook hides', '<a style="mso-hide:all" href="#">Go on</a>', 'Go on'],
    ['what would all be hidden', '<div style="display:none">all', 'all'],
    ['brackets in attributes', '<img alt="a > b"> <a title=\'x>\'>c</a>', 'a > b c'],
    ['a quote that never ends', '<a title="x>shown', 'shown'],
    ['letters by their names', '&Eacute;&eacute;&szlig;&Omega;&hearts;&frac12;&zcaron;', 'Ééß Ω♥½ž'.replace(' ', '')],
    ['names in capitals, or without their semicolon', '&AMP;&NBSP;&copy x', '& © x'],
    ['what only looks like a name', '&notaname; &copyright &hearts', '&notaname; &copyright &hearts'],
    [
      'addresses with parameters',
      '<a href="https://x.test/?a=1&copy=2&amp;b=3">l</a>',
      'l (https://x.test/?a=1&copy=2&b=3)',
    ],
  ])('%s', (_, html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test.each([
    '<p class=MsoNormal>',
    '<div style="display:none">',
    '<pre> ',
    '<a title="',
    "<a b='>",
    '<span style="white-space:pre">\n',
    '&copy',
    '&zzzzzz',
  ])('half a megabyte of %j is there soon', (piece) => {
    const started = performance.now();
    textOfHtml(piece.repeat(Math.ceil(524_288 / piece.length)));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
