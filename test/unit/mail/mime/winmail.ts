import { hex } from './eml.ts';

/** Writes a winmail.dat ([MS-OXTNEF]), as Outlook would. */
export function winmail(...attributes: readonly Uint8Array[]): Buffer {
  return Buffer.concat([hex('789f3e22 0100'), ...attributes]);
}

/** One attribute: its level, id, data, and the checksum. */
export function attribute(level: 1 | 2, id: number, data: Uint8Array): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(data.reduce((all, byte) => (all + byte) & 0xffff, 0));
  return Buffer.concat([head, data, sum]);
}

export const codepage = (page: number) => attribute(1, 0x00069007, Buffer.concat([u32(page), u32(0)]));
export const body = (text: Uint8Array) => attribute(1, 0x0002800c, Buffer.concat([text, hex('00')]));
export const messageProperties = (...all: readonly Uint8Array[]) => attribute(1, 0x00069003, properties(all));

/** A file: its beginning, its short title, its bytes, and its properties. */
export function file(title: string, data: Uint8Array, ...all: readonly Uint8Array[]): Buffer {
  return Buffer.concat([
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from(`${title}\0`)),
    attribute(2, 0x0006800f, data),
    attribute(2, 0x00069005, properties(all)),
  ]);
}

/** A property in UTF-16. */
export const unicode = (id: number, text: string) => variable(0x1f, id, Buffer.from(`${text}\0`, 'utf16le'));
/** One in the code page of the mail. */
export const string8 = (id: number, text: Uint8Array) => variable(0x1e, id, Buffer.concat([text, hex('00')]));
export const binary = (id: number, bytes: Uint8Array) => variable(0x102, id, bytes);
export const object = (id: number, bytes: Uint8Array) => variable(0x0d, id, Buffer.concat([Buffer.alloc(16), bytes]));
export const long = (id: number, value: number) => Buffer.concat([tag(3, id), u32(value)]);
/** Others that stand between. */
export const boolean = (id: number) => Buffer.concat([tag(0x0b, id), u32(1)]);
export const time = (id: number) => Buffer.concat([tag(0x40, id), Buffer.alloc(8)]);
/** A property with a name, which has its own identification. */
export const named = (name: string, text: string) => {
  const wide = padded(Buffer.from(`${name}\0`, 'utf16le'));
  const value = Buffer.from(`${text}\0`, 'utf16le');
  return Buffer.concat([
    tag(0x1f, 0x8001),
    Buffer.alloc(16),
    u32(1),
    u32(Buffer.byteLength(`${name}\0`, 'utf16le')),
    wide,
    u32(1),
    u32(value.length),
    padded(value),
  ]);
};

/** RTF, stored without compression ([MS-OXRTFCP]). */
export const storedRtf = (rtf: string) =>
  Buffer.concat([u32(rtf.length + 12), u32(rtf.length), Buffer.from('MELA'), u32(0), Buffer.from(rtf, 'latin1')]);

function variable(type: number, id: number, value: Uint8Array): Buffer {
  return Buffer.concat([tag(type, id), u32(1), u32(value.length), padded(value)]);
}

export function tag(type: number, id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(type, 0);
  bytes.writeUInt16LE(id, 2);
  return bytes;
}

function properties(all: readonly Uint8Array[]): Buffer {
  return Buffer.concat([u32(all.length), ...all]);
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const padded = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
