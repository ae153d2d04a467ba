import { base64, type Case, eml, hex } from './eml.ts';

/** Mails that no standard allows, and that come all the same. */
export const BROKEN_CASES: readonly Case[] = [
  {
    is: 'lines that were ended twice',
    raw: Buffer.from('From: a@example.test\r\r\nSubject: Twice\r\r\n\r\r\none\r\r\ntwo\r\r\n'),
    subject: 'Twice',
    text: 'one\ntwo',
  },
  { is: 'nothing', raw: Buffer.alloc(0), from: [], subject: '', text: '', files: [] },
  { is: 'a header and no text', raw: Buffer.from('Subject: x'), subject: 'x', text: '', files: [] },
  {
    is: 'a text and no header',
    raw: Buffer.from('Hello there,\r\nthis is all.'),
    subject: '',
    text: 'Hello there,\nthis is all.',
  },
  {
    is: 'several lines without a header',
    raw: eml`Dear team
please note: it is broken

Anna`,
    text: 'Dear team\nplease note: it is broken\n\nAnna',
  },
  {
    is: 'empty lines before the header',
    raw: eml`

Subject: x

text`,
    subject: 'x',
    text: 'text',
  },
  {
    is: 'an empty header',
    raw: eml`
text`,
    text: 'text',
  },
  {
    is: 'the line of a mailbox at the top',
    raw: eml`From anna@example.test Sun Nov 22 03:00:00 2026
Subject: x

text`,
    subject: 'x',
    text: 'text',
  },
  {
    is: 'that line quoted',
    raw: eml`>From anna@example.test Sun Nov 22 03:00:00 2026
Subject: x

text`,
    subject: 'x',
    text: 'text',
  },
  {
    is: 'a mark of UTF-8 at the top',
    raw: Buffer.concat([hex('efbbbf'), Buffer.from('Subject: x\r\n\r\ntext')]),
    subject: 'x',
    text: 'text',
  },
  {
    is: 'line feeds only',
    raw: Buffer.from(
      'Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: text/csv; name=c\n\n1\n2\n--b--\n',
    ),
    subject: 'x',
    text: 'one',
    files: [['c', '1\n2']],
  },
  {
    is: 'carriage returns only',
    raw: Buffer.from('Subject: x\rContent-Type: multipart/mixed; boundary=b\r\r--b\r\rone\rtwo\r--b--\r'),
    subject: 'x',
    text: 'one\ntwo',
  },
  {
    is: 'all of them',
    raw: Buffer.from('Subject: x\r\nTo: a@example.test\n\r\none\rtwo\nthree\r\r\nfour'),
    subject: 'x',
    to: ['a@example.test'],
    text: 'one\ntwo\nthree\nfour',
  },
  { is: 'NUL bytes', raw: Buffer.from('Subject: a\0b\r\n\r\nc\0d\0'), subject: 'ab', text: 'cd' },
  {
    is: 'a line without a colon among the fields',
    raw: eml`From: a@example.test
this is no field
Subject: x

text`,
    from: ['a@example.test'],
    subject: 'x',
    text: 'text',
  },
  {
    is: 'no empty line between header and text',
    raw: eml`From: a@example.test
Subject: x
Hello there, this is text.

More.`,
    subject: 'x',
    text: 'Hello there, this is text.\n\nMore.',
  },
  {
    is: 'a fold without its blank',
    raw: eml`Subject: x
Content-Type: multipart/mixed;
boundary="b"

--b

text
--b--`,
    text: 'text',
  },
  {
    is: 'a field of a megabyte',
    raw: Buffer.from(`X-Long: ${'x'.repeat(1_000_000)}\r\nSubject: x\r\n\r\ntext`),
    subject: 'x',
    text: 'text',
  },
  {
    is: 'no final boundary',
    raw: eml`Content-Type: multipart/mixed; boundary=b

--b

one
--b
Content-Type: text/csv; name=c

1`,
    text: 'one',
    files: [['c', '1']],
  },
  {
    is: 'no final boundary of the inner one',
    raw: eml`Content-Type: multipart/mixed; boundary=o

--o
Content-Type: multipart/alternative; boundary=i

--i

one
--o
Content-Type: text/csv; name=c

1
--o--`,
    text: 'one',
    files: [['c', '1']],
  },
  {
    is: 'a boundary that begins like another',
    raw: eml`Content-Type: multipart/mixed; boundary=ab

--ab
Content-Type: multipart/mixed; boundary=abc

--abc

inner
--abc--
--ab

outer
--ab--`,
    text: 'inner\n\nouter',
  },
  {
    is: 'the same boundary inside and outside',
    raw: eml`Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=b

--b

inner
--b--
--b
Content-Type: text/csv; name=c

1
--b--`,
    text: 'inner',
    files: [['c', '1']],
  },
  {
    is: 'a boundary with blanks and odd characters',
    raw: eml`Content-Type: multipart/mixed; boundary="a b'()+_,-./:=?"

--a b'()+_,-./:=?

one
--a b'()+_,-./:=?--`,
    text: 'one',
  },
  {
    is: 'blanks behind the delimiters',
    raw: Buffer.from(
      'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b  \r\n\r\none\r\n--b \t\r\n\r\ntwo\r\n--b-- \r\n',
    ),
    text: 'one\n\ntwo',
  },
  {
    is: 'no boundary in the header',
    raw: eml`Content-Type: multipart/mixed

--guessed
Content-Type: text/plain

one
--guessed--`,
    text: 'one',
  },
  {
    is: 'another boundary in the header',
    raw: eml`Content-Type: multipart/alternative; boundary="other"

--real
Content-Type: text/plain

one
--real
Content-Type: text/html

<p>two</p>
--real--`,
    text: 'one',
    html: '<p>two</p>',
  },
  {
    is: 'a multipart that is none',
    raw: eml`Content-Type: multipart/mixed; boundary=b

just text`,
    text: 'just text',
  },
  {
    is: 'a multipart in base64',
    raw: eml`Content-Type: multipart/mixed; boundary=b
Content-Transfer-Encoding: base64

${base64('--b\r\nContent-Type: text/plain\r\n\r\none\r\n--b--\r\n')}`,
    text: 'one',
  },
  {
    is: 'text around the parts',
    raw: eml`Content-Type: multipart/mixed; boundary=b

This is a mail in MIME.
--b

one
--b--
Nobody reads this.`,
    text: 'one',
  },
  {
    is: 'a part behind the end',
    raw: eml`Content-Type: multipart/mixed; boundary=b

--b

one
--b--
--b
Content-Type: text/csv; name=c

1
--b--`,
    text: 'one',
    files: [['c', '1']],
  },
  {
    is: 'parts of nothing',
    raw: eml`Content-Type: multipart/mixed; boundary=b

--b
--b
Content-Type: text/plain
--b

one
--b--`,
    text: 'one',
    files: [],
  },
  ...[
    'text',
    'text/',
    '/plain',
    'plain',
    'text/plain charset=utf-8',
    '; charset=utf-8',
    '???',
    'text/plain;;;',
    'text/plain; charset',
    '(comment) text/plain',
    '"text/plain"',
  ].map((type) => ({
    is: `Content-Type: ${type}`,
    raw: Buffer.from(`Content-Type: ${type}\r\n\r\nGrüße`),
    text: 'Grüße',
  })),
  {
    is: 'two types: the first',
    raw: eml`Content-Type: text/plain
Content-Type: text/html

<p>x`,
    text: '<p>x',
  },
  {
    is: 'two types, of which the first is none',
    raw: eml`Content-Type: nothing
Content-Type: text/html

<p>x`,
    text: 'x',
  },
  {
    is: 'from before MIME',
    raw: eml`From: anna@example.test (Anna)
Date: 22 Nov 96 03:00:00 EST
Subject: x

Plain text.`,
    from: ['Anna <anna@example.test>'],
    text: 'Plain text.',
    files: [],
  },
  {
    is: 'parts of Sun’s mail tool, from before MIME',
    raw: eml`From: anna@example.test
Content-Type: X-sun-attachment

----------
X-Sun-Data-Type: text
X-Sun-Data-Description: text
X-Sun-Data-Name: text
X-Sun-Content-Lines: 1

The text.

----------
X-Sun-Data-Type: default
X-Sun-Data-Name: cat.txt
X-Sun-Encoding-Info: uuencode
X-Sun-Content-Lines: 3

begin 644 cat.txt
#0V%T
end
`,
    text: 'The text.',
    files: [['cat.txt', 'Cat']],
  },
  {
    is: 'a boundary in pieces',
    raw: eml`Content-Type: multipart/mixed; boundary*0="one-"; boundary*1="two"

--one-two
Content-Type: text/plain; charset*=us-ascii'en'utf-8

Grüße
--one-two--`,
    text: 'Grüße',
  },
  {
    is: 'an empty text before the HTML',
    raw: eml`Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; name=""

--b
Content-Type: text/html; name=""
Content-Disposition: inline; filename=""

<p>x</p>
--b--`,
    text: 'x',
    html: '<p>x</p>',
    files: [],
  },
];
