/** First bytes (latin-1) of a format, at a place in the file. */
type Signature = readonly [type: string, at: number, bytes: string];

/*
 * From the WHATWG MIME Sniffing standard and the formats' own documents; a narrower one stands before a wider one. Formats
 * whose mark could begin a text are in `AMONG_BINARIES`: they count only where the file is no text.
 */
const ALWAYS: readonly Signature[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBPVP'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/tiff', 0, 'II+\0'],
  ['image/tiff', 0, 'MM\0+'],
  ['image/vnd.microsoft.icon', 0, '\0\0\x01\0'],
  ['image/jxl', 0, '\0\0\0\x0cJXL \r\n\x87\n'],
  ['image/jp2', 0, '\0\0\0\x0cjP  \r\n\x87\n'],
  ['image/vnd.adobe.photoshop', 0, '8BPS\0'],
  ['image/emf', 40, ' EMF\0\0'],
  ['image/wmf', 0, '\xd7\xcd\xc6\x9a'],
  ['image/vnd.djvu', 0, 'AT&TFORM'],
  ['video/quicktime', 4, 'moov\0'],
  ['video/quicktime', 4, 'mdat\0'],
  ['video/quicktime', 4, 'wide\0'],
  ['video/x-msvideo', 8, 'AVI LIST'],
  ['video/x-flv', 0, 'FLV\x01'],
  ['video/mpeg', 0, '\0\0\x01\xba'],
  ['video/mpeg', 0, '\0\0\x01\xb3'],
  ['video/x-ms-asf', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['audio/wav', 8, 'WAVEfmt '],
  ['audio/wav', 8, 'WAVEJUNK'],
  ['audio/flac', 0, 'fLaC\0'],
  ['audio/aiff', 8, 'AIFF'],
  ['audio/aiff', 8, 'AIFC'],
  ['audio/midi', 0, 'MThd\0'],
  ['audio/amr', 0, '#!AMR'],
  // What the common messengers of China record.
  ['audio/x-silk', 0, '\x02#!SILK_V3'],
  ['audio/x-silk', 0, '#!SILK_V3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/mpeg', 0, '\xff\xf3'],
  ['audio/mpeg', 0, '\xff\xf2'],
  ['audio/aac', 0, '\xff\xf1'],
  ['audio/aac', 0, '\xff\xf9'],
  ['application/pdf', 0, '%PDF-'],
  ['application/pdf', 3, '%PDF-'],
  ['application/postscript', 0, '%!PS'],
  ['application/postscript', 0, '\xc5\xd0\xd3\xc6'],
  ['application/rtf', 0, '{\\rtf'],
  ['application/x-ole-storage', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['application/onenote', 0, '\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d'],
  ['application/vnd.ms-outlook-pst', 0, '!BDN'],
  ['application/vnd.ms-tnef', 0, '\x78\x9f\x3e\x22'],
  ['application/vnd.sqlite3', 0, 'SQLite format 3\0'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/zip', 0, 'PK\x05\x06'],
  ['application/zip', 0, 'PK\x07\x08PK\x03\x04'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-compress', 0, '\x1f\x9d'],
  ['application/x-xz', 0, '\xfd7zXZ\0'],
  ['application/zstd', 0, '\x28\xb5\x2f\xfd'],
  ['application/x-lz4', 0, '\x04\x22\x4d\x18'],
  ['application/x-lzip', 0, 'LZIP\x01'],
  ['application/x-7z-compressed', 0, '7z\xbc\xaf\x27\x1c'],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/x-tar', 257, 'ustar'],
  ['application/vnd.ms-cab-compressed', 0, 'MSCF\0'],
  ['application/x-arj', 0, '\x60\xea'],
  ['application/x-ace-compressed', 7, '**ACE**'],
  ['application/x-iso9660-image', 0x8001, 'CD001'],
  ['application/x-iso9660-image', 0x8001, 'BEA01'],
  ['application/x-virtual-disk', 0, 'vhdxfile'],
  ['application/x-virtual-disk', 0, 'conectix'],
  ['application/x-virtual-disk', 0, 'KDMV'],
  ['application/x-executable', 0, '\x7fELF'],
  ['application/x-mach-binary', 0, '\xfe\xed\xfa\xce'],
  ['application/x-mach-binary', 0, '\xfe\xed\xfa\xcf'],
  ['application/x-mach-binary', 0, '\xce\xfa\xed\xfe'],
  ['application/x-mach-binary', 0, '\xcf\xfa\xed\xfe'],
  // A program for several processors of Apple's: few of them; what follows in a class of Java is a version, 45 at least.
  ['application/x-mach-binary', 0, '\xca\xfe\xba\xbe\0\0\0\x01'],
  ['application/x-mach-binary', 0, '\xca\xfe\xba\xbe\0\0\0\x02'],
  ['application/x-mach-binary', 0, '\xca\xfe\xba\xbe\0\0\0\x03'],
  ['application/java-vm', 0, '\xca\xfe\xba\xbe'],
  ['application/wasm', 0, '\0asm'],
  ['application/x-dex', 0, 'dex\n03'],
  ['application/x-ms-shortcut', 0, 'L\0\0\0\x01\x14\x02\0'],
  ['application/vnd.ms-htmlhelp', 0, 'ITSF\x03'],
  ['application/vnd.debian.binary-package', 0, '!<arch>\ndebian'],
  ['application/x-archive', 0, '!<arch>\n'],
  ['application/x-rpm', 0, '\xed\xab\xee\xdb'],
  ['application/x-xar', 0, 'xar!\0'],
  ['application/x-chrome-extension', 0, 'Cr24'],
  ['font/woff', 0, 'wOFF\0'],
  ['font/woff2', 0, 'wOF2\0'],
  ['font/otf', 0, 'OTTO\0'],
  ['font/ttf', 0, '\0\x01\0\0\0'],
  // A structure in DER that says of itself that it is signed or enveloped data (PKCS #7).
  ['application/pkcs7-mime', 4, '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07'],
];

/** Marks that a text may begin with as well. */
const AMONG_BINARIES: readonly Signature[] = [
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-msdownload', 0, 'ZM'],
  ['image/bmp', 0, 'BM'],
  ['audio/mpeg', 0, 'ID3'],
  ['application/x-bzip2', 0, 'BZh'],
  ['application/x-shockwave-flash', 0, 'FWS'],
  ['application/x-shockwave-flash', 0, 'CWS'],
  ['application/x-shockwave-flash', 0, 'ZWS'],
  ['application/x-lzh-compressed', 2, '-lh'],
];

/** Brands of the ISO base media format (ISO/IEC 14496-12), by how they begin; what has another brand is a film. */
const BRANDS: readonly (readonly [brand: string, type: string])[] = [
  ['avif', 'image/avif'],
  ['avis', 'image/avif'],
  ['heic', 'image/heic'],
  ['heix', 'image/heic'],
  ['hevc', 'image/heic'],
  ['hevx', 'image/heic'],
  ['heim', 'image/heic'],
  ['heis', 'image/heic'],
  ['mif1', 'image/heif'],
  ['msf1', 'image/heif'],
  ['crx ', 'image/x-canon-cr3'],
  ['qt  ', 'video/quicktime'],
  ['M4A', 'audio/mp4'],
  ['M4B', 'audio/mp4'],
  ['M4P', 'audio/mp4'],
  ['3g2', 'video/3gpp2'],
  ['3g', 'video/3gpp'],
];
/** How far into a file its further brands, or the name of what is inside, may stand. */
const HEADER = 256;

/**
 * The type of a binary format by the mark that it begins with, `start` being the beginning of the file in latin-1; undefined
 * without one. `isText`: whether all of the beginning could be read as a text.
 */
export function signatureOf(start: string, isText: boolean): string | undefined {
  if (start.startsWith('ftyp', 4)) return mediaType(start);
  const marked = ALWAYS.find(([, at, mark]) => start.startsWith(mark, at))?.[0];
  if (marked) return marked;
  if (start.startsWith('\x1aE\xdf\xa3')) {
    return start.slice(0, HEADER).includes('webm') ? 'video/webm' : 'video/x-matroska';
  }
  if (start.startsWith('OggS')) return start.slice(0, HEADER).includes('\x80theora') ? 'video/ogg' : 'audio/ogg';
  if (start.startsWith('G') && start[188] === 'G' && start[376] === 'G' && !isText) return 'video/mp2t';
  return isText ? undefined : AMONG_BINARIES.find(([, at, mark]) => start.startsWith(mark, at))?.[0];
}

/** By the first brand, or for a picture of no certain kind by those it is compatible with. */
function mediaType(start: string): string {
  const typeOf = (brand: string) => BRANDS.find(([begins]) => brand.startsWith(begins))?.[1];
  const main = typeOf(start.slice(8, 12)) ?? 'video/mp4';
  if (main !== 'image/heif') return main;
  const length = Math.min(start.charCodeAt(2) * 256 + start.charCodeAt(3), HEADER);
  for (let at = 16; at + 4 <= length; at += 4) {
    const narrower = typeOf(start.slice(at, at + 4));
    if (narrower === 'image/avif' || narrower === 'image/heic') return narrower;
  }
  return main;
}
