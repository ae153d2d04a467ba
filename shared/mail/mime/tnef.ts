import { decodeText } from './charset.ts';
import { expandRtf } from './compressed-rtf.ts';
import { bytesIn, numberIn, type PropertyReader, readProperties, textIn } from './mapi-properties.ts';
import { readRtf } from './rtf-text.ts';

/*
 * winmail.dat: how Outlook wraps a mail that it thinks only Outlook will read ([MS-OXTNEF]). No kept library reads it, so
 * this does, for what people look for: the files and the text.
 */

/** A file in it. */
export interface TnefFile {
  readonly name: string;
  readonly type: string | undefined;
  readonly contentId: string | undefined;
  readonly bytes: Uint8Array;
}

/** What a winmail.dat holds. */
export interface TnefMessage {
  readonly plain: string | undefined;
  readonly html: string | undefined;
  readonly files: readonly TnefFile[];
  /** Files beyond the limits. */
  readonly leftOut: number;
}

const SIGNATURE = 0x223e9f78;
const FILES_AT_MOST = 200;
const ATTRIBUTES_AT_MOST = 20_000;
/** Mails within mails within mails. */
const DEPTH_AT_MOST = 5;

/** Attributes, by their level and id. */
const ATTRIBUTE = {
  body: 0x0002800c,
  messageProperties: 0x00069003,
  codepage: 0x00069007,
  fileBegins: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
} as const;

/** Properties, by their id ([MS-OXPROPS]). */
const PROPERTY = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  codepage: 0x3fde,
  displayName: 0x3001,
  data: 0x3701,
  shortName: 0x3704,
  method: 0x3705,
  longName: 0x3707,
  type: 0x370e,
  contentId: 0x3712,
} as const;
const METHOD_EMBEDDED = 5;

interface Draft {
  title?: Uint8Array;
  data?: Uint8Array;
  properties?: PropertyReader;
}

/** Reads a winmail.dat; undefined when it is none, or holds nothing. */
export function readTnef(bytes: Uint8Array): TnefMessage | undefined {
  return readMessage(bytes, 0);
}

function readMessage(bytes: Uint8Array, depth: number): TnefMessage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 6 || view.getUint32(0, true) !== SIGNATURE) return undefined;
  const drafts: Draft[] = [];
  let properties: PropertyReader | undefined;
  let body: Uint8Array | undefined;
  let codepage: string | undefined;
  let leftOut = 0;
  let at = 6;
  for (let count = 0; at + 11 <= bytes.length && count < ATTRIBUTES_AT_MOST; count++) {
    const id = view.getUint32(at + 1, true);
    const from = at + 9;
    const data = bytes.subarray(from, Math.min(bytes.length, from + view.getUint32(at + 5, true)));
    const draft = drafts.at(-1);
    if (id === ATTRIBUTE.fileBegins) drafts.length < FILES_AT_MOST ? drafts.push({}) : leftOut++;
    else if (id === ATTRIBUTE.fileTitle && draft) draft.title ??= data;
    else if (id === ATTRIBUTE.fileData && draft) draft.data ??= data;
    else if (id === ATTRIBUTE.fileProperties && draft) draft.properties ??= readProperties(data);
    else if (id === ATTRIBUTE.messageProperties) properties ??= readProperties(data);
    else if (id === ATTRIBUTE.body) body ??= data;
    else if (id === ATTRIBUTE.codepage && data.length >= 4) codepage ??= `cp${view.getUint32(from, true)}`;
    // Two bytes of checksum follow, which writers get wrong.
    at = from + data.length + 2;
  }
  const texts = textsOf(properties, body, codepage);
  const read = drafts.map((draft, index) => fileOf(draft, index, codepage, depth));
  const files = read.flatMap((each) => each.files);
  leftOut += read.reduce((sum, each) => sum + each.leftOut, 0);
  if (files.length === 0 && texts.plain === undefined && texts.html === undefined) return undefined;
  return { ...texts, files, leftOut };
}

function textsOf(properties: PropertyReader | undefined, body: Uint8Array | undefined, codepage: string | undefined) {
  const plain =
    (properties && textIn(properties, PROPERTY.body, codepage)) ?? (body && decodeText(withoutZero(body), codepage));
  const htmlBytes = properties && bytesIn(properties, PROPERTY.html);
  const internet = properties && numberIn(properties, PROPERTY.codepage);
  const html = htmlBytes && decodeText(htmlBytes, internet === undefined ? codepage : `cp${internet}`);
  if (notBlank(plain) || notBlank(html)) return { plain: notBlank(plain), html: notBlank(html) };
  const compressed = properties && bytesIn(properties, PROPERTY.rtf);
  const rtf = compressed && expandRtf(compressed);
  const read = rtf ? readRtf(rtf) : {};
  return { plain: notBlank(read.text), html: notBlank(read.html) };
}

const notBlank = (text: string | undefined) => (text?.trim() ? text : undefined);

function fileOf(
  { title, data, properties }: Draft,
  index: number,
  codepage: string | undefined,
  depth: number,
): { files: TnefFile[]; leftOut: number } {
  const text = (id: number) => properties && textIn(properties, id, codepage);
  const name =
    [
      text(PROPERTY.longName),
      text(PROPERTY.displayName),
      title && decodeText(withoutZero(title), codepage),
      text(PROPERTY.shortName),
    ].find((each) => each?.trim()) ?? `attachment-${index + 1}`;
  const inProperties = properties && bytesIn(properties, PROPERTY.data);
  const bytes = (data?.length ? data : inProperties) ?? data ?? new Uint8Array();
  const isEmbedded = properties && numberIn(properties, PROPERTY.method) === METHOD_EMBEDDED;
  // An embedded mail stands behind the 16 bytes that say what kind of object it is.
  const inner = isEmbedded && depth < DEPTH_AT_MOST ? readMessage(embedded(bytes), depth + 1) : undefined;
  if (inner) return { files: filesOfMail(name, inner), leftOut: inner.leftOut };
  const type = /^[\w.+-]+\/[\w.+-]+$/.exec(text(PROPERTY.type) ?? '')?.[0]?.toLowerCase();
  return { files: [{ name, type, contentId: text(PROPERTY.contentId)?.trim() || undefined, bytes }], leftOut: 0 };
}

function embedded(bytes: Uint8Array): Uint8Array {
  const starts = (at: number) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(at, at + 4);
  return starts(0).equals(Uint8Array.of(0x78, 0x9f, 0x3e, 0x22)) ? bytes : bytes.subarray(16);
}

/** A mail that was attached becomes its text as a file, and its own files. */
function filesOfMail(name: string, { plain, html, files }: TnefMessage): TnefFile[] {
  const text = html ?? plain;
  if (text === undefined) return [...files];
  const [ending, type] = html === undefined ? ['txt', 'text/plain'] : ['html', 'text/html'];
  return [{ name: `${name}.${ending}`, type, contentId: undefined, bytes: Buffer.from(text) }, ...files];
}

function withoutZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
