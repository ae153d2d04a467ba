/** Entries looked at: what tells a document's kind stands among its first. */
const ENTRIES = 64;
/** Bytes of an entry's header before its name (APPNOTE 4.3.7). */
const HEADER = 30;
const MARK = 'PK\x03\x04';

/** Office documents by the folder in which they keep their parts. */
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const BY_FOLDER: readonly (readonly [begins: string, type: string])[] = [
  ['word/', `${OFFICE}.wordprocessingml.document`],
  ['xl/', `${OFFICE}.spreadsheetml.sheet`],
  ['ppt/', `${OFFICE}.presentationml.presentation`],
  ['visio/', 'application/vnd.ms-visio.drawing'],
  ['AndroidManifest.xml', 'application/vnd.android.package-archive'],
  ['classes.dex', 'application/vnd.android.package-archive'],
  ['Payload/', 'application/x-ios-app'],
  ['META-INF/MANIFEST.MF', 'application/java-archive'],
];
/** Documents that name themselves in their first entry (ODF 1.3 part 2, 3.3; EPUB OCF 4.3). */
const LONGEST = 100;
const NAMES_ITSELF = /^application\/(vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)$/;

/** What kind of document an archive is by the names of its first entries; undefined when it is none that is known. */
export function zipContent(start: Buffer): string | undefined {
  const found: string[] = [];
  let at = 0;
  for (let entry = 0; entry < ENTRIES && at >= 0 && at + HEADER <= start.length; entry++) {
    if (start.toString('latin1', at, at + 4) !== MARK) break;
    const size = start.readUInt32LE(at + 18);
    const name = at + HEADER;
    const data = name + start.readUInt16LE(at + 26) + start.readUInt16LE(at + 28);
    found.push(start.toString('latin1', name, name + start.readUInt16LE(at + 26)));
    // The size of what is streamed stands behind it: then the next header has to be looked for.
    const streamed = (start.readUInt16LE(at + 6) & 8) !== 0 && size === 0;
    if (entry === 0 && found[0] === 'mimetype') {
      const [own = ''] = start
        .toString('latin1', data, data + (streamed ? LONGEST : Math.min(size, LONGEST)))
        .split('PK');
      if (NAMES_ITSELF.test(own)) return own;
    }
    at = streamed ? start.indexOf(MARK, data, 'latin1') : data + size;
  }
  return BY_FOLDER.find(([begins]) => found.some((name) => name.startsWith(begins)))?.[1];
}
