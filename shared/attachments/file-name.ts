const MAX_LENGTH = 200;
const MAX_EXTENSION = 16;

/** Control characters, and those that turn the direction of text around to make `exe.txt` out of `txt.exe`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** What one of the common file systems refuses in a name. */
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * A sender's file name, made fit for any disk and for a header: without folders, control characters and tricks of
 * direction, at most 200 characters with its extension kept. `file` when nothing is left.
 */
export function cleanFileName(name: string): string {
  const base = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const cleaned = base
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return shortened(cleaned) || 'file';
}

function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= MAX_LENGTH) return name;
  const extension = [...extensionOf(name)];
  return [...letters.slice(0, MAX_LENGTH - extension.length), ...extension].join('');
}

/** `.pdf` of `report.pdf`; empty when there is none, or when what follows the dot is too long to be one. */
export function extensionOf(name: string): string {
  const extension = /\.[^.\s]+$/.exec(name)?.[0] ?? '';
  return extension.length <= MAX_EXTENSION ? extension.toLowerCase() : '';
}
