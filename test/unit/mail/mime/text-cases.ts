import { base64, type Case, eml, hex, inCharset, inIso2022Jp, textMail } from './eml.ts';

const plain = (is: string, charset: string, body: string | Uint8Array, text: string): Case => ({
  is,
  raw: textMail(`text/plain${charset === '' ? '' : `; charset=${charset}`}`, body),
  text,
});
const CHINESE = '您好，我的提现一直没有到账，请帮忙查一下。';
const gb = inCharset(CHINESE, 'gb18030');
const RUSSIAN = 'Здравствуйте, деньги до сих пор не пришли, помогите пожалуйста.';
const JAPANESE = 'こんにちは、出金がまだ届いていません。確認をお願いします。';
const KOREAN = '안녕하세요, 출금이 아직 도착하지 않았습니다. 확인 부탁드립니다.';

/** Charsets that are said rightly, by any of their names. */
export const CHARSET_CASES: readonly Case[] = [
  plain('utf-8', 'utf-8', CHINESE, CHINESE),
  plain('utf8, in quotes and capitals', '"UTF8"', CHINESE, CHINESE),
  plain('utf-8 in single quotes', "'utf-8'", CHINESE, CHINESE),
  ...['gb2312', 'GBK', 'gb18030', 'cp936', 'x-gbk', 'windows-936', 'GB_2312-80', 'euc-cn'].map((name) =>
    plain(name, name, gb, CHINESE),
  ),
  ...['big5', 'Big5-HKSCS', 'cp950', 'x-x-big5', 'cn-big5'].map((name) =>
    plain(name, name, inCharset('您好，提現沒有到帳', 'big5'), '您好，提現沒有到帳'),
  ),
  ...['shift_jis', 'Shift-JIS', 'x-sjis', 'windows-31j', 'cp932', 'MS_Kanji'].map((name) =>
    plain(name, name, inCharset(JAPANESE, 'shift_jis'), JAPANESE),
  ),
  plain('euc-jp', 'EUC-JP', inCharset(JAPANESE, 'euc-jp'), JAPANESE),
  ...['iso-2022-jp', 'ISO-2022-JP-1', 'iso-2022-jp-ms', 'csISO2022JP', 'cp50220'].map((name) =>
    plain(name, name, inIso2022Jp(JAPANESE), JAPANESE),
  ),
  plain('iso-2022-jp with JIS X 0212', 'iso-2022-jp-1', hex('1b242844 3021 1b2842'), '丂'),
  plain('iso-2022-jp with half-width kana', 'iso-2022-jp', hex('1b2849 3142 1b2842'), 'ｱﾂ'),
  plain('ks_c_5601-1987 with the syllables of Microsoft', 'ks_c_5601-1987', hex('94ee 8c63 c164'), '뷁똠햏'),
  plain('big5 with the characters of Hong Kong', 'big5', hex('8fc0 fcf8 fe5e 94dc 9df6'), '衞栢珉啫喺'),
  plain('big5 with kana', 'big5', hex('c759 c770 c7a7 c7bb'), 'ひらカタ'),
  plain('iso-2022-kr', 'iso-2022-kr', hex('1b242943 0e 3e48 0f 20 41'), '안 A'),
  plain('hz-gb-2312', 'hz-gb-2312', '~{<:Ky2;NpJ)SZHK~} ok ~~', '己所不勿施于人 ok ~'),
  ...['euc-kr', 'ks_c_5601-1987', 'cp949', 'uhc', 'korean'].map((name) =>
    plain(name, name, inCharset(KOREAN, 'euc-kr'), KOREAN),
  ),
  ...['koi8-r', 'KOI8R', 'koi8_r'].map((name) => plain(name, name, inCharset(RUSSIAN, 'koi8-r'), RUSSIAN)),
  plain('koi8-u', 'koi8-u', inCharset('Їжак', 'koi8-u'), 'Їжак'),
  ...['windows-1251', 'cp1251', 'win-1251', 'x-cp1251'].map((name) =>
    plain(name, name, inCharset(RUSSIAN, 'windows-1251'), RUSSIAN),
  ),
  plain('iso-8859-5', 'ISO_8859-5:1988', inCharset('Привет', 'iso-8859-5'), 'Привет'),
  plain('iso-8859-1, which is windows-1252', 'ISO-8859-1', hex('93e994'), '“é”'),
  plain('iso-8859-15', 'iso-8859-15', hex('a4'), '€'),
  plain('iso-8859-2', 'iso-8859-2', inCharset('Žluťoučký', 'iso-8859-2'), 'Žluťoučký'),
  plain('iso-8859-7', 'iso-8859-7', inCharset('Γειά', 'iso-8859-7'), 'Γειά'),
  plain('iso-8859-8-i', 'iso-8859-8-i', hex('f9ece5ed'), 'שלום'),
  plain('windows-1256', 'windows-1256', inCharset('مرحبا', 'windows-1256'), 'مرحبا'),
  plain('tis-620', 'tis-620', inCharset('สวัสดี', 'windows-874'), 'สวัสดี'),
  plain('macintosh', 'macintosh', hex('63 61 66 8e'), 'café'),
  plain('x-mac-cyrillic', 'x-mac-cyrillic', hex('8f f0 e8 e2 e5 f2'), 'Привет'),
  plain('x-mac-ce', 'x-mac-ce', hex('8a'), 'ä'),
  plain('ibm850', 'ibm850', hex('81 94 84'), 'üöä'),
  plain('cp437', 'cp437', hex('81 94 84'), 'üöä'),
  plain('IBM866', 'IBM866', hex('8f e0 a8 a2 a5 e2'), 'Привет'),
  plain('viscii', 'VISCII', hex('56 69 ae 74'), 'Viẹt'.normalize('NFC').replace('ẹ', 'ệ')),
  plain('utf-7', 'utf-7', 'Hi +T2BZfQ- +- there', 'Hi 你好 + there'),
  plain('utf-7 with a plus that nobody encoded', 'utf-7', '1+1=2, +AOk-', '1+1=2, é'),
  plain('utf-8 with characters in two halves', 'utf-8', hex('61 eda0bd edb880 62'), 'a😀b'),
  plain('unicode-1-1-utf-7', 'unicode-1-1-utf-7', '+AOk-', 'é'),
  {
    is: 'utf-16 with a mark',
    raw: textMail('text/plain; charset=utf-16', base64(hex('fffe 604f 7d59')), 'base64'),
    text: '你好',
  },
  { is: 'utf-16le', raw: textMail('text/plain; charset=utf-16le', base64(hex('604f 7d59')), 'base64'), text: '你好' },
  {
    is: 'utf-16 without a mark',
    raw: textMail('text/plain; charset=utf-16', base64(hex('0048 0069')), 'base64'),
    text: 'Hi',
  },
  { is: 'utf-32', raw: textMail('text/plain; charset=utf-32', base64(hex('0000feff 00004f60')), 'base64'), text: '你' },
];

/** Charsets that are not said, or wrongly. */
export const WRONG_CHARSET_CASES: readonly Case[] = [
  ...[
    '',
    'us-ascii',
    'unknown-8bit',
    'x-unknown',
    'default',
    '_autodetect',
    'klingon-8',
    'iso-8859-1',
    'utf-8',
    'windows-1252',
  ].flatMap((name) => [
    plain(`${name || 'nothing'} for GB18030`, name, gb, CHINESE),
    plain(`${name || 'nothing'} for Shift_JIS`, name, inCharset(JAPANESE, 'shift_jis'), JAPANESE),
    plain(`${name || 'nothing'} for EUC-KR`, name, inCharset(KOREAN, 'euc-kr'), KOREAN),
    plain(`${name || 'nothing'} for KOI8-R`, name, inCharset(RUSSIAN, 'koi8-r'), RUSSIAN),
    plain(`${name || 'nothing'} for windows-1251`, name, inCharset(RUSSIAN, 'windows-1251'), RUSSIAN),
    plain(`${name || 'nothing'} for UTF-8`, name, `${CHINESE} é`, `${CHINESE} é`),
    plain(`${name || 'nothing'} for iso-2022-jp`, name, inIso2022Jp(JAPANESE), JAPANESE),
  ]),
  plain(
    'nothing for Big5',
    '',
    inCharset('您好，我的提現一直沒有到帳，請幫忙查一下。', 'big5'),
    '您好，我的提現一直沒有到帳，請幫忙查一下。',
  ),
  plain('nothing for EUC-JP', '', inCharset(JAPANESE, 'euc-jp'), JAPANESE),
  plain('nothing for western text', '', hex('4b f6 6c 6e 20 2d 20 47 72 fc df 65'), 'Köln - Grüße'),
  ...(
    [
      ['windows-874', 'สวัสดีครับ ผมถอนเงินไม่ได้ครับ ช่วยตรวจสอบให้หน่อย'],
      ['windows-1250', 'Příliš žluťoučký kůň'],
      ['windows-1252', 'Più tardi è così, però'],
      ['windows-1252', 'Blåbærgrød på øl'],
      ['windows-1254', 'Para çekme işlemim dün gelmedi, teşekkürler'],
      ['windows-1254', 'Şifre değişikliği'],
      ['windows-1250', 'Výběr peněz nepřišel, děkuji'],
      ['iso-8859-2', 'Wypłata nie dotarła, proszę o pomoc'],
    ] as const
  ).map(([charset, text]) => plain(`nothing for ${charset}: ${text}`, '', inCharset(text, charset), text)),
  plain(
    'iso-8859-1 for Thai',
    'iso-8859-1',
    inCharset('สวัสดีครับ ผมถอนเงินไม่ได้ครับ', 'windows-874'),
    'สวัสดีครับ ผมถอนเงินไม่ได้ครับ',
  ),
  ...[
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß àáâãäåæçèéêë',
    'äöüÄÖÜ',
    'éèêëàâîïôûùç',
    'Åå Ææ Øø',
    'èéêë ìíîï òóôö ùúûü',
    'ÁÉÍÓÚÑ',
    'Ääkköset: äöåÄÖÅ',
  ].map((text) =>
    plain(`letters with accents are no other script: ${text}`, 'iso-8859-1', Buffer.from(text, 'latin1'), text),
  ),
  plain('utf-8 for western text', 'utf-8', hex('4b f6 6c 6e 20 2d 20 47 72 fc df 65'), 'Köln - Grüße'),
  {
    is: 'utf-8 that was cut off',
    raw: textMail('text/plain; charset=utf-8', base64(hex('e68f90e78e')), 'base64'),
    text: '提\ufffd',
  },
  {
    is: 'utf-8 that was cut off in its first character',
    raw: textMail('text/plain; charset=utf-8', base64(hex('616263 e382')), 'base64'),
    text: 'abc\ufffd',
  },
  plain('gb2312 for UTF-8', 'gb2312', CHINESE, CHINESE),
  plain('big5 for UTF-8', 'big5', CHINESE, CHINESE),
  plain('koi8-r for UTF-8', 'koi8-r', RUSSIAN, RUSSIAN),
  plain('gb2312 with a broken byte', 'gb2312', Buffer.concat([gb, hex('ff'), gb]), `${CHINESE}\ufffd${CHINESE}`),
  plain('a mark of UTF-8 before it', 'us-ascii', hex('efbbbf e68f90'), '提'),
  plain('western text is western', 'iso-8859-1', hex('e0 20 62 69 65 6e 74 f4 74'), 'à bientôt'),
  plain('controls that are quotes of windows-1252', 'utf-8', 'it\u0092s \u0093so\u0094', 'it’s “so”'),
  plain('controls that are nothing', 'utf-8', 'a\u0007\u001b\u0081b\tc', 'ab\tc'),
  {
    is: 'HTML that names another charset than its header',
    raw: textMail(
      'text/html; charset=us-ascii',
      Buffer.concat([
        Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>'),
        inCharset('提现', 'gb18030'),
      ]),
    ),
    text: '提现',
  },
  {
    is: 'HTML whose header is right and which names another charset',
    raw: textMail('text/html; charset=utf-8', '<meta charset="gb2312"><p>提现</p>'),
    text: '提现',
  },
];

/** Formats of text. */
export const FORMAT_CASES: readonly Case[] = [
  {
    is: 'flowed lines are joined, by depth of their quotes',
    raw: textMail(
      'text/plain; charset=utf-8; format=flowed',
      'A long line \nthat goes on.\n\n> quoted \n> text\n>> deeper\n> \n-- \nAnna \nDoe\n  indented\n From me',
    ),
    text: 'A long line that goes on.\n\n> quoted text\n>> deeper\n> \n-- \nAnna Doe\n indented\nFrom me',
  },
  {
    is: 'flowed, where the blank at the end goes',
    raw: textMail('text/plain; charset=utf-8; format=Flowed; DelSp=Yes', '提 \n现 \n失败。\nEnd.'),
    text: '提现失败。\nEnd.',
  },
  {
    is: 'enriched',
    raw: textMail(
      'text/enriched',
      '<bold>Now</bold> is\nthe <<time>>.\n\n<color><param>red</param>x</color>\n<nofill>a\nb</nofill>',
    ),
    text: 'Now is the <time>>.\nx a\nb',
  },
  {
    is: 'richtext',
    raw: textMail('text/richtext', '<bold>Now</bold> is\nthe time.<nl>It is <lt>now><comment>no</comment>.'),
    text: 'Now is the time.\nIt is <now>.',
  },
  {
    is: 'HTML only',
    raw: textMail('text/html; charset=utf-8', '<p>One</p><p>Two &amp; three</p>'),
    text: 'One\n\nTwo & three',
    html: '<p>One</p><p>Two &amp; three</p>',
  },
  { is: 'text of another kind', raw: textMail('text/markdown', '# Title'), text: '# Title', files: [] },
  {
    is: 'indentation stays, blanks around it go',
    raw: textMail('text/plain', '\n\n   indented\n\tmore\n\n\n'),
    text: '   indented\n\tmore',
  },
  { is: 'a body of nothing', raw: textMail('text/plain', ''), text: '' },
  {
    is: 'clear-signed by PGP: as it is, for we do not check it',
    raw: textMail(
      'text/plain',
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----',
    ),
    text: '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----',
  },
];

/** Transfer encodings, as they are and as they come. */
export const ENCODING_CASES: readonly Case[] = [
  {
    is: 'quoted-printable',
    raw: textMail('text/plain; charset=utf-8', 'Gr=C3=BC=C3=9Fe, =\nund mehr=20\n=3D=3d', 'quoted-printable'),
    text: 'Grüße, und mehr \n==',
  },
  {
    is: 'escapes that are none',
    raw: textMail('text/plain', '100=% =ZZ =4 a=', 'quoted-printable'),
    text: '100=% =ZZ =4 a',
  },
  {
    is: 'blanks at the end of a line',
    raw: textMail('text/plain', 'soft= \t\nbreak  \nnext', 'quoted-printable'),
    text: 'softbreak\nnext',
  },
  ...[
    'Quoted-Printable',
    '"quoted-printable"',
    'quoted-printable;',
    'QUOTED-PRINTABLE (comment)',
    ' quoted-printable ',
    'quoted/printable',
    'Quoted_Printable',
    'quoted-printible',
    'x-quoted-printable',
  ].map((name) => ({
    is: `as ${name}`,
    raw: textMail('text/plain', 'a=3Db', name),
    text: 'a=b',
  })),
  { is: 'base64', raw: textMail('text/plain; charset=utf-8', base64('Grüße'), 'base64'), text: 'Grüße' },
  { is: 'base64 with noise', raw: textMail('text/plain', 'SG*Vs\nbG-8\n', 'BASE64'), text: 'Hello' },
  { is: 'base64 without its padding', raw: textMail('text/plain', 'SGVsbG8', 'base64'), text: 'Hello' },
  { is: 'base64 in two pieces', raw: textMail('text/plain', 'SGVs\nbG8=\nIHRoZXJl', 'base64'), text: 'Hello there' },
  {
    is: 'base64 that is plain text',
    raw: textMail('text/plain', 'This is just text, whatever it says above.', 'base64'),
    text: 'This is just text, whatever it says above.',
  },
  { is: 'an encoding that nobody has', raw: textMail('text/plain', 'a=3Db', 'x-rot13'), text: 'a=3Db' },
  { is: '8-bit', raw: textMail('text/plain; charset=utf-8', 'é', '8-bit'), text: 'é' },
  {
    is: 'a uuencoded part',
    raw: eml`From: a@example.test
Content-Type: application/octet-stream; name=cat.txt
Content-Transfer-Encoding: x-uuencode

begin 644 cat.txt
#0V%T
${'`'}
end
`,
    files: [['cat.txt', 'Cat']],
  },
  {
    is: 'a uuencoded file of zeros, which are blanks that were lost on the way',
    raw: textMail('text/plain', 'begin 644 zeros.bin\nM\nM\n#0V%T\n\nend\n'),
    text: '',
    files: [['zeros.bin', `${'\0'.repeat(90)}Cat`]],
  },
  {
    is: 'a file that was uuencoded into the text',
    raw: textMail('text/plain', 'Here it is:\n\nbegin 644 my cat.txt\n#0V%T\n`\nend\n\nBye'),
    text: 'Here it is:\n\n\nBye',
    files: [['my cat.txt', 'Cat']],
  },
  {
    is: 'a text that only speaks of it',
    raw: textMail('text/plain', 'You begin with\nbegin 644 file.txt\nand you end with\nend'),
    text: 'You begin with\nbegin 644 file.txt\nand you end with\nend',
    files: [],
  },
];
