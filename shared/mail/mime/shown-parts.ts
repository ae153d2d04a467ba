import type { Part } from './read-parts.ts';

/** A stretch of a mail's text, in one form or both. */
export type Stretch<T> =
  | { readonly plain: T; readonly html?: undefined }
  | { readonly plain?: undefined; readonly html: T }
  | { readonly plain: T; readonly html: T };

/** Which of a mail's parts are its text, in their order, and which are files. */
export interface Sorted {
  readonly stretches: readonly Stretch<readonly Part[]>[];
  readonly files: readonly Part[];
}

/** Text that readers show as it is. */
const READABLE = new Set(['text/plain', 'text/html', 'text/enriched', 'text/richtext']);
/** Other forms of a text, for special displays; no reader offers them as files. */
const FOR_OTHER_DISPLAYS = new Set(['text/x-amp-html', 'text/watch-html']);
/** Text that means something to programs only. */
const FOR_PROGRAMS =
  /^text\/(?:calendar|x-vcalendar|vcard|x-vcard|directory|rfc822-headers|csv|css|xml|rtf|javascript|x-amp-html|x-[a-z]*(?:script|sh|src|java|c|python)|tab-separated-values)$/;

/** Where a part stands. */
interface Place {
  /** Nothing before it in the mail has been shown. */
  readonly isLeading: boolean;
  readonly within: string;
}

/** Sorts a mail's parts as mail clients do (RFC 8621 4.1.4 says the same, for the simple cases). */
export function sortParts(root: Part): Sorted {
  return sortPart(root, { isLeading: true, within: '' });
}

function sortPart(part: Part, place: Place): Sorted {
  if (!isMultipart(part)) {
    if (isShown(part, place)) {
      // The first text of a mail is shown, and one that was put there as a file is kept as one too.
      const isFile = place.isLeading && place.within === 'multipart/mixed' && hasName(part);
      return {
        stretches: [part.type === 'text/html' ? { html: [part] } : { plain: [part] }],
        files: isFile ? [part] : [],
      };
    }
    return {
      stretches: [],
      files: place.within === 'multipart/alternative' && FOR_OTHER_DISPLAYS.has(part.type) ? [] : [part],
    };
  }
  if (part.type === 'multipart/encrypted') return { stretches: [], files: part.parts };
  const isAlternative = part.type === 'multipart/alternative';
  const main = part.type === 'multipart/related' ? rootOfRelated(part) : undefined;
  const sorted: Sorted[] = [];
  let isLeading = place.isLeading;
  for (const child of main ? [main, ...part.parts.filter((each) => each !== main)] : part.parts) {
    const isMain = child === main || isAlternative;
    sorted.push(sortPart(child, { isLeading: isLeading || (isMain && place.isLeading), within: part.type }));
    isLeading &&= isAlternative;
  }
  if (isAlternative) return alternatives(sorted);
  return { stretches: sorted.flatMap((each) => each.stretches), files: sorted.flatMap((each) => each.files) };
}

const isMultipart = (part: Part) => part.type.startsWith('multipart/') && !part.isTooDeep;

/**
 * One of several forms of the same text: the best is the last that says as much as the others (RFC 2046 5.1.4), in plain
 * text and in HTML. One of the others is a file when it has a name to be one by.
 */
function alternatives(forms: readonly Sorted[]): Sorted {
  const isHtml = ({ stretches }: Sorted) => stretches.some((each) => each.html);
  const html = bestOf(forms.filter(isHtml));
  const texts = forms.filter((form) => form.stretches.length > 0 && !isHtml(form));
  const known = texts.filter((form) => !partsShown(form).some(isOfUnknownType));
  const simple = known.filter((form) => !partsShown(form).some(isEnriched));
  const plain = bestOf(simple) ?? bestOf(known) ?? (html ? undefined : bestOf(texts));
  const files = forms.flatMap((form) =>
    form === html || form === plain ? form.files : [...form.files, ...partsShown(form).filter(hasName)],
  );
  if (!html || !plain) return { stretches: (html ?? plain)?.stretches ?? [], files };
  const partsOf = ({ stretches }: Sorted, form: 'plain' | 'html') =>
    stretches.flatMap((each) => each[form] ?? each.html ?? each.plain ?? []);
  return { stretches: [{ plain: partsOf(plain, 'plain'), html: partsOf(html, 'html') }], files };
}

/** The last form that is not much shorter than the longest: some programs put a footer among them. */
function bestOf(forms: readonly Sorted[]): Sorted | undefined {
  const length = (form: Sorted) => partsShown(form).reduce((sum, { body }) => sum + body.length, 0);
  const longest = Math.max(0, ...forms.map(length));
  return forms.findLast((form) => length(form) * 2 >= longest);
}

const partsShown = ({ stretches }: Sorted) =>
  stretches.flatMap(({ plain, html }) => [...(plain ?? []), ...(html ?? [])]);

/** It is read as text for want of anything else: no type that anybody understands was said. None at all means plain text. */
const isOfUnknownType = ({ type, contentType }: Part) => contentType.value !== '' && contentType.value !== type;

const isEnriched = ({ type }: Part) => type === 'text/enriched' || type === 'text/richtext';

/** The part of a multipart/related that the others belong to (RFC 2387): named by its id, else the first that is text. */
function rootOfRelated({ contentType, parts }: Part): Part | undefined {
  const start = contentType.parameters.get('start')?.trim();
  return (
    (start ? parts.find((part) => contentIdOf(part) === withoutBrackets(start)) : undefined) ??
    parts.find((part) => part.type.startsWith('text/') || isMultipart(part)) ??
    parts[0]
  );
}

/** By which id other parts refer to one, without angle brackets. */
export function contentIdOf(part: Part): string | undefined {
  return withoutBrackets(fieldOf(part, 'content-id') ?? '') || undefined;
}

const withoutBrackets = (id: string) => id.trim().replace(/^<|>$/g, '').trim();

/** The first field of a name; its characters are bytes. */
export function fieldOf({ fields }: Pick<Part, 'fields'>, name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value;
}

function isShown(part: Part, { isLeading, within }: Place): boolean {
  const { type, disposition } = part;
  const isReadable = READABLE.has(type);
  if (!type.startsWith('text/') || FOR_PROGRAMS.test(type)) return false;
  if (disposition.value === 'attachment') return false;
  if (disposition.value !== '' && disposition.value !== 'inline' && hasName(part)) return false;
  if (within === 'multipart/alternative') return isReadable;
  if (isLeading) return isReadable || !hasName(part);
  if (!isReadable || hasName(part)) return false;
  // What HTML refers to, such as the page in a frame.
  return (
    within !== 'multipart/related' ||
    (contentIdOf(part) === undefined && fieldOf(part, 'content-location') === undefined)
  );
}

function hasName({ contentType, disposition }: Part): boolean {
  // The name of a form's field is none of a file (RFC 7578 4.2).
  const isField = disposition.value === 'form-data';
  const names = [...contentType.parameters, ...disposition.parameters].filter(
    ([key, value]) => (isField ? /^filename(?:\*|$)/ : /^(?:file)?name(?:\*|$)/).test(key) && value.trim() !== '',
  );
  return names.length > 0;
}
