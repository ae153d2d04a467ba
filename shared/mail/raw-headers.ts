/** How far into a mail its own headers are looked for. */
const HEADERS_AT_MOST = 256 * 1024;

/**
 * The mail with its headers in UTF-8. Some clients, many of them Chinese, put raw bytes of their local charset where
 * only ASCII is allowed (RFC 5322) or UTF-8 (RFC 6532); a reader would see rubbish. The charset the mail names for its
 * text is the best guess, GB18030 the next.
 */
export function withReadableHeaders(raw: Uint8Array): Uint8Array {
  const end = endOfHeaders(raw);
  const headers = raw.subarray(0, end);
  if (isUtf8(headers)) return raw;
  const ascii = Buffer.from(headers).toString('latin1');
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(ascii)?.[1] ?? 'gb18030';
  const text = decode(headers, charset) ?? decode(headers, 'gb18030');
  return text === undefined ? raw : Buffer.concat([Buffer.from(text), raw.subarray(end)]);
}

function endOfHeaders(raw: Uint8Array): number {
  const limit = Math.min(raw.length, HEADERS_AT_MOST);
  for (let at = 0; at < limit; at++) {
    if (raw[at] !== 0x0a) continue;
    if (raw[at + 1] === 0x0a || (raw[at + 1] === 0x0d && raw[at + 2] === 0x0a)) return at;
  }
  return limit;
}

function isUtf8(bytes: Uint8Array): boolean {
  if (bytes.every((byte) => byte < 0x80)) return true;
  return decode(bytes, 'utf-8') !== undefined;
}

function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
