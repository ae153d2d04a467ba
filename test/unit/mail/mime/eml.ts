/** One mail and what a reader sees of it; what is not named is not asked. */
export interface Case {
  readonly is: string;
  readonly raw: Uint8Array;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  /** Names and contents, a string for what is text or in bytes of UTF-8. */
  readonly files?: readonly (readonly [name: string, content: string | Uint8Array])[];
}

/** A mail as it comes over the wire: line breaks become CRLF, and what is put in goes in as it is. */
export function eml(strings: TemplateStringsArray, ...values: readonly (string | Uint8Array)[]): Buffer {
  const written = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'));
  return Buffer.concat(
    strings.raw.flatMap((text, index) => {
      const value = values[index];
      const put = value === undefined ? [] : [typeof value === 'string' ? written(value) : value];
      return [written(text), ...put];
    }),
  );
}

/** A mail with a text of some type; `type` is all of `Content-Type`. */
export function textMail(type: string, body: string | Uint8Array, encoding = '8bit'): Buffer {
  return eml`From: Anna <anna@example.test>
To: help@desk.test
Subject: A text
MIME-Version: 1.0
Content-Type: ${type}
Content-Transfer-Encoding: ${encoding}

${body}
`;
}

/** A mail with a header of its own. */
export function headerMail(...fields: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat([
    ...fields.flatMap((field) => [Buffer.from(field), Buffer.from('\r\n')]),
    Buffer.from('\r\nHello\r\n'),
  ]);
}

export const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');

/** Bytes as their characters. */
export const hex = (digits: string) => Buffer.from(digits.replace(/\s+/g, ''), 'hex');

const tables = new Map<string, Map<string, Uint8Array>>();

/** Text in a charset that the runtime can only read: every character of two bytes is tried. */
export function inCharset(text: string, charset: string): Buffer {
  const table = tables.get(charset) ?? tableOf(charset);
  tables.set(charset, table);
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${character} is not in ${charset}`);
      return bytes;
    }),
  );
}

function tableOf(charset: string): Map<string, Uint8Array> {
  const decoder = new TextDecoder(charset, { fatal: true });
  const table = new Map<string, Uint8Array>();
  const learn = (bytes: Uint8Array) => {
    try {
      const text = decoder.decode(bytes);
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // Not a character of this charset.
    }
  };
  for (let byte = 0; byte < 256; byte++) learn(Uint8Array.of(byte));
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) learn(Uint8Array.of(lead, trail));
  return table;
}

/** Kanji between the escapes of ISO-2022-JP. */
export function inIso2022Jp(text: string): Buffer {
  const euc = inCharset(text, 'euc-jp');
  return Buffer.concat([hex('1b2442'), euc.map((byte) => byte & 0x7f), hex('1b2842')]);
}
