import big5Added from 'iconv-lite/encodings/tables/big5-added.json' with { type: 'json' };
import cp949 from 'iconv-lite/encodings/tables/cp949.json' with { type: 'json' };
import cp950 from 'iconv-lite/encodings/tables/cp950.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { decodeDoubleBytes } from '../../../../shared/mail/mime/double-bytes.ts';

/** Characters by their codes, from a table of iconv-lite that has one for each. */
function charactersIn(rows: readonly (readonly (string | number)[])[]): Map<number, string> {
  const all = new Map<number, string>();
  for (const [first, ...parts] of rows) {
    let code = Number.parseInt(String(first), 16);
    for (const part of parts) {
      const last = all.get(code - 1)?.codePointAt(0) ?? 0;
      const characters =
        typeof part === 'string'
          ? [...part]
          : Array.from({ length: part }, (_, more) => String.fromCodePoint(last + more + 1));
      for (const character of characters) all.set(code++, character);
    }
  }
  return all;
}

describe('characters of two bytes', () => {
  test('are in Korean those of code page 949, and no others', () => {
    const known = charactersIn(cp949);
    for (let code = 0x8000; code <= 0xffff; code++) {
      const text = decodeDoubleBytes(Uint8Array.of(code >> 8, code & 0xff), 'euc-kr');
      if (known.has(code)) expect(text, code.toString(16)).toBe(known.get(code));
      else expect(text, code.toString(16)).toContain('\ufffd');
    }
  });

  test('are in traditional Chinese those of code page 950, but for what Hong Kong and ETEN say', () => {
    const added = charactersIn(big5Added);
    for (const [code, character] of charactersIn(cp950)) {
      if (code <= 0xff || added.has(code)) continue;
      expect(decodeDoubleBytes(Uint8Array.of(code >> 8, code & 0xff), 'big5'), code.toString(16)).toBe(character);
    }
    expect(decodeDoubleBytes(Uint8Array.of(0x87, 0x40), 'big5')).toBe('䏰');
    expect(decodeDoubleBytes(Uint8Array.of(0x88, 0x62), 'big5')).toBe('Ê̄');
  });
});
