/** What the window holds before anything is read ([MS-OXRTFCP] 2.1.2.1). */
const FIRST_WINDOW =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const WINDOW = 4096;
const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const EXPANDED_AT_MOST = 4 * 1024 * 1024;

/** RTF out of its compression ([MS-OXRTFCP]); each character is a byte. Undefined when it is something else. */
export function expandRtf(bytes: Uint8Array): string | undefined {
  if (bytes.length < 16) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = Math.min(view.getUint32(4, true), EXPANDED_AT_MOST);
  const kind = view.getUint32(8, true);
  if (kind === PLAIN) return Buffer.from(bytes.subarray(16, 16 + size)).toString('latin1');
  if (kind !== COMPRESSED) return undefined;
  const window = new Uint8Array(WINDOW);
  window.set(Buffer.from(FIRST_WINDOW, 'latin1'));
  let write = FIRST_WINDOW.length;
  const out = new Uint8Array(size);
  let length = 0;
  const put = (byte: number) => {
    if (length < size) out[length++] = byte;
    window[write] = byte;
    write = (write + 1) % WINDOW;
  };
  let at = 16;
  while (at < bytes.length && length < size) {
    const flags = bytes[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < bytes.length && length < size; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++] ?? 0);
        continue;
      }
      const token = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
      at += 2;
      const offset = token >> 4;
      if (offset === write) return Buffer.from(out.subarray(0, length)).toString('latin1');
      for (let step = 0; step < (token & 0xf) + 2; step++) put(window[(offset + step) % WINDOW] ?? 0);
    }
  }
  return Buffer.from(out.subarray(0, length)).toString('latin1');
}
