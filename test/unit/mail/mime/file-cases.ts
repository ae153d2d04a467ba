import { base64, type Case, eml, headerMail, hex, inCharset } from './eml.ts';
import * as tnef from './winmail.ts';

const gb = (text: string) => inCharset(text, 'gb18030');

/** A file with headers of its own, named somehow. */
const named = (is: string, headers: string | Uint8Array, name: string): Case => ({
  is,
  raw: eml`From: a@example.test
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain; charset=utf-8

x
--m
${headers}

data
--m--
`,
  text: 'x',
  files: [[name, 'data']],
});
const disposition = (is: string, parameters: string, name: string) =>
  named(is, `Content-Type: application/octet-stream\nContent-Disposition: attachment; ${parameters}`, name);

/** Names of files: RFC 2231, RFC 2047 where it should not be, and neither. */
export const NAME_CASES: readonly Case[] = [
  disposition('plain', 'filename=a.pdf', 'a.pdf'),
  disposition('in quotes', 'filename="a b.pdf"; size=4', 'a b.pdf'),
  disposition('with a semicolon', 'filename="a;b.pdf"', 'a;b.pdf'),
  disposition('with a semicolon and without quotes', 'filename=a;b.pdf', 'a;b.pdf'),
  disposition('with blanks and without quotes', 'filename=a b c.pdf; size=4', 'a b c.pdf'),
  disposition('with escaped quotes', 'filename="a \\"b\\" c.pdf"', 'a "b" c.pdf'),
  disposition('with quotes that are not escaped', 'filename="a "b" c.pdf"', 'a "b" c.pdf'),
  disposition('whose quotes never close', 'filename="a b.pdf; size=4', 'a b.pdf'),
  disposition('with parentheses', 'filename=Invoice(1).pdf', 'Invoice(1).pdf'),
  disposition('with parentheses behind a blank', 'filename=Invoice (1).pdf', 'Invoice (1).pdf'),
  disposition('in single quotes', "filename='a b.pdf'", 'a b.pdf'),
  disposition('with a comment behind', 'filename=a.pdf (the file)', 'a.pdf'),
  disposition('with an equals sign', 'filename="a=b.pdf"', 'a=b.pdf'),
  disposition('extended', "filename*=utf-8''%E6%8F%90%E7%8E%B0.pdf", '提现.pdf'),
  disposition('extended, with a language', "filename*=utf-8'zh'%E6%8F%90%20a.pdf", '提 a.pdf'),
  disposition('extended in quotes', 'filename*="UTF-8\'\'%E6%8F%90.pdf"', '提.pdf'),
  disposition('extended, without saying the charset', 'filename*=%E6%8F%90.pdf', '提.pdf'),
  disposition('extended in gb18030', "filename*=gb2312''%CC%E1%CF%D6.pdf", '提现.pdf'),
  disposition('extended and plain: the extended one', "filename=x.pdf; filename*=utf-8''%E6%8F%90.pdf", '提.pdf'),
  disposition('in pieces', 'filename*0="a very "; filename*1="long name"; filename*2=".pdf"', 'a very long name.pdf'),
  disposition('in pieces, encoded', "filename*0*=utf-8''%E6%8F; filename*1*=%90%E7%8E%B0; filename*2=.pdf", '提现.pdf'),
  disposition(
    'extended, in pieces and plain: the extended one',
    "filename=x.pdf; filename*0=y.pdf; filename*0*=utf-8''z.pdf; filename*=utf-8''a.pdf",
    'a.pdf',
  ),
  disposition('in pieces and plain: the pieces', 'filename=x.pdf; filename*0=a; filename*1=b.pdf', 'ab.pdf'),
  disposition('a piece twice: the first', 'filename*0=a; filename*0=b; filename*1=c.pdf', 'ac.pdf'),
  disposition('extended, with one quote', "filename*=UTF-8'%E6%8F%90.pdf", '提.pdf'),
  disposition('extended, with a quote of its own', "filename*=it's.pdf", "it's.pdf"),
  disposition('then a parameter without a value', 'filename=a.pdf; rubbish', 'a.pdf'),
  disposition('then a parameter with two stars', 'filename=a.pdf; name**=b.pdf', 'a.pdf'),
  disposition('in pieces out of order', 'filename*1=b.pdf; filename*0=a', 'ab.pdf'),
  disposition('in pieces that look encoded', 'filename*0="a%20"; filename*1="b.pdf"', 'a%20b.pdf'),
  disposition('extended syntax in a plain parameter', 'filename="utf-8\'\'%E6%8F%90.pdf"', '提.pdf'),
  disposition('an encoded word', 'filename="=?utf-8?B?5o+Q546wLnBkZg==?="', '提现.pdf'),
  disposition('an encoded word without quotes', 'filename==?utf-8?Q?a_=E6=8F=90.pdf?=', 'a 提.pdf'),
  disposition('encoded words', 'filename="=?utf-8?Q?=E6=8F=90?=\r\n =?utf-8?Q?=E7=8E=B0.pdf?="', '提现.pdf'),
  disposition('encoded words in pieces', 'filename*0="=?utf-8?Q?=E6=8F=90"; filename*1="=E7=8E=B0.pdf?="', '提现.pdf'),
  disposition('folded', 'filename="a\n b.pdf"', 'a b.pdf'),
  disposition('in raw UTF-8', 'filename="提现.pdf"', '提现.pdf'),
  disposition('percent signs as they are', 'filename="100%25.pdf"', '100%25.pdf'),
  disposition('a path of Windows', 'filename="C:\\Users\\anna\\a.pdf"', 'a.pdf'),
  disposition('a path', 'filename="../../etc/passwd"', 'passwd'),
  disposition('slashes that are no path', 'filename="Invoice 3/2026.pdf"', 'Invoice 3_2026.pdf'),
  disposition('a path from the root', 'filename="/tmp/a.pdf"', 'a.pdf'),
  disposition('a path of a server', 'filename="\\\\desk\\share\\a.pdf"', 'a.pdf'),
  disposition('a path that ends in nothing', 'filename="a/.."', 'attachment-1.bin'),
  disposition('turned around', 'filename="=?utf-8?Q?invoice=E2=80=AEfdp.exe?="', 'invoicefdp.exe'),
  disposition('with control characters', 'filename="=?utf-8?Q?a=00b=0Ac.pdf?="', 'ab c.pdf'),
  named('by the type only', 'Content-Type: application/pdf; name="b.pdf"', 'b.pdf'),
  named(
    'by both: the disposition',
    'Content-Type: application/pdf; name="b.pdf"\nContent-Disposition: attachment; filename="c.pdf"',
    'c.pdf',
  ),
  named(
    'an empty one and one',
    'Content-Type: application/pdf; name="b.pdf"\nContent-Disposition: attachment; filename=""',
    'b.pdf',
  ),
  named('in pieces, by the type', "Content-Type: application/pdf; name*0*=utf-8''%E6%8F%90; name*1=.pdf", '提.pdf'),
  named(
    'a description that is a name',
    'Content-Type: application/pdf\nContent-Description: the plan.pdf',
    'the plan.pdf',
  ),
  named(
    'a description that is none',
    'Content-Type: application/pdf\nContent-Description: The plan we made',
    'attachment-1.pdf',
  ),
  named('nothing', 'Content-Type: image/jpeg', 'attachment-1.jpg'),
  named('no semicolon', 'Content-Type: application/pdf name=b.pdf', 'b.pdf'),
  named('a comma for a semicolon', 'Content-Disposition: attachment; filename=b.pdf, size=3', 'b.pdf'),
  named('no disposition but a name', 'Content-Type: application/pdf\nContent-Disposition: filename=b.pdf', 'b.pdf'),
  named('a colon for a semicolon', 'Content-Disposition: attachment: filename=b.pdf', 'b.pdf'),
  named(
    'by an unknown disposition',
    'Content-Type: text/plain\nContent-Disposition: attachement; filename=b.txt',
    'b.txt',
  ),
  named(
    'in raw GB18030',
    Buffer.concat([Buffer.from('Content-Type: application/pdf; name="'), gb('提现记录'), Buffer.from('.pdf"')]),
    '提现记录.pdf',
  ),
];

const NESTED = tnef.winmail(
  tnef.messageProperties(tnef.unicode(0x1000, 'Text of the inner mail')),
  tnef.file('INNER.TXT', Buffer.from('inner'), tnef.unicode(0x3707, 'inner file.txt')),
);

const wrapped = (dat: Uint8Array, text = '') => eml`From: a@example.test
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

${text}
--m
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Transfer-Encoding: base64

${base64(dat)}
--m--
`;

const HTML_RTF =
  "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\generator X;}{\\*\\htmltag64 <p>}\\htmlrtf {\\f0 \\htmlrtf0 caf\\'e9 {\\*\\htmltag84 <b>}now{\\*\\htmltag92 </b>}\\htmlrtf }\\par\\htmlrtf0 {\\*\\htmltag72 </p>}}";

/** winmail.dat: what is in it takes its place. */
export const WINMAIL_CASES: readonly Case[] = [
  {
    is: 'files with long names, types and bytes',
    raw: wrapped(
      tnef.winmail(
        tnef.codepage(1252),
        tnef.messageProperties(tnef.boolean(0x0e1f), tnef.named('x', 'y'), tnef.time(0x0039)),
        tnef.file(
          'LONGNA~1.PDF',
          Buffer.from('%PDF'),
          tnef.long(0x3705, 1),
          tnef.unicode(0x3707, '提现 long name.pdf'),
          tnef.unicode(0x370e, 'application/pdf'),
        ),
        tnef.file('B.TXT', Buffer.from('bb')),
      ),
      'The text',
    ),
    text: 'The text',
    files: [
      ['提现 long name.pdf', '%PDF'],
      ['B.TXT', 'bb'],
    ],
  },
  {
    is: 'the text, when there is no other',
    raw: wrapped(tnef.winmail(tnef.codepage(936), tnef.body(gb('提现失败')))),
    text: '提现失败',
    files: [],
  },
  {
    is: 'the HTML, when there is no other',
    raw: wrapped(
      tnef.winmail(tnef.messageProperties(tnef.long(0x3fde, 65001), tnef.binary(0x1013, Buffer.from('<p>Grüße</p>')))),
    ),
    text: 'Grüße',
    html: '<p>Grüße</p>',
  },
  {
    is: 'the text in RTF',
    raw: wrapped(
      tnef.winmail(
        tnef.messageProperties(
          tnef.binary(
            0x1009,
            tnef.storedRtf(
              "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 Arial;}}{\\*\\x y}\\pard Hi\\par \\'cc\\'e1\\u29616?\\~x\\{\\}}",
            ),
          ),
        ),
      ),
    ),
    text: 'Hi\n提现\u00a0x{}',
  },
  {
    is: 'HTML that was put into RTF',
    raw: wrapped(tnef.winmail(tnef.messageProperties(tnef.binary(0x1009, tnef.storedRtf(HTML_RTF))))),
    text: 'café now',
    html: '<p>café <b>now</b></p>',
  },
  {
    is: 'compressed RTF (the example of [MS-OXRTFCP] 3.1)',
    raw: wrapped(
      tnef.winmail(
        tnef.messageProperties(
          tnef.binary(
            0x1009,
            hex(
              '2d000000 2b000000 4c5a4675 f1c5c7a7 03000a00 72637067 31323542 320af3 2068656c 090020 62770 5b06c647d0a800fa0'.replace(
                / /g,
                '',
              ),
            ),
          ),
        ),
      ),
    ),
    text: 'hello world',
  },
  {
    is: 'a mail within: its text and its files',
    raw: wrapped(
      tnef.winmail(
        tnef.file(
          'x',
          Buffer.alloc(0),
          tnef.long(0x3705, 5),
          tnef.unicode(0x3001, 'Inner mail'),
          tnef.object(0x3701, NESTED),
        ),
      ),
      'outer',
    ),
    text: 'outer',
    files: [
      ['Inner mail.txt', 'Text of the inner mail'],
      ['inner file.txt', 'inner'],
    ],
  },
  {
    is: 'one that is none stays a file',
    raw: wrapped(Buffer.from('no tnef'), 'x'),
    text: 'x',
    files: [['winmail.dat', 'no tnef']],
  },
];

const der = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(content);
  const { length } = bytes;
  const size =
    length < 128
      ? [length]
      : length < 65536
        ? [0x82, length >> 8, length & 255]
        : [0x83, length >> 16, (length >> 8) & 255, length & 255];
  return Buffer.concat([Uint8Array.of(tag, ...size), bytes]);
};
const SIGNED = hex('06092a864886f70d010702');
const DATA = hex('06092a864886f70d010701');
const ENVELOPED = hex('06092a864886f70d010703');
const algorithms = der(0x31, der(0x30, hex('0609608648016503040201')));

/** A CMS signed-data whose signature nobody could check. */
const signedData = (content: Uint8Array) =>
  der(0x30, SIGNED, der(0xa0, der(0x30, hex('020101'), algorithms, der(0x30, DATA, der(0xa0, content)), der(0x31))));
const whole = (content: Uint8Array) => signedData(der(0x04, content));
/** As streaming writers do: of no said length, in pieces. */
const inPieces = (content: Uint8Array) =>
  Buffer.concat([
    hex('3080'),
    SIGNED,
    hex('a080 3080 020101'),
    algorithms,
    hex('3080'),
    DATA,
    hex('a080 2480'),
    der(0x04, content.subarray(0, 20)),
    der(0x04, content.subarray(20)),
    hex('0000 0000 0000 3100 0000 0000 0000'),
  ]);

const INNER = eml`Content-Type: multipart/mixed; boundary=i

--i
Content-Type: text/plain; charset=utf-8

Signiert: é
--i
Content-Type: text/plain; name=a.txt

file
--i--
`;

const smime = (
  content: Uint8Array,
  type = 'application/pkcs7-mime; smime-type=signed-data; name=smime.p7m',
) => eml`From: Anna <a@example.test>
Subject: Outside
Content-Type: ${type}
Content-Transfer-Encoding: base64

${base64(content)}
`;

/** S/MIME whose mail lies inside of its signature. */
export const SIGNED_CASES: readonly Case[] = [
  { is: 'in one piece', raw: smime(whole(INNER)), subject: 'Outside', text: 'Signiert: é', files: [['a.txt', 'file']] },
  { is: 'in pieces', raw: smime(inPieces(INNER)), text: 'Signiert: é', files: [['a.txt', 'file']] },
  { is: 'without saying what it is', raw: smime(whole(INNER), 'application/x-pkcs7-mime'), text: 'Signiert: é' },
  { is: 'around another', raw: smime(whole(smime(whole(INNER)))), text: 'Signiert: é' },
  {
    is: 'an encrypted one stays a file, and says nothing',
    raw: smime(der(0x30, ENVELOPED, der(0xa0, hex('0500'))), 'application/pkcs7-mime; name=smime.p7m'),
    text: '',
    files: [['smime.p7m', der(0x30, ENVELOPED, der(0xa0, hex('0500')))]],
  },
  {
    is: 'a broken one stays a file',
    raw: smime(whole(INNER).subarray(0, 60)),
    text: '',
    files: [['smime.p7m', whole(INNER).subarray(0, 60)]],
  },
];

const BYTES = hex('00010203 fffefd 0d0a 0d 0a 00');

/** Bytes are what was sent. */
export const BYTE_CASES: readonly Case[] = [
  ...['binary', '8bit', 'base64'].map((encoding) => ({
    is: `in ${encoding}`,
    raw: Buffer.concat([
      headerMail(`Content-Type: application/octet-stream; name=x\r\nContent-Transfer-Encoding: ${encoding}`).subarray(
        0,
        -7,
      ),
      encoding === 'base64' ? Buffer.from(base64(BYTES)) : BYTES,
    ]),
    files: [['x', BYTES] as const],
  })),
];
