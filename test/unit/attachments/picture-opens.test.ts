import { describe, expect, test } from 'vitest';
import { contentTypeOf } from '../../../shared/attachments/content-type.ts';
import { opens } from '../../../shared/attachments/picture-opens.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const box = (name: string, content: string) => {
  const size = (8 + content.length).toString(16).padStart(8, '0');
  return `${size}${Buffer.from(name + content, 'latin1').toString('hex')}`;
};

/** The smallest pictures of one pixel, and a recording of boxes alone. */
const WHOLE: readonly (readonly [type: string, bytes: Uint8Array])[] = [
  [
    'image/png',
    base64('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  ],
  ['image/gif', base64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7')],
  ['image/webp', base64('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA')],
  [
    'image/jpeg',
    hex(`ffd8 ffe0 0010 4a46494600010100000100010000 ffc0 000b 080001000101011100
      ffda 0008 0101 00003f00 d2 cf20 ffd9`),
  ],
  ['video/mp4', hex(`${box('ftyp', 'isom\0\0\0\0isom')}${box('mdat', 'frames')}${box('moov', 'index')}`)],
  ['image/heic', hex(`${box('ftyp', 'heic\0\0\0\0heic')}${box('meta', 'items')}`)],
];

describe('a picture or recording', () => {
  test.each(WHOLE)('%s opens when it is whole', (type, bytes) => {
    expect(contentTypeOf(bytes, 'a')).toBe(type);
    expect(opens(bytes, type)).toBe(true);
  });

  test.each(WHOLE)('%s does not open when it was cut off, wherever that was', (type, bytes) => {
    for (let length = 8; length < bytes.length - 1; length++) expect(opens(bytes.slice(0, length), type)).toBe(false);
  });

  test.each(WHOLE)('%s does not open when only its head is one', (type, bytes) => {
    const head = new Uint8Array(4_096).fill(0x41);
    head.set(bytes.slice(0, 12));
    expect(opens(head, type)).toBe(false);
  });

  test('of another type passes', () => {
    expect(opens(hex('00'), 'video/x-msvideo')).toBe(true);
    expect(opens(hex('00'), 'application/pdf')).toBe(true);
  });

  test('in a part of a bigger buffer is read where it lies', () => {
    const [, png] = WHOLE[0] ?? expect.fail();
    const around = new Uint8Array(png.length + 7);
    around.set(png, 5);
    expect(opens(around.subarray(5, 5 + png.length), 'image/png')).toBe(true);
  });
});
