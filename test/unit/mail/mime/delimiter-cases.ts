import { base64, type Case, eml } from './eml.ts';

const PDF = '%PDF-1.4 a plan of the house';

/** A text and a file, with something in the place of the last delimiter. */
const closedBy = (end: string, body = base64(PDF)) => eml`Content-Type: multipart/mixed; boundary=bnd

--bnd
Content-Type: text/plain

Text
--bnd
Content-Type: application/pdf; name=plan.pdf
Content-Transfer-Encoding: base64

${body}
${end}
`;

const LINE = 'A line of a list that was put below the mail';
const FULL_LINE = base64('Forty-five bytes of a file make a line of it.');

/** Lines that should have been a delimiter (RFC 2046 5.1.1), and what stands behind base64 (RFC 2045 6.8). */
export const DELIMITER_CASES: readonly Case[] = [
  ...[
    `--bnd--\n${LINE}`,
    `--bnd-- and more on it\n${LINE}`,
    `--bnd--junk\n${LINE}`,
    `--bnd---\n${LINE}`,
    `--bnd-\n${LINE}`,
    `--bnd --\n${LINE}`,
    `--bnd--=20\n${LINE}`,
    `--bnd--<br>\n${LINE}`,
    `-bnd--\n${LINE}`,
    `${LINE}\n--bnd--`,
    `--another--\n${LINE}`,
    '',
  ].map((end) => ({
    is: `a file that is ended by ${JSON.stringify(end)}`,
    raw: closedBy(end),
    text: 'Text',
    files: [['plan.pdf', PDF] as const],
  })),
  {
    is: 'a delimiter with something behind it, and a part',
    raw: eml`Content-Type: multipart/mixed; boundary=bnd

--bnd
Content-Type: text/plain

Text
--bnd (the file)
Content-Type: text/csv; name=a.csv

1,2
--bnd=20
Content-Type: text/csv; name=b.csv

3,4
--bnd--`,
    text: 'Text',
    files: [
      ['a.csv', '1,2'],
      ['b.csv', '3,4'],
    ],
  },
  {
    is: 'lines that only begin like a delimiter',
    raw: eml`Content-Type: multipart/mixed; boundary=bnd

--bnd

Text
--bndX
--bnd of a sentence
--bnd2--
more
--bnd--`,
    text: 'Text\n--bndX\n--bnd of a sentence\n--bnd2--\nmore',
  },
  {
    is: 'the longer of two boundaries that begin alike, badly ended',
    raw: eml`Content-Type: multipart/mixed; boundary=ab

--ab
Content-Type: multipart/mixed; boundary=ab=c

--ab=c

inner
--ab=c- 
--ab

outer
--ab--`,
    text: 'inner\n\nouter',
  },
  {
    is: 'padding in the middle of a file: whole units go on',
    raw: closedBy('--bnd--', 'SGVsbG8=\nIHRoZXJl'),
    files: [['plan.pdf', 'Hello there']],
  },
  {
    is: 'padding and then a word',
    raw: closedBy('Regards,\n--bnd--', 'SGVsbG8='),
    files: [['plan.pdf', 'Hello']],
  },
  {
    is: 'a checksum of PGP below it',
    raw: closedBy('--bnd--', `${FULL_LINE}\n=aB3d`),
    files: [['plan.pdf', 'Forty-five bytes of a file make a line of it.']],
  },
  {
    is: 'a remark above the lines of a file',
    raw: closedBy('--bnd--', `This file was checked by the gateway\n\n${FULL_LINE}\n${base64('end')}`),
    files: [['plan.pdf', 'Forty-five bytes of a file make a line of it.end']],
  },
  {
    is: 'a file that is not in base64, whatever it says',
    raw: closedBy('--bnd--', '%PDF-1.4 in the clear, with words'),
    files: [['plan.pdf', '%PDF-1.4 in the clear, with words']],
  },
  {
    is: 'an empty file',
    raw: closedBy('--bnd--', ''),
    files: [['plan.pdf', '']],
  },
  {
    is: 'a text in base64 with the footer of a list below it',
    raw: eml`Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${base64('Grüße aus Köln')}
_______________________________________________
Umbrella list`,
    text: 'Grüße aus Köln\n_______________________________________________\nUmbrella list',
  },
  {
    is: 'a file of text in base64, with something below it',
    raw: eml`Content-Type: multipart/mixed; boundary=bnd

--bnd

Text
--bnd
Content-Type: text/csv; name=a.csv
Content-Transfer-Encoding: base64

${base64('1,2')}
A line of a list`,
    text: 'Text',
    files: [['a.csv', '1,2']],
  },
  {
    is: 'a text of two bytes a character with a footer in one',
    raw: eml`Content-Type: text/plain; charset=utf-16le
Content-Transfer-Encoding: base64

${base64(Buffer.from('提现', 'utf16le'))}
--
Umbrella list`,
    text: '提现\n--\nUmbrella list',
  },
  ...['Test', 'Test data goes here', 'Hello', 'This mail text goes here, and on', 'Hi\n\nNothing'].map((words) => ({
    is: `words that are said to be base64: ${JSON.stringify(words)}`,
    raw: eml`Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${words}
`,
    text: words,
  })),
  {
    is: 'base64 in words, in another charset than UTF-8',
    raw: eml`Content-Type: text/plain; charset=gb18030
Content-Transfer-Encoding: base64

xOO6ww==
`,
    text: '你好',
  },
  {
    is: 'an empty boundary, between parts that have headers',
    raw: eml`Content-Type: multipart/mixed; boundary=""

--
Content-Type: text/plain

Text
--
Content-Type: text/csv; name=a.csv

1,2
----`,
    text: 'Text',
    files: [['a.csv', '1,2']],
  },
  {
    is: 'a boundary that the header lost in a fold, between parts without headers',
    raw: eml`Content-Type: multipart/mixed;

 boundary="bnd"

--bnd

One
--bnd

Two
--bnd--`,
    text: 'One\n\nTwo',
  },
];
