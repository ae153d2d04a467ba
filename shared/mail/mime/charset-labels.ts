import { CODE_PAGES } from './code-pages.ts';

/**
 * How to read a charset: a label of the runtime's TextDecoder, or one of our own ways: `page:x` (a table of
 * `code-pages.ts`), `utf-7`, `utf-16`, `utf-32`, `iso-2022`, `hz`.
 */
export type Charset = string;

/** Names of charsets by what reads them, without `x-`, `cs`, and everything that is no letter or digit. */
const ROWS: readonly (readonly [Charset, string])[] = [
  ['utf-8', 'utf8 utf8mb4 utf8mb3 utf8sig unicode11utf8 unicode20utf8 unicode utf8n wtf8 cesu8 unicodeutf8'],
  ['utf-7', 'utf7 unicode11utf7 unicode20utf7'],
  ['utf-16', 'utf16 ucs2 iso10646ucs2 unicodefeff iso10646'],
  ['utf-16le', 'utf16le ucs2le'],
  ['utf-16be', 'utf16be ucs2be unicodefffe'],
  ['utf-32', 'utf32 utf32le utf32be ucs4 ucs4le ucs4be iso10646ucs4'],
  [
    'gb18030',
    'gb2312 gb231280 gb23121980 gbk gb18030 euccn gb cngb cngb231280 chinese isoir58 iso58gb231280 simplifiedchinese chs gbk1 gb12345 eucgb2312cn gb2312cn',
  ],
  [
    'big5',
    'big5 big5hkscs big52003 big5eten cnbig5 xbig5 big5hkscs2004 big5hkscs2008 big5eten traditionalchinese cht big5tw',
  ],
  ['hz', 'hzgb2312 hz hzgb'],
  [
    'shift_jis',
    'shiftjis sjis mskanji windows31j sjiswin shiftjis2004 shiftjisx0213 mscp932 macjapanese sjisopen sjis0213',
  ],
  ['euc-jp', 'eucjp ujis eucjpms eucjpwin eucjis eucpkdfmtjapanese eucjis2004 eucjisx0213 eucjpopen'],
  [
    'iso-2022',
    'iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpms iso2022jpext iso2022 jis jisencoding junet iso2022kr iso2022cn iso2022cnext iso2022jpmobile',
  ],
  [
    'euc-kr',
    'euckr uhc korean ksc5601 ksc56011987 ksc56011989 ksc56011992 kseuckr isoir149 ks56011987 kscksc5601 unifiedhangul ksc',
  ],
  ['koi8-r', 'koi8r koi8 koi cskoi8r'],
  ['koi8-u', 'koi8u koi8ru'],
  ['macintosh', 'macintosh mac macroman apple roman macosroman'],
  ['x-mac-cyrillic', 'maccyrillic macukrainian macukraine'],
  ['windows-874', 'tis620 tis6200 tis62025291 tis62025330 thai iso885911 dos874 thai8'],
  ['windows-1250', 'msee eastereurope'],
  ['windows-1251', 'mscyrl ansicyrillic'],
  ['windows-1252', 'latin1 l1 isolatin1 msansi ansi isoir100 winlatin1 westerneuropean'],
  ['windows-1253', 'msgreek'],
  ['windows-1254', 'msturk latin5 l5 isolatin5 isoir148 turkish'],
  ['windows-1255', 'mshebr'],
  ['windows-1256', 'msarab'],
  ['windows-1257', 'winbaltrim'],
  ['iso-8859-2', 'latin2 l2 isolatin2 isoir101'],
  ['iso-8859-3', 'latin3 l3 isolatin3 isoir109'],
  ['iso-8859-4', 'latin4 l4 isolatin4 isoir110'],
  ['iso-8859-5', 'cyrillic isolatincyrillic isoir144'],
  ['iso-8859-6', 'arabic isolatinarabic isoir127 asmo708 ecma114'],
  ['iso-8859-7', 'greek greek8 isolatingreek isoir126 elot928 ecma118'],
  ['iso-8859-8', 'hebrew isolatinhebrew isoir138 visual logical'],
  ['iso-8859-10', 'latin6 l6 isolatin6 isoir157'],
  ['iso-8859-13', 'latin7 l7'],
  ['iso-8859-14', 'latin8 l8'],
  ['iso-8859-15', 'latin9 l9 latin0'],
  ['iso-8859-16', 'latin10 l10'],
  ['page:maccenteuro', 'macce maccenteuro maccentraleurope maceastereurope macintoshce'],
  ['page:tcvn', 'tcvn tcvn5712 tcvn57121'],
  ['page:koi8t', 'koi8t'],
  ['page:armscii8', 'armscii8 armscii'],
  ['page:pt154', 'pt154 ptcp154 cp154 cyrillicasian'],
  ['page:rk1048', 'rk1048 strk10482002 kz1048'],
  ['page:hproman8', 'hproman8 roman8 r8'],
];
const BY_NAME: ReadonlyMap<string, Charset> = new Map(
  ROWS.flatMap(([charset, names]) => names.split(' ').map((name) => [name, charset] as const)),
);

/** What reads a code page that Windows, DOS, the Macintosh or a mainframe knows by number. */
const BY_NUMBER: Readonly<Record<number, Charset>> = {
  708: 'iso-8859-6',
  819: 'windows-1252',
  866: 'ibm866',
  874: 'windows-874',
  878: 'koi8-r',
  932: 'shift_jis',
  936: 'gb18030',
  942: 'shift_jis',
  943: 'shift_jis',
  949: 'euc-kr',
  950: 'big5',
  951: 'big5',
  954: 'euc-jp',
  970: 'euc-kr',
  1168: 'koi8-u',
  1200: 'utf-16le',
  1201: 'utf-16be',
  1208: 'utf-8',
  1363: 'euc-kr',
  1381: 'gb18030',
  1383: 'gb18030',
  1386: 'gb18030',
  1392: 'gb18030',
  10000: 'macintosh',
  10006: 'page:macgreek',
  10007: 'x-mac-cyrillic',
  10010: 'page:macromania',
  10017: 'x-mac-cyrillic',
  10021: 'page:macthai',
  10029: 'page:maccenteuro',
  10079: 'page:maciceland',
  10081: 'page:macturkish',
  10082: 'page:maccroatian',
  12000: 'utf-32',
  12001: 'utf-32',
  20866: 'koi8-r',
  21866: 'koi8-u',
  20932: 'euc-jp',
  20936: 'gb18030',
  20949: 'euc-kr',
  50220: 'iso-2022',
  50221: 'iso-2022',
  50222: 'iso-2022',
  50225: 'iso-2022',
  50227: 'iso-2022',
  51932: 'euc-jp',
  51936: 'gb18030',
  51949: 'euc-kr',
  51950: 'big5',
  52936: 'hz',
  54936: 'gb18030',
  65000: 'utf-7',
  65001: 'utf-8',
};

/** What reads the charset that a label means; undefined for ASCII, and for a label that says nothing. */
export function charsetOf(label: string | undefined): Charset | undefined {
  if (label === undefined || label === '' || label.length > 60) return undefined;
  const short = label
    .toLowerCase()
    .replace(/^\s*charset\s*[=:]/, '')
    .replace(/\*.*$/, '')
    .replace(/:\d{4}$/, '')
    .replace(/[^a-z0-9]+/g, '')
    .replace(/^x(?=[a-z])/, '')
    .replace(/^cs(?=[a-z])/, '');
  const known = BY_NAME.get(short);
  if (known) return known;
  const latin = /^(?:iso)?8859(1[0-6]|[1-9])[ei]?$/.exec(short)?.[1];
  if (latin)
    return latin === '1'
      ? 'windows-1252'
      : latin === '11'
        ? 'windows-874'
        : latin === '12'
          ? undefined
          : `iso-8859-${latin}`;
  const page = /^(?:windows|win|cp|ms|ibm|dos|oem|pc|ccsid|codepage|ansi|pccp)?0{0,3}([1-9]\d{2,4})$/.exec(short)?.[1];
  if (page) return byNumber(Number(page));
  return short in CODE_PAGES ? `page:${short}` : undefined;
}

function byNumber(page: number): Charset | undefined {
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  if (page > 28590 && page <= 28606) return charsetOf(`iso-8859-${page - 28590}`);
  return BY_NUMBER[page] ?? (`cp${page}` in CODE_PAGES ? `page:cp${page}` : undefined);
}
