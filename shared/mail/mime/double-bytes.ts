import big5Added from 'iconv-lite/encodings/tables/big5-added.json' with { type: 'json' };

/*
 * Korean and traditional Chinese as mail has them. The runtime's `euc-kr` lacks the 8,822 syllables that Microsoft added, in
 * order wherever there was room, and its `big5` what Hong Kong and ETEN did: for those iconv-lite's table is used, and only
 * it, for its code asks for modules of Node in a way that a bundle cannot give.
 */

/** The first code of a row, then its characters; a number says how many more follow the last of them. */
type Rows = readonly (readonly (string | number)[])[];
type Characters = (string | undefined)[];

const TABLES = { 'euc-kr': korean, big5: chinese } satisfies Record<string, () => Characters>;
const tables = new Map<string, readonly (string | undefined)[]>();

/** Whether a charset is one that the runtime knows too little of. */
export function isDoubleByte(charset: string): charset is keyof typeof TABLES {
  return charset in TABLES;
}

/** Text in such a charset. What is no character becomes U+FFFD. */
export function decodeDoubleBytes(bytes: Uint8Array, charset: keyof typeof TABLES): string {
  const table = tables.get(charset) ?? TABLES[charset]();
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

/** Windows code page 949: between the characters of the standard, and before them, the syllables that it has not. */
function korean(): Characters {
  const table = ofRuntime('euc-kr', 0xfe);
  table[0xa2e6] = '€';
  table[0xa2e7] = '®';
  const known = new Set(table);
  let syllable = 0xac00;
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    for (let trail = 0x41; trail <= (lead > 0xa0 ? 0xa0 : 0xfe); trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      while (known.has(String.fromCharCode(syllable))) syllable++;
      if (syllable > 0xd7a3) return table;
      table[(lead << 8) | trail] = String.fromCharCode(syllable++);
    }
  }
  return table;
}

function chinese(): Characters {
  const table = ofRuntime('big5', 0xf9);
  put(big5Added, table);
  return table;
}

/** What the runtime knows from `a140` on, but for what it only keeps a place for. */
function ofRuntime(charset: string, lastLead: number): Characters {
  const decoder = new TextDecoder(charset);
  const table: Characters = [];
  for (let lead = 0xa1; lead <= lastLead; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail > 0x7e && trail < 0xa1) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (/^[^\ufffd\p{Co}]$/u.test(text)) table[(lead << 8) | trail] = text;
    }
  }
  return table;
}

function put(rows: Rows, table: Characters): void {
  for (const [first, ...parts] of rows) {
    let code = Number.parseInt(String(first), 16);
    let last = 0;
    const add = (text: string) => {
      table[code++] = text;
      last = text.codePointAt(0) ?? 0;
    };
    for (const part of parts) {
      if (typeof part === 'string') for (const text of charactersOf(part)) add(text);
      else for (let count = 0; count < part; count++) add(String.fromCodePoint(last + 1));
    }
  }
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
