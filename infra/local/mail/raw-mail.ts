/** One header field, unfolded. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** The header fields of a mail, and where its body starts (RFC 5322 section 2.1). */
export function splitRaw(raw: Buffer): { headers: HeaderField[]; head: string; body: Buffer } {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const unix = lf !== -1 && (crlf === -1 || lf < crlf);
  const end = unix ? lf : crlf;
  // One character a byte, so that what is put together again is what it was.
  const head = raw.subarray(0, end === -1 ? raw.length : end).toString('latin1');
  const body = end === -1 ? Buffer.alloc(0) : raw.subarray(end + (unix ? 2 : 4));
  const headers = fields(head).flatMap((field): HeaderField[] => {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:([\s\S]*)$/.exec(field) ?? [];
    if (name === undefined) return [];
    const unfolded = (value ?? '').replace(/\r?\n(?=[ \t])/g, '').trim();
    return [{ name, value: Buffer.from(unfolded, 'latin1').toString('utf8') }];
  });
  return { headers, head, body };
}

function fields(head: string): string[] {
  return head.split(/\r?\n(?![ \t])/);
}

/** The mail with other fields under these names: the old ones are taken away, the new ones stand on top. */
export function replaceHeaders(raw: Buffer, replaced: readonly HeaderField[]): Buffer {
  const { head, body } = splitRaw(raw);
  const names = new Set(replaced.map(({ name }) => name.toLowerCase()));
  const kept = fields(head).filter((field) => !names.has((field.split(':', 1)[0] ?? '').trim().toLowerCase()));
  const lines = [...replaced.map(({ name, value }) => `${name}: ${value}`), ...kept];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
