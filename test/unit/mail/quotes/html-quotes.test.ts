import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { foldedHtml } from '../../../../shared/platform/html/folded-html.ts';
import { textOfHtml } from '../../../../shared/platform/html/html-as-text.ts';
import { partsOfHtml } from '../../../../shared/platform/html/parts-of-html.ts';

const OLD = '<p>Dear Bo,</p><p>which one?</p>';
const OWN = '<div>Yes, please.</div><div>Thank you</div>';

/** What clients put around an answer, announced in a language that nobody knows. A row a client. */
const CLIENTS: readonly (readonly [client: string, html: string])[] = [
  [
    'Gmail',
    `<div dir="ltr">${OWN}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Foo Mara bar:<br></div><blockquote class="gmail_quote" style="border-left:1px solid #ccc">${OLD}</blockquote></div>`,
  ],
  [
    'Gmail, with a signature',
    `<div dir="ltr">${OWN}<br><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">Bo Berg<br>Home</div></div><br><div class="gmail_quote"><div class="gmail_attr">Foo Mara bar:<br></div><blockquote class="gmail_quote">${OLD}</blockquote></div>`,
  ],
  [
    'Gmail, old',
    `Yes, please.<br>Thank you<br><div class="gmail_extra"><br><div class="gmail_quote">Foo Mara<br><blockquote class="gmail_quote">${OLD}</blockquote></div><br></div>`,
  ],
  [
    'Gmail, with a signature of its attribute',
    `<div dir="ltr">${OWN}<br><div dir="ltr" data-smartmail="gmail_signature">Bo Berg<br>Home</div></div><br><div class="gmail_quote"><div class="gmail_attr">Foo Mara bar:<br></div><blockquote class="gmail_quote">${OLD}</blockquote></div>`,
  ],
  [
    'Gmail, old, without an announcement',
    `Yes, please.<br>Thank you<br><div class="gmail_extra"><br>Foo<br>${OLD}</div>`,
  ],
  ['Gmail, forwarded', `${OWN}<br><div class="gmail_quote">Foo forwarded bar<br>${OLD}</div>`],
  [
    'Outlook on the web',
    `${OWN}<div id="Signature"><div>Bo</div></div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Foo:</b> Mara</div>${OLD}`,
  ],
  ['Outlook on the web, old', `${OWN}<hr tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><b>Foo:</b> Mara</div>${OLD}`],
  [
    'Outlook, classic',
    `<div class="WordSection1">${OWN}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p><b>Foo:</b> Mara<br><b>Bar:</b> x<br><b>Baz:</b> Bo</p></div></div>${OLD}</div>`,
  ],
  [
    'Outlook 2007',
    `${OWN}<div style='border:none;border-top:solid #B5C4DF 1.0pt'><p><b><span>Foo:</span></b> Mara<br><b>Bar:</b> x<br><b>Baz:</b> Bo</p></div>${OLD}`,
  ],
  [
    'Outlook, one field',
    `<div class="WordSection1">${OWN}<div><div style='border:none;border-top: solid #E1E1E1 0.04cm; padding: 3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b><span>Foo:</span></b> Mara</p></div></div>${OLD}</div>`,
  ],
  [
    'Windows Mail',
    `${OWN}<div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"><div><font><b>От:</b>&nbsp;<a href="mailto:a@b.test">Mara</a><br><b>Отправлено:</b>&nbsp;3 мая<br><b>Кому:</b>&nbsp;<a href="mailto:bo@x.test">Bo</a></font></div></div>${OLD}`,
  ],
  [
    'Outlook, mobile',
    `${OWN}<div id="ms-outlook-mobile-signature">Foo <a href="https://aka.ms/o0ukef">Outlook</a></div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message"><hr><b>Foo:</b> Mara${OLD}</div>`,
  ],
  ['Outlook for Mac', `${OWN}<span id="OLK_SRC_BODY_SECTION"><div><b>Foo:</b> Mara</div>${OLD}</span>`],
  ['Hotmail', `<div dir="ltr">${OWN}<div><hr id="stopSpelling">Foo<br>${OLD}</div></div>`],
  ['Apple Mail', `${OWN}<div><br><blockquote type="cite"><div>Foo Mara bar:</div>${OLD}</blockquote></div>`],
  [
    'Apple Mail, mobile',
    `${OWN}<div id="AppleMailSignature" dir="ltr">Foo</div><div dir="ltr"><br><blockquote type="cite">Foo:<br></blockquote></div><blockquote type="cite">${OLD}</blockquote>`,
  ],
  [
    'Yahoo',
    `<div>${OWN}<div class="ydp1absignature">Bo</div></div><div id="ydp22yahoo_quoted_123456" class="ydp22yahoo_quoted"><div>Foo Mara bar:</div>${OLD}</div>`,
  ],
  [
    'Missive',
    `${OWN}<div class="missive_signature">Bo</div><div class="missive_quote">Foo bar:<br><blockquote>${OLD}</blockquote></div>`,
  ],
  [
    'Thunderbird',
    `${OWN}<pre class="moz-signature" cols="72">-- \nBo</pre><div class="moz-cite-prefix">Foo Mara bar:<br></div><blockquote type="cite" cite="mid:1">${OLD}</blockquote>`,
  ],
  [
    'Thunderbird, forwarded',
    `${OWN}<div class="moz-forward-container"><br>Foo<table class="moz-email-headers-table"></table>${OLD}</div>`,
  ],
  [
    'Proton',
    `${OWN}<div class="protonmail_signature_block"><div>Bo</div></div><div class="protonmail_quote">Foo bar:<br><blockquote class="protonmail_quote" type="cite">${OLD}</blockquote></div>`,
  ],
  [
    'Tutanota',
    `${OWN}<div>3. Foo 2022, 10:22 von a@b.test:<br></div><blockquote class="tutanota_quote">${OLD}</blockquote>`,
  ],
  ['QQ Mail', `${OWN}<div><includetail><div>&nbsp;</div><div>Foo</div>${OLD}</includetail></div>`],
  ['QQ Mail, newer', `${OWN}<div class="qmbox">${OLD}</div>`],
  [
    'NetEase 163',
    `${OWN}<div id="isReplyContent">Foo<br><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex">${OLD}</blockquote></div>`,
  ],
  ['NetEase Master', `${OWN}<div class="ntes-mailmaster-quote"><div>Foo</div>${OLD}</div>`],
  [
    'Foxmail',
    `${OWN}<blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div style="border-top:solid #B5C4DF 1.0pt">Foo</div>${OLD}</blockquote>`,
  ],
  [
    'Alibaba Mail',
    `${OWN}<div class="__aliyun_previous_body_wrap"><blockquote style="margin-right:0">Foo${OLD}</blockquote></div>`,
  ],
  ['139', `${OWN}<hr id="replySplit"><div id="reply139content">${OLD}</div>`],
  [
    'Zoho',
    `${OWN}<div class="zmail_extra"><div>Foo</div><br><blockquote id="blockquote_zmail">${OLD}</blockquote></div>`,
  ],
  [
    'Zimbra',
    `${OWN}<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>Foo: </b>Mara</div><div>${OLD}</div>`,
  ],
  ['Mail.ru', `${OWN}<br><blockquote style="border-left:1px solid #0857A6; margin:10px">Foo:<br>${OLD}</blockquote>`],
  [
    'Yandex',
    `${OWN}<div>03.05.2022, 10:22, "Mara" &lt;a@b.test&gt;:</div><blockquote class="210e7a848e8fcb45wmi-quote">${OLD}</blockquote>`,
  ],
  [
    'Spark',
    `<div name="messageBodySection">${OWN}</div><div name="messageSignatureSection">Bo</div><div name="messageReplySection">Foo<br><blockquote type="cite">${OLD}</blockquote></div>`,
  ],
  [
    'Airmail',
    `${OWN}<div id="bloop_sign_123" class="bloop_sign">Bo</div><blockquote type="cite" class="clean_bq">${OLD}</blockquote>`,
  ],
  ['Roundcube', `${OWN}<p id="reply-intro">Foo Mara bar:</p><blockquote type="cite">${OLD}</blockquote>`],
  ['Freshdesk', `${OWN}<div class="freshdesk_quote"><blockquote class="freshdesk_quote">Foo${OLD}</blockquote></div>`],
];

describe('the new text of HTML', () => {
  test.each(CLIENTS)('of %s is what its writer added', (_, html) => {
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe('Yes, please.\nThank you');
  });

  test.each(CLIENTS)('of %s tells what is new in a plain text that has no mark', (_, html) => {
    const text = `Yes, please.  \n\nThank you\n\n${'Foo Mara bar\n'.repeat(2)}\nDear Bo,\n\nwhich one?\n`;
    expect(newTextOfMail({ text, html })).toBe('Yes, please.  \n\nThank you');
  });

  test.each(CLIENTS)('of %s is folded, and only there', (_, html) => {
    const folded = foldedHtml(html);
    const [shown = '', below = ''] = folded.split('<details>');
    expect(textOfHtml(shown)).toMatch(/^Yes, please\.\s+Thank you/);
    expect(textOfHtml(shown)).not.toMatch(/Dear Bo|which one/);
    expect(below).toContain('which one?');
  });

  const inline =
    '<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">Foo bar:</div><blockquote class="gmail_quote">One?</blockquote><div>Yes.</div><blockquote class="gmail_quote">Two?</blockquote><div>No.</div><blockquote class="gmail_quote">Three?</blockquote></div>';

  test('keeps answers between quotes with what they answer', () => {
    expect(newTextOfMail({ text: textOfHtml(inline), html: inline })).toBe(
      'See below.\n\nFoo bar:\n> One?\n\nYes.\n\n> Two?\n\nNo.',
    );
    expect(foldedHtml(inline).split('<details>')).toEqual([
      expect.stringContaining('No.'),
      expect.stringContaining('Three?'),
    ]);
  });

  test.each([
    '<blockquote type="cite">One?</blockquote>',
    '<div class="gmail_quote"><div class="gmail_attr">Foo bar:</div><blockquote class="gmail_quote">One?</blockquote></div>',
    '<div>On 3 May 2022 at 10:22, Mara Lind &lt;m@x.test&gt; wrote:</div><blockquote>One?</blockquote>',
  ])('has what was written above and below one quote, without it: %s', (quote) => {
    const html = `<div>See below.</div>${quote}<div>Yes.</div><div>Thank you</div>`;
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe('See below.\n\nYes.\nThank you');
  });

  test.each([
    ['<p>new</p><blockquote>moved</blockquote>', 'new\n\nmoved'],
    [
      '<p>new</p><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">moved</blockquote><p>more</p>',
      'new\n\nmoved\n\nmore',
    ],
    [
      '<p>new</p><blockquote>moved</blockquote><p>more</p><p>On 3 May 2022 at 10:22, Mara Lind &lt;m@x.test&gt; wrote:</p><blockquote>old</blockquote>',
      'new\n\nmoved\n\nmore',
    ],
  ])('has what its writer moved to the right: %s', (html, expected) => {
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe(expected);
    const [shown = ''] = foldedHtml(html).split('<details>');
    expect(textOfHtml(shown)).toContain('moved');
  });

  test('of a reply ends above what is only moved to the right, unless it is said what that is', () => {
    const of = (html: string, inReplyTo: string[]) => newTextOfMail({ text: textOfHtml(html), html, inReplyTo });
    for (const old of [
      '<blockquote><p>Dear Bo,</p><p>which?</p></blockquote>',
      '<blockquote><p>which?</p><p>Regards,</p><p>Mara</p></blockquote>',
      '<blockquote><p>one</p><blockquote><p>two</p></blockquote><p>three</p></blockquote>',
      '<blockquote><p>one</p></blockquote><br><blockquote><p>two</p></blockquote><br>',
      '<blockquote><p>Mara wrote:</p><blockquote><p>one</p></blockquote></blockquote><div id="Signature">Bo</div>',
      '<p>On 3 May, Mara Lind wrote:</p><blockquote><p>old</p></blockquote>',
      '<p>Le 3 mai, Mara Lind a écrit :</p><blockquote><p>old</p></blockquote>',
    ])
      expect(of(`<p>new</p>${old}`, ['a1@x.test'])).toBe('new');
    const moved = '<p>new</p><blockquote><p>moved</p></blockquote>';
    expect(of(moved, ['a1@x.test'])).toBe('new');
    const inReplyTo = ['a1@x.test'];
    expect(newTextOfMail({ text: 'new\n\n\nmoved', html: moved, inReplyTo })).toBe('new\n\n\nmoved');
    expect(newTextOfMail({ text: 'new\n\n> moved', html: moved, inReplyTo })).toBe('new');
    expect(newTextOfMail({ text: 'new\n\n    moved\n', html: moved, inReplyTo })).toBe('new');
    expect(of('<p>On page 3 she wrote:</p><blockquote><p>moved</p></blockquote>', ['a1@x.test'])).toContain('moved');
    expect(of('<p>new</p><blockquote>Mara Lind wrote:<p>old</p></blockquote>', [])).toBe('new');
    expect(of('<p>new</p><blockquote><p>moved</p></blockquote>', [])).toBe('new\n\nmoved');
    expect(of('<p>It says:</p><blockquote><p>moved</p></blockquote>', ['a1@x.test'])).toBe('It says:\n\nmoved');
    expect(of('<p>new</p><blockquote><p>moved</p></blockquote><p>more</p>', ['a1@x.test'])).toBe(
      'new\n\nmoved\n\nmore',
    );
  });

  test.each([
    '<blockquote><p>one</p><blockquote><p>two</p></blockquote></blockquote>',
    '<blockquote><p>one</p><blockquote><p>two</p><blockquote><p>three</p></blockquote></blockquote></blockquote>',
  ])('goes with all that is quoted in a quote: %s', (quote) => {
    const above = '<p>new</p><p>On Tue, 3 May 2022 at 10:22, Mara Lind &lt;m@x.test&gt; wrote:</p>';
    const html = `${above}${quote}`;
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe('new');
    const within = `<p>new</p>${quote}<p>more</p>`;
    expect(newTextOfMail({ text: textOfHtml(within), html: within })).toMatch(/^new\s+one\s+two\s+(?:three\s+)?more$/);
  });

  test('has what was written within the element around the quote, above its announcement', () => {
    const html =
      '<div class="gmail_quote"><div>Yes.</div><div class="gmail_attr">Foo bar:</div><blockquote class="gmail_quote">One?</blockquote></div>';
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe('Yes.');
  });

  test('is the plain text where that tells what is new, or says something else', () => {
    const [, html] = CLIENTS[0] ?? ['', ''];
    expect(newTextOfMail({ text: 'Yes!\n\n> Dear Bo', html })).toBe('Yes!');
    expect(newTextOfMail({ text: 'Please open this mail in another program.', html })).toBe(
      'Please open this mail in another program.',
    );
    expect(newTextOfMail({ text: 'Yes.', html: undefined })).toBe('Yes.');
  });

  test('is all of it where nothing else is, or nothing is marked', () => {
    for (const html of [
      '<blockquote type="cite">old</blockquote>',
      '<p>new</p>',
      '<div id="divRplyFwdMsg">x</div>old',
    ]) {
      expect(newTextOfMail({ text: textOfHtml(html), html })).toBe(textOfHtml(html));
      expect(foldedHtml(html)).not.toContain('<details>');
    }
    const indented =
      '<p>new</p><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>moved</div></blockquote>';
    expect(newTextOfMail({ text: textOfHtml(indented), html: indented })).toBe('new\n\nmoved');
  });

  test('has what its writer put into a frame, or into what is kept for a signature', () => {
    for (const html of [
      '<p>See this.</p><blockquote class="gmail_quote" style="border-left:1px solid #ccc">what it says</blockquote>',
      '<p>See this.</p><blockquote class="gmail_quote">what it says</blockquote><p>and so on.</p>',
      '<p>Yes.</p><div id="Signature">But please send it to my other address this time.</div>',
      '<p>Yes.</p><div id="AppleMailSignature">Or is it late?</div>',
      '<p>Yes.</p><div style="border-top:1px solid #ccc"><b>Note:</b> it is late</div><p>Bye.</p>',
    ]) {
      expect(newTextOfMail({ text: textOfHtml(html), html })).toBe(textOfHtml(html));
    }
  });

  test('is without a signature that only the HTML marks, also where the plain text has a quote', () => {
    const html = `<div>Yes.</div><div class="gmail_signature">Bo<br>The Things Shop</div><div class="gmail_quote"><div class="gmail_attr">On Tue, 3 May 2022 at 10:22, Mara &lt;m@x.test&gt; wrote:</div><blockquote class="gmail_quote">One?</blockquote></div>`;
    const text =
      'Yes.\n\nBo\nThe Things Shop <https://x.test>\n\nOn Tue, 3 May 2022 at 10:22, Mara <m@x.test> wrote:\n\n> One?';
    expect(newTextOfMail({ text, html })).toBe('Yes.');
    expect(newTextOfMail({ text: text.replace('Yes.', 'No.'), html })).toContain('The Things Shop');
  });

  test('of a mail with pictures below the text keeps them in sight', () => {
    expect(foldedHtml('<p>new</p><img src="cid:1@x"><blockquote type="cite">old</blockquote>')).toBe(
      '<p>new</p><img src="cid:1@x" /><details><blockquote>old</blockquote></details>',
    );
  });
});

describe('the parts of HTML', () => {
  const piece = fc.oneof(
    fc.constantFrom(...CLIENTS.map(([, html]) => html)),
    fc.constantFrom(
      '<div>',
      '</div>',
      '<blockquote type=cite>',
      '</blockquote>',
      '<div class="gmail_quote">',
      '<p',
      '>',
      '"',
    ),
    fc.constantFrom(
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<div id=divRplyFwdMsg>',
      '<style>',
      '</b>',
      '<b>',
      'text',
      '<br>',
    ),
    fc.string({ maxLength: 5 }),
  );

  test('are the whole, whatever it is, and nothing is new only where all is blank or some is old', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('');
        expect(
          partsOfHtml(html)
            .map((part) => part.html)
            .join(''),
        ).toBe(html);
        const text = textOfHtml(html);
        if (newTextOfMail({ text, html }) !== '') return;
        const isOld = partsOfHtml(html).some(({ kind }) => kind !== 'own' && kind !== 'signature');
        expect(newTextOf(text) === '' || isOld).toBe(true);
      }),
    );
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
      '<a href="',
      '</',
      '<div class="gmail_quote">',
      '</div>',
    ],
    ...[
      '<blockquote type=cite>',
      '<blockquote>x</blockquote>',
      '<div id="Signature">',
      '<div style="border-top:solid #E1E1E1">',
    ],
    ...[
      '<div class="gmail_quote"><blockquote>',
      '<div class=x id=y style=z>',
      '<p x="<',
      '<div class="aaaaaaaaaaaaaaaaaaaaaaaaaa">',
    ],
    ...['x <div id="Signature">y</div>', '<style>x</style>', '<title>', '<blockquote type=cite></div>'],
  ])('of half a megabyte of %j are there soon', (each) => {
    const html = each.repeat(Math.ceil(499_000 / each.length));
    const started = performance.now();
    partsOfHtml(html);
    newTextOfMail({ text: 'x', html });
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
