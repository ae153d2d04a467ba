/**
 * Whether a picture or recording can be opened, as far as its structure tells: it is whole, from its head to its end. Of
 * other types, and of those whose structure we do not read, nothing is known, and they pass.
 */
export function opens(bytes: Uint8Array, type: string): boolean {
  const read = STRUCTURES[type];
  if (!read) return true;
  return read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

type Structure = (bytes: Uint8Array, view: DataView) => boolean;

const STRUCTURES: Readonly<Record<string, Structure>> = {
  'image/png': png,
  'image/jpeg': jpeg,
  'image/gif': gif,
  'image/webp': webp,
  'image/heic': (_, view) => hasBoxes(view, ['ftyp', 'meta']),
  'image/avif': (_, view) => hasBoxes(view, ['ftyp', 'meta']),
  'video/mp4': (_, view) => hasBoxes(view, ['moov']),
  'video/quicktime': (_, view) => hasBoxes(view, ['moov']),
};

/** Chunks, from IHDR by way of some IDAT to IEND (PNG, third edition, 5.6). */
function png(bytes: Uint8Array, view: DataView): boolean {
  let at = 8;
  let pixels = false;
  while (at + 12 <= bytes.length) {
    const [length, name] = [view.getUint32(at), fourCharacters(view, at + 4)];
    if (at === 8 && (name !== 'IHDR' || length !== 13)) return false;
    if (at + 12 + length > bytes.length) return false;
    if (name === 'IEND') return pixels;
    pixels ||= name === 'IDAT' && length > 0;
    at += 12 + length;
  }
  return false;
}

const [START_OF_SCAN, END_OF_IMAGE] = [0xda, 0xd9];

/** Segments up to the scan, among them the frame, and the end of the image behind it (ITU T.81, B.1.1). */
function jpeg(bytes: Uint8Array, view: DataView): boolean {
  let at = 2;
  let frame = false;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // Padding may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === START_OF_SCAN) return frame && endsAfter(bytes, at);
    frame ||= marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    at += 2 + view.getUint16(at + 2);
  }
  return false;
}

/** Cameras put things of their own behind the end. */
function endsAfter(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--)
    if (bytes[at] === 0xff && bytes[at + 1] === END_OF_IMAGE) return true;
  return false;
}

const [IMAGE, TRAILER] = [0x2c, 0x3b];

/** An image somewhere, and the trailer at the end, behind which some put zeros (GIF89a, 27). */
function gif(bytes: Uint8Array): boolean {
  const end = bytes.findLastIndex((byte) => byte !== 0);
  return bytes.length > 13 && bytes[end] === TRAILER && bytes.indexOf(IMAGE, 13) > 0;
}

/** Chunks, each whole, of which one has pixels (RFC 9649, 2.3). */
function webp(bytes: Uint8Array, view: DataView): boolean {
  let pixels = false;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [name, length] = [fourCharacters(view, at), view.getUint32(at + 4, true)];
    if (at + 8 + length > bytes.length) return false;
    pixels ||= ['VP8 ', 'VP8L', 'ANMF'].includes(name) && length > 0;
    at += 8 + length + (length % 2);
  }
  return pixels && view.getUint32(4, true) + 8 <= bytes.length;
}

/** Boxes one after another, each whole, the named ones among them (ISO/IEC 14496-12, 4.2). */
function hasBoxes(view: DataView, names: readonly string[]): boolean {
  const found = new Set<string>();
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const size = boxSize(view, at);
    if (size < 8 || at + size > view.byteLength) return false;
    found.add(fourCharacters(view, at + 4));
    at += size;
  }
  return names.every((name) => found.has(name));
}

function boxSize(view: DataView, at: number): number {
  const size = view.getUint32(at);
  if (size === 0) return view.byteLength - at;
  if (size !== 1) return size;
  return at + 16 <= view.byteLength ? Number(view.getBigUint64(at + 8)) : 0;
}

function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
