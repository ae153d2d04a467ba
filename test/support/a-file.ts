/** Bytes written as latin-1. */
export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A zip archive whose entries are stored as they are, as far as its beginning shows. */
export function aZip(entries: Readonly<Record<string, string>>, options: { readonly streamed?: boolean } = {}): Buffer {
  return Buffer.concat(
    Object.entries(entries).map(([name, content]) => {
      const header = Buffer.alloc(30);
      header.write('PK\x03\x04', 'latin1');
      header.writeUInt16LE(20, 4);
      header.writeUInt16LE(options.streamed ? 8 : 0, 6);
      header.writeUInt32LE(options.streamed ? 0 : content.length, 18);
      header.writeUInt16LE(name.length, 26);
      return Buffer.concat([header, latin(name), latin(content)]);
    }),
  );
}

/** A file of the ISO base media format with these brands. */
export function aMediaFile(main: string, ...compatible: readonly string[]): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(16 + 4 * compatible.length);
  return Buffer.concat([size, latin(`ftyp${main}\0\0\0\0${compatible.join('')}`), Buffer.alloc(64)]);
}
