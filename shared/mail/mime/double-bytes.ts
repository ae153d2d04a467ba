import big5Added from 'iconv-lite/encodings/tables/big5-added.json' with { type: 'json' };
import cp949 from 'iconv-lite/encodings/tables/cp949.json' with { type: 'json' };
import cp950 from 'iconv-lite/encodings/tables/cp950.json' with { type: 'json' };

/*
 * Korean and traditional Chinese as mail has them. The runtime's `euc-kr` lacks the 8,822 syllables that Microsoft added, and
 * its `big5` what Hong Kong and ETEN did, so iconv-lite's tables are used. Only they are, for its code asks for modules of
 * Node in a way that a bundle cannot give.
 */

/** The first code of a row, then its characters; a number says how many more follow the last of them. */
type Rows = readonly (readonly (string | number)[])[];

const ROWS = { 'euc-kr': [cp949], big5: [cp950, big5Added] } satisfies Record<string, readonly Rows[]>;
const tables = new Map<string, readonly (string | undefined)[]>();

/** Whether a charset is one that the runtime knows too little of. */
export function isDoubleByte(charset: string): charset is keyof typeof ROWS {
  return charset in ROWS;
}

/** Text in such a charset. What is no character becomes U+FFFD. */
export function decodeDoubleBytes(bytes: Uint8Array, charset: keyof typeof ROWS): string {
  const table = tables.get(charset) ?? tableOf(ROWS[charset]);
  tables.set(charset, table);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    const character = lead < 0x80 ? undefined : table[(lead << 8) | trail];
    if (lead < 0x80) pieces.push(String.fromCharCode(lead));
    else pieces.push(character ?? '\ufffd');
    // A byte of ASCII behind half a character is itself.
    if (lead >= 0x80 && (character !== undefined || trail >= 0x80)) at++;
  }
  return pieces.join('');
}

function tableOf(all: readonly Rows[]): (string | undefined)[] {
  const table: (string | undefined)[] = [];
  for (const [first, ...parts] of all.flat()) {
    let code = Number.parseInt(String(first), 16);
    let last = 0;
    const put = (text: string) => {
      if (code > 0xff) table[code] = text;
      code++;
      last = text.codePointAt(0) ?? 0;
    };
    for (const part of parts) {
      if (typeof part === 'string') for (const text of charactersOf(part)) put(text);
      else for (let count = 0; count < part; count++) put(String.fromCodePoint(last + 1));
    }
  }
  return table;
}

/** One by one; a mark of the tables says that several make one. */
function charactersOf(part: string): string[] {
  const all = [...part];
  const characters: string[] = [];
  for (let at = 0; at < all.length; at++) {
    const code = all[at]?.codePointAt(0) ?? 0;
    const several = code > 0x0ff0 && code <= 0x0fff ? 0xfff - code + 2 : 0;
    characters.push(several === 0 ? (all[at] ?? '') : all.slice(at + 1, at + 1 + several).join(''));
    at += several;
  }
  return characters;
}
