import type { MailAttachment } from '../mail.ts';
import { cleanName, fileNameOf, nameByType, typeByName } from './file-names.ts';
import { bytesOfPart } from './part-content.ts';
import type { Part } from './read-parts.ts';
import { contentIdOf } from './shown-parts.ts';
import type { TnefMessage } from './tnef.ts';
import type { EmbeddedFile } from './uuencode.ts';

type Hints = readonly (string | undefined)[];

const FILES_AT_MOST = 500;

/** A mail's files, with those that came within another, and the text that was in one. */
export interface Files {
  readonly files: readonly MailAttachment[];
  /** Files beyond the limit. */
  readonly leftOut: number;
  /** Text that Outlook put into a winmail.dat. */
  readonly text: Pick<TnefMessage, 'plain' | 'html'> | undefined;
}

/** Makes files of the parts that are some. A winmail.dat that can be read gives way to what is in it. */
export async function filesOf(parts: readonly Part[], embedded: readonly EmbeddedFile[], hints: Hints): Promise<Files> {
  const files: MailAttachment[] = [];
  let text: Files['text'];
  let leftOut = 0;
  const add = (file: (index: number) => MailAttachment) => {
    if (files.length < FILES_AT_MOST) files.push(file(files.length));
    else leftOut++;
  };
  for (const part of parts) {
    const tnef = files.length < FILES_AT_MOST && isTnef(part) ? await tnefOf(part) : undefined;
    if (!tnef) {
      add((index) => fileOf(part, index, hints));
      continue;
    }
    text ??= tnef.plain === undefined && tnef.html === undefined ? undefined : tnef;
    leftOut += tnef.leftOut;
    for (const { name, type, contentId, bytes } of tnef.files) {
      add((index) => {
        const fileName = cleanName(name);
        const contentType = type ?? typeByName(fileName);
        return { fileName: fileName || nameByType(contentType, index), contentType, inline: false, contentId, bytes };
      });
    }
  }
  for (const { name, bytes } of embedded) {
    const fileName = cleanName(name);
    const contentType = typeByName(fileName);
    add((index) => ({
      fileName: fileName || nameByType(contentType, index),
      contentType,
      inline: false,
      contentId: undefined,
      bytes,
    }));
  }
  return { files, leftOut, text };
}

function fileOf(part: Part, index: number, hints: Hints): MailAttachment {
  const bytes = bytesOfPart(part);
  return {
    fileName: fileNameOf(part, index, hints, () => bytes),
    contentType: part.type,
    inline: false,
    contentId: contentIdOf(part),
    bytes,
  };
}

async function tnefOf(part: Part): Promise<TnefMessage | undefined> {
  // Loaded with the first winmail.dat, of which there are few.
  const { readTnef } = await import('./tnef.ts');
  return readTnef(bytesOfPart(part));
}

function isTnef({ type, contentType, disposition }: Part): boolean {
  if (type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef') return true;
  const names = [contentType.parameters.get('name'), disposition.parameters.get('filename')];
  return names.some((name) => /^win(?:mail)?\.dat$/i.test(name ?? ''));
}

/** The files with those marked that a mail's HTML shows within its text. */
export function markInline(files: readonly MailAttachment[], html: string | undefined): MailAttachment[] {
  if (html === undefined) return [...files];
  const shown = new Set([...html.matchAll(/\bcid:([^"'\s<>)]{1,1000})/gi)].flatMap(([, id = '']) => [id, decoded(id)]));
  return files.map((file) =>
    file.contentId !== undefined && shown.has(file.contentId) ? { ...file, inline: true } : file,
  );
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
