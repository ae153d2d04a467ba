import { decodeWords, headerText } from './encoded-words.ts';
import { readFields } from './header-fields.ts';
import { parameterOf } from './parameters.ts';
import { newBudget, type Part } from './read-parts.ts';
import { fieldOf } from './shown-parts.ts';

type Hints = readonly (string | undefined)[];

const NAME_AT_MOST = 200;

/** What a file without a name is called by, for its type; of several with the same ending, the usual one stands first. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/gzip': 'gz',
  'text/calendar': 'ics',
  'application/ics': 'ics',
  'application/json': 'json',
  'application/msword': 'doc',
  'application/pdf': 'pdf',
  'application/pgp-encrypted': 'asc',
  'application/pgp-keys': 'asc',
  'application/pkcs7-mime': 'p7m',
  'application/rtf': 'rtf',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/x-pkcs7-mime': 'p7m',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'application/xml': 'xml',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'message/news': 'eml',
  'text/plain': 'txt',
  'text/css': 'css',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'text/directory': 'vcf',
  'text/enriched': 'txt',
  'text/html': 'html',
  'text/richtext': 'txt',
  'text/rtf': 'rtf',
  'text/x-vcard': 'vcf',
  'text/xml': 'xml',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
};

/** Names that every client gives to what has a fixed part in a mail. */
const FIXED: Readonly<Record<string, string>> = {
  'application/pgp-signature': 'signature.asc',
  'application/pkcs7-signature': 'smime.p7s',
  'application/x-pkcs7-signature': 'smime.p7s',
  'message/delivery-status': 'delivery-status.txt',
  'message/global-delivery-status': 'delivery-status.txt',
  'message/disposition-notification': 'disposition-notification.txt',
  'message/feedback-report': 'feedback-report.txt',
  'text/calendar': 'invite.ics',
  'text/rfc822-headers': 'headers.txt',
  'message/global-headers': 'headers.txt',
};

/** A file's name: as the mail says, else by what it is, else by its type and place in the mail. Harmless as a name. */
export function fileNameOf(part: Part, index: number, hints: Hints, bytes: () => Uint8Array): string {
  return (
    writtenName(part, hints) ??
    (part.type === 'message/rfc822' || part.type === 'message/global' ? nameByMail(bytes(), hints) : undefined) ??
    FIXED[part.type] ??
    nameByType(part.type, index)
  );
}

/** A name for a file of a type that has none. */
export function nameByType(type: string, index: number): string {
  const extension = EXTENSIONS[type] ?? (type.startsWith('text/') ? 'txt' : 'bin');
  return `attachment-${index + 1}.${extension}`;
}

/** The type of a file by its name, for files that came without one. */
export function typeByName(name: string): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
  const type = Object.entries(EXTENSIONS).find(([, each]) => each === (extension === 'jpeg' ? 'jpg' : extension))?.[0];
  return extension === undefined || type === undefined ? 'application/octet-stream' : type;
}

function writtenName({ contentType, disposition, fields }: Part, hints: Hints): string | undefined {
  for (const [header, name] of [
    [disposition, 'filename'],
    [contentType, 'name'],
    [disposition, 'name'],
    [contentType, 'filename'],
  ] as const) {
    const found = parameterOf(header, name, hints);
    // `filename=?utf-8?Q?…?=`: one of the two signs of equality is missing.
    const text = found?.text.replace(/^\?(?=[\w-]{2,30}\?[bq]\?.*\?=$)/i, '=?');
    const clean = cleanName(text === undefined ? '' : decodeWords(text, hints));
    if (clean !== '') return clean;
  }
  const location = /([^/\\:]+\.[a-z0-9]{2,5})$/i.exec(fieldOf({ fields }, 'content-location')?.trim() ?? '')?.[1];
  const description = headerText(fieldOf({ fields }, 'content-description') ?? '', hints);
  const named = location ?? (/^[^/\\:]{1,100}\.[a-z0-9]{2,5}$/i.test(description.trim()) ? description : '');
  return cleanName(named) || undefined;
}

function nameByMail(bytes: Uint8Array, hints: Hints): string | undefined {
  const { fields } = readFields(bytes, 0, Math.min(bytes.length, 64 * 1024), newBudget(), () => false);
  const subject = cleanName(headerText(fieldOf({ fields }, 'subject') ?? '', hints).replace(/[/\\]/g, '-'));
  return subject === '' ? undefined : `${subject.slice(0, NAME_AT_MOST - 4)}.eml`;
}

/** A path, and not a name that has a slash in it: it begins at a root or a drive, goes up, or is of Windows. */
const PATH = /^(?:[a-z]+:)?\/|(?:^|\/)\.{1,2}(?:\/|$)|\\|^[a-z]:/i;

/** The last part of a path, or a name without slashes; without characters that hide or turn what a name says. */
export function cleanName(name: string): string {
  const visible = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp} \t]+/gu, ' ')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .toWellFormed();
  const last = PATH.test(visible.trim())
    ? (visible.split(/[/\\]/).findLast((each) => each.trim() !== '') ?? '')
    : visible.replace(/\//g, '_');
  const trimmed = last.trim();
  if (/^\.{1,2}$/.test(trimmed)) return '';
  if (trimmed.length <= NAME_AT_MOST) return trimmed;
  const extension = /\.[a-z0-9]{1,10}$/i.exec(trimmed)?.[0] ?? '';
  return `${trimmed.slice(0, NAME_AT_MOST - extension.length).toWellFormed()}${extension}`;
}
