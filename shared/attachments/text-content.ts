/** Characters below 32 that texts and logs do have: white space and escape. */
const IN_TEXTS: ReadonlySet<number> = new Set([9, 10, 11, 12, 13, 27]);
const SPACE = 32;
const DELETE = 127;
/** Of bytes drawn by chance one in ten is a control character: so many without one are letters of some alphabet. */
const ENOUGH = 32;

/**
 * The text in the beginning of a file: UTF-8, UTF-16 with its mark, or else one of the older encodings, of which only the
 * ASCII can be read here. Undefined for what is no text, having control characters in it.
 */
export function textIn(start: Buffer): string | undefined {
  const wide = wideEncoding(start);
  if (wide) {
    const text = decoded(start, wide);
    return text !== undefined && isPrintable(Array.from(text, (letter) => letter.charCodeAt(0))) ? text : undefined;
  }
  if (!isPrintable(start)) return undefined;
  return decoded(start, 'utf-8') ?? (start.length >= ENOUGH ? start.toString('latin1') : undefined);
}

function wideEncoding([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function isPrintable(codes: Iterable<number>): boolean {
  for (const code of codes) if ((code < SPACE && !IN_TEXTS.has(code)) || code === DELETE) return false;
  return true;
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    // `stream`: a character cut in half by the end of the sample is no fault.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** What a text is by its first words. */
const BEGINNINGS: readonly (readonly [begins: RegExp, type: string])[] = [
  [/^#!/, 'application/x-sh'],
  [/^@echo\b/i, 'application/x-bat'],
  [/^(Windows Registry Editor|REGEDIT4)/, 'text/x-ms-regedit'],
  [/^\[InternetShortcut\]/i, 'application/x-mswinurl'],
  [/^BEGIN:VCALENDAR/i, 'text/calendar'],
  [/^BEGIN:VCARD/i, 'text/vcard'],
  [/^-----BEGIN PGP MESSAGE-----/, 'application/pgp-encrypted'],
  [/^-----BEGIN PGP SIGNATURE-----/, 'application/pgp-signature'],
  [/^-----BEGIN PGP PUBLIC KEY BLOCK-----/, 'application/pgp-keys'],
  [/^-----BEGIN (RSA |EC |ENCRYPTED )?(CERTIFICATE|PRIVATE KEY|PUBLIC KEY)-----/, 'application/x-pem-file'],
];
/** A header of a mail or of a saved page, and what only these have. */
const MAIL_HEADER =
  /^(Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|X-[\w-]{1,60}|DKIM-Signature|ARC-[\w-]{1,60}|Authentication-Results):[ \t]/i;
const MAIL_LINES = 3;

/** Names that say that a browser or the system is to run what is inside; with such a name, markup anywhere counts. */
const MARKUP_NAMES: ReadonlySet<string> = new Set([
  '.html',
  '.htm',
  '.xhtml',
  '.xht',
  '.shtml',
  '.svg',
  '.hta',
  '.mht',
  '.mhtml',
  '.xml',
  '.xsl',
]);
const MARKUP = /<(svg|html|head|body|script|iframe|img|object|embed|a|div|table|style|meta|link|form)[\s>/]/i;

/** What a text is: by its beginning, and by its name only where the name makes it more dangerous than it seems. */
export function textType(text: string, extension: string): string {
  const begins = text.slice(0, 2_048).replace(/^\ufeff?\s*/, '');
  const markup = rootType(begins) ?? (MARKUP_NAMES.has(extension) && MARKUP.test(text) ? 'text/html' : undefined);
  if (markup) return markup;
  const known = BEGINNINGS.find(([pattern]) => pattern.test(begins))?.[1];
  return known ?? (isMail(begins) ? 'message/rfc822' : 'text/plain');
}

function isMail(begins: string): boolean {
  const lines = begins
    .replace(/^From [^\n]{1,200}\n/, '')
    .split('\n')
    .filter((line) => !/^[ \t]/.test(line));
  return lines.length >= MAIL_LINES && lines.slice(0, MAIL_LINES).every((line) => MAIL_HEADER.test(line));
}

/** The type by the first element of markup, past a prolog and comments; undefined for what does not begin as markup does. */
function rootType(begins: string): string | undefined {
  let rest = begins;
  let isXml = false;
  // A text is cut to its beginning by now, and each turn takes some of it away.
  for (let turn = 0; turn < 20; turn++) {
    if (/^<!doctype\s+svg\b/i.test(rest) || /^<svg[\s>/]/i.test(rest)) return 'image/svg+xml';
    if (/^<!doctype\s+html\b/i.test(rest)) return 'text/html';
    const skipped = /^<\?/.test(rest)
      ? '?>'
      : rest.startsWith('<!--')
        ? '-->'
        : /^<!doctype\s/i.test(rest)
          ? '>'
          : undefined;
    if (skipped === undefined) break;
    isXml ||= skipped === '?>' || skipped === '>';
    const end = rest.indexOf(skipped);
    // What hides its first element behind so much is taken for the worst.
    if (end < 0) return isXml ? 'application/xml' : 'text/html';
    rest = rest.slice(end + skipped.length).trimStart();
  }
  if (/^<([\w-]+:)?(html|script)[\s>/]/i.test(rest)) return 'text/html';
  if (isXml) return /^<([\w-]+:)?svg[\s>/]/i.test(rest) ? 'image/svg+xml' : 'application/xml';
  return HTML_START.test(rest) || begins.startsWith('<!--') ? 'text/html' : undefined;
}

/** The elements that a browser takes for the beginning of a page (WHATWG MIME Sniffing 7.1), and a few it would run all the same. */
const HTML_START =
  /^<(!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|img|meta|link|form|object|embed|base|template|math|svg|input|video|audio)[\s>/]/i;
