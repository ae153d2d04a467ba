import { base64, type Case, eml } from './eml.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const HEAD = 'From: Anna <anna@example.test>\nTo: help@desk.test\nSubject: Parts\nMIME-Version: 1.0';

/** How parts lie in each other, and which of them a reader sees as text. */
export const STRUCTURE_CASES: readonly Case[] = [
  {
    is: 'mixed of related of alternative, with an image within and a file beside',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary="m"

--m
Content-Type: multipart/related; boundary="r"; type="multipart/alternative"

--r
Content-Type: multipart/alternative; boundary="a"

--a
Content-Type: text/plain; charset=utf-8

Look: [image]
--a
Content-Type: text/html; charset=utf-8

<p>Look: <img src="cid:logo@x"></p>
--a--
--r
Content-Type: image/png; name=logo.png
Content-ID: <logo@x>
Content-Disposition: inline; filename=logo.png
Content-Transfer-Encoding: base64

${base64(PNG)}
--r--
--m
Content-Type: application/pdf
Content-Disposition: attachment; filename="a b.pdf"
Content-Transfer-Encoding: base64

${base64('%PDF-1.4 x')}
--m--
`,
    text: 'Look: [image]',
    html: '<p>Look: <img src="cid:logo@x"></p>',
    files: [
      ['logo.png', PNG],
      ['a b.pdf', '%PDF-1.4 x'],
    ],
  },
  {
    is: 'alternative of plain and a related of HTML and its image (Apple Mail, Outlook)',
    raw: eml`${HEAD}
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Plain one
--a
Content-Type: multipart/related; boundary=r

--r
Content-Type: text/html

<b>HTML</b> <img src=cid:i1>
--r
Content-Type: image/png
Content-ID: <i1>
Content-Transfer-Encoding: base64

${base64(PNG)}
--r--
--a--
`,
    text: 'Plain one',
    files: [['attachment-1.png', PNG]],
  },
  {
    is: 'alternative of plain and a mixed of HTML, file, HTML (Apple Mail)',
    raw: eml`${HEAD}
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Before

After
--a
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/html

<p>Before</p>
--m
Content-Type: application/pdf; name=x.pdf
Content-Disposition: inline; filename=x.pdf

PDF
--m
Content-Type: text/html

<p>After</p>
--m--
--a--
`,
    text: 'Before\n\nAfter',
    html: '<p>Before</p>\n<p>After</p>',
    files: [['x.pdf', 'PDF']],
  },
  {
    is: 'related whose root is named by start',
    raw: eml`${HEAD}
Content-Type: multipart/related; boundary=r; start="<root>"

--r
Content-Type: image/png; name=p.png
Content-ID: <p>
Content-Transfer-Encoding: base64

${base64(PNG)}
--r
Content-Type: text/html
Content-ID: <root>

<p>Root</p>
--r--
`,
    text: 'Root',
    files: [['p.png', PNG]],
  },
  {
    is: 'text before, between and after files: all of it, in order',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

First.
--m
Content-Type: image/png; name=1.png
Content-Transfer-Encoding: base64

${base64(PNG)}
--m
Content-Type: text/plain; charset=us-ascii

Second.
--m
Content-Type: application/octet-stream; name=2.bin

22
--m
Content-Type: text/plain
Content-Disposition: inline

Third.
--m--
`,
    text: 'First.\n\nSecond.\n\nThird.',
    files: [
      ['1.png', PNG],
      ['2.bin', '22'],
    ],
  },
  {
    is: 'plain and HTML behind each other, saying different things',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

Hello there.
--m
Content-Type: text/html

<p>Footer of the <b>list</b></p>
--m--
`,
    text: 'Hello there.\n\nFooter of the list',
    html: '<p>Hello there.</p>\n<p>Footer of the <b>list</b></p>',
    files: [],
  },
  {
    is: 'plain and HTML behind each other, saying the same',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

Hello, world!
--m
Content-Type: text/html

<p>Hello, <i>world</i>!</p>
--m--
`,
    text: 'Hello, world!',
    html: '<p>Hello, <i>world</i>!</p>',
    files: [],
  },
  {
    is: 'an invitation among the alternatives: the text of the plain one, the invitation a file',
    raw: eml`${HEAD}
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

You are invited.
--a
Content-Type: text/html

<p>You are invited.</p>
--a
Content-Type: text/calendar; charset=utf-8; method=REQUEST

BEGIN:VCALENDAR
END:VCALENDAR
--a--
`,
    text: 'You are invited.',
    files: [['invite.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR']],
  },
  {
    is: 'AMP among the alternatives: neither text nor file',
    raw: eml`${HEAD}
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Plain
--a
Content-Type: text/x-amp-html

<!doctype html><html amp4email></html>
--a
Content-Type: text/html

<p>HTML</p>
--a--
`,
    text: 'Plain',
    html: '<p>HTML</p>',
    files: [],
  },
  {
    is: 'related whose HTML stands behind its image, with an id of its own',
    raw: eml`${HEAD}
Content-Type: multipart/related; boundary=r

--r
Content-Type: image/png; name=p.png
Content-ID: <p>
Content-Transfer-Encoding: base64

${base64(PNG)}
--r
Content-Type: text/html
Content-ID: <h>

<p>The page <img src="cid:p"></p>
--r--
`,
    text: 'The page',
    files: [['p.png', PNG]],
  },
  {
    is: 'HTML and plain behind each other, saying the same',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/html

<p>Hello, <i>world</i>!</p>
--m
Content-Type: text/plain

Hello, world!
--m--
`,
    text: 'Hello, world!',
    html: '<p>Hello, <i>world</i>!</p>',
    files: [],
  },
];
