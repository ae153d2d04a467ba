import { extensionOf } from './file-name.ts';

/** What is said of a file that we do not recognise. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** The bytes that `contentTypeOf` wants to see of a file: its first so many. */
export const SNIFFED_BYTES = 4_096;

type Signature = readonly [type: string, at: number, bytes: string];

/** First bytes of common formats (latin-1), as in the WHATWG MIME Sniffing standard and the formats' own documents. */
const SIGNATURES: readonly Signature[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBPVP'],
  ['image/bmp', 0, 'BM'],
  ['image/heic', 4, 'ftypheic'],
  ['image/heic', 4, 'ftypmif1'],
  ['video/quicktime', 4, 'ftypqt  '],
  ['audio/mp4', 4, 'ftypM4A '],
  ['video/mp4', 4, 'ftyp'],
  ['video/webm', 0, '\x1aE\xdf\xa3'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/wav', 8, 'WAVEfmt '],
  ['application/pdf', 0, '%PDF-'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/zip', 0, 'PK\x05\x06'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-7z-compressed', 0, '7z\xbc\xaf\x27\x1c'],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/x-ole-storage', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-executable', 0, '\x7fELF'],
];

/** Documents that are archives or containers inside: only then does the name decide between them. */
const BY_EXTENSION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'application/zip': {
    '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    '.odt': 'application/vnd.oasis.opendocument.text',
    '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  },
  'application/x-ole-storage': {
    '.doc': 'application/msword',
    '.xls': 'application/vnd.ms-excel',
    '.ppt': 'application/vnd.ms-powerpoint',
    '.msg': 'application/vnd.ms-outlook',
  },
  'text/plain': { '.csv': 'text/csv', '.json': 'application/json', '.eml': 'message/rfc822', '.log': 'text/plain' },
};

/** Marks of documents that can run code in a browser, looked for at the start of a text. */
const ACTIVE_TEXT: readonly (readonly [type: string, mark: RegExp])[] = [
  ['image/svg+xml', /<svg[\s>]/i],
  ['text/html', /<(!doctype\s+html|html|head|body|script|iframe|img|a|div|table|style|meta|link|form)[\s>/]/i],
  ['application/xml', /^\s*<\?xml/i],
];

/**
 * What a file is, by its first bytes; its sender's label is not believed. The name only chooses between formats that
 * look alike inside, such as a zip and a spreadsheet.
 */
export function contentTypeOf(start: Uint8Array, fileName: string): string {
  const bytes = start.subarray(0, SNIFFED_BYTES);
  const found = signatureOf(bytes) ?? textTypeOf(bytes) ?? UNKNOWN_TYPE;
  return BY_EXTENSION[found]?.[extensionOf(fileName)] ?? found;
}

function signatureOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  return SIGNATURES.find(([, at, mark]) => start.startsWith(mark, at))?.[0];
}

/** Control characters that texts and logs do have: white space, escape, next line. */
const IN_TEXTS = '\t\n\v\f\r\u001b\u0085';

/** Undefined for bytes that are no text: control characters, or neither UTF-8 nor UTF-16. */
function textTypeOf(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes);
  const controls = text?.match(/\p{Cc}/gu) ?? [];
  if (text === undefined || controls.some((control) => !IN_TEXTS.includes(control))) return undefined;
  return ACTIVE_TEXT.find(([, mark]) => mark.test(text))?.[0] ?? 'text/plain';
}

function decoded(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    // `stream`: a character cut in half by the end of the sample is no fault.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

const SHOWN_INLINE: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Types named to a browser as what they are. Everything else is only bytes to it, whatever it may be to a person. */
const NAMED_WHEN_SERVED: readonly RegExp[] = [
  /^image\/(png|jpeg|gif|webp|bmp|heic)$/,
  /^(video|audio)\//,
  /^application\/(pdf|zip|gzip|msword|vnd\.(ms-(excel|powerpoint)|openxmlformats|oasis)[\w.-]*)$/,
  /^text\/(plain|csv)$/,
];

/** Whether a browser may show it in place: only pictures that cannot carry code. */
export function isShownInline(contentType: string): boolean {
  return SHOWN_INLINE.has(contentType);
}

/** The type a file is served under: its own where that is harmless, otherwise plain bytes. */
export function servedType(contentType: string): string {
  if (contentType === 'text/plain' || contentType === 'text/csv') return `${contentType}; charset=utf-8`;
  return NAMED_WHEN_SERVED.some((pattern) => pattern.test(contentType)) ? contentType : UNKNOWN_TYPE;
}
