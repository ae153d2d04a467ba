import { extensionOf } from './file-name.ts';
import { signatureOf } from './file-signatures.ts';
import { textIn, textType } from './text-content.ts';
import { zipContent } from './zip-content.ts';

/** What is said of a file that we do not recognise. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** The bytes that `contentTypeOf` wants to see of a file: its first so many. The image of a disc has its mark that late. */
export const SNIFFED_BYTES = 0x8000 + 6;
/** How much of it tells a text from other bytes. */
const TEXT_BYTES = 4_096;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
/**
 * Formats that look alike inside: only then does the name decide between them. All are as harmless, or as dangerous, as
 * what the content is for certain; a script is bytes to a browser, like every text whose name we do not know.
 */
const BY_EXTENSION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'application/zip': {
    '.docx': `${OFFICE}.wordprocessingml.document`,
    '.xlsx': `${OFFICE}.spreadsheetml.sheet`,
    '.pptx': `${OFFICE}.presentationml.presentation`,
    '.odt': 'application/vnd.oasis.opendocument.text',
    '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
    '.odp': 'application/vnd.oasis.opendocument.presentation',
    '.jar': 'application/java-archive',
    '.apk': 'application/vnd.android.package-archive',
  },
  [`${OFFICE}.wordprocessingml.document`]: {
    '.docm': 'application/vnd.ms-word.document.macroenabled.12',
    '.dotx': `${OFFICE}.wordprocessingml.template`,
    '.dotm': 'application/vnd.ms-word.template.macroenabled.12',
  },
  [`${OFFICE}.spreadsheetml.sheet`]: {
    '.xlsm': 'application/vnd.ms-excel.sheet.macroenabled.12',
    '.xlsb': 'application/vnd.ms-excel.sheet.binary.macroenabled.12',
    '.xlam': 'application/vnd.ms-excel.addin.macroenabled.12',
  },
  [`${OFFICE}.presentationml.presentation`]: {
    '.pptm': 'application/vnd.ms-powerpoint.presentation.macroenabled.12',
    '.ppsx': `${OFFICE}.presentationml.slideshow`,
    '.ppsm': 'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
  },
  'application/x-ole-storage': {
    '.doc': 'application/msword',
    '.dot': 'application/msword',
    '.xls': 'application/vnd.ms-excel',
    '.xlt': 'application/vnd.ms-excel',
    '.ppt': 'application/vnd.ms-powerpoint',
    '.pps': 'application/vnd.ms-powerpoint',
    '.msg': 'application/vnd.ms-outlook',
    '.vsd': 'application/vnd.visio',
    '.mpp': 'application/vnd.ms-project',
    '.msi': 'application/x-msi',
    '.msp': 'application/x-msi',
  },
  'text/plain': {
    '.csv': 'text/csv',
    '.tsv': 'text/tab-separated-values',
    '.json': 'application/json',
    '.md': 'text/markdown',
    '.eml': 'message/rfc822',
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
    '.jse': 'text/javascript',
    '.vbs': 'text/vbscript',
    '.vbe': 'text/vbscript',
    '.wsf': 'application/x-windows-script',
    '.bat': 'application/x-bat',
    '.cmd': 'application/x-bat',
    // A program of DOS has no mark, and can be written in letters.
    '.com': 'application/x-msdownload',
    '.ps1': 'application/x-powershell',
    '.sh': 'application/x-sh',
    '.hta': 'application/hta',
    '.scf': 'application/x-windows-command',
    '.css': 'text/css',
  },
  'text/html': { '.hta': 'application/hta' },
};

/**
 * What a file is, by its first bytes; its sender's label is not believed. The name only chooses between formats that
 * look alike inside, such as a table and a text.
 */
export function contentTypeOf(start: Uint8Array, fileName: string): string {
  const bytes = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, SNIFFED_BYTES));
  const extension = extensionOf(fileName);
  const found = typeByContent(bytes, extension);
  return BY_EXTENSION[found]?.[extension] ?? found;
}

function typeByContent(bytes: Buffer, extension: string): string {
  const text = textIn(bytes.subarray(0, TEXT_BYTES));
  const signature = signatureOf(bytes.toString('latin1'), text !== undefined);
  if (signature === 'application/zip') return zipContent(bytes) ?? signature;
  return signature ?? (text === undefined ? UNKNOWN_TYPE : textType(text, extension));
}

const SHOWN_INLINE: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Types named to a browser as what they are. Everything else is only bytes to it, whatever it may be to a person. */
const NAMED_WHEN_SERVED: readonly RegExp[] = [
  /^image\/(png|jpeg|gif|webp|avif|bmp|heic|heif|tiff)$/,
  /^(video|audio)\//,
  /^application\/(pdf|zip|gzip|msword|vnd\.(ms-(excel|powerpoint)|openxmlformats-officedocument\.[\w.-]+|oasis\.opendocument\.[\w.-]+))$/,
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
