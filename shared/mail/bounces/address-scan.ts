/** An address that a line of text names, in lower case, with its place in the line. */
export interface FoundAddress {
  readonly address: string;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

const LOCAL_AT_MOST = 100;
const DOMAIN_AT_MOST = 200;
const LOCAL = /[\w!#$%&'*+\-./=?^`{|}~]/;
const DOMAIN = /[\w.*-]/;
/** What servers and programs write right before an address, and what could be part of one. */
const GLUED = /^(?:(?:to|rcpt|rcpt_to|recipient|user|address|addr|smtp|rfc-?822|for|e?mail)=|['`*|{}~.!#$%^&?/=-]+)/i;

/**
 * The addresses in a line, from left to right. Every `@` is looked at once and only so far around it, so that no line
 * costs more than its length.
 */
export function addressesIn(line: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  let behind = 0;
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    if (at < behind) continue;
    const one = inBrackets(line, at, behind) ?? bare(line, at, behind);
    if (!one || isInLink(line, one.start)) continue;
    found.push(one);
    behind = one.end;
  }
  return found;
}

/** The only address in a field or a piece of text, or undefined. */
export function firstAddress(value: string): string | undefined {
  return addressesIn(value)[0]?.address;
}

/** `<...>` holds an address whatever letters it is made of, and one of a single name. */
function inBrackets(line: string, at: number, from: number): FoundAddress | undefined {
  const open = line.lastIndexOf('<', at);
  if (open < from || at - open > LOCAL_AT_MOST) return undefined;
  const close = line.indexOf('>', at);
  if (close < 0 || close - at > DOMAIN_AT_MOST) return undefined;
  const inner = line.slice(open + 1, close);
  const address = inner
    .trim()
    .replace(/^(?:mailto|smtp|rfc822)\s*[:;]\s*/i, '')
    .toLowerCase();
  if (!/^(?:"[^"]*"|[^\s<>"'(),:;@]+)@(?:[^\s<>"'(),:;@[\]]+|\[[^\s<>[\]]+\])$/.test(address)) return undefined;
  if (address.endsWith('@') || address.startsWith('@')) return undefined;
  return { address: address.replace(/\.+$/, ''), start: open + 1, end: close };
}

function bare(line: string, at: number, from: number): FoundAddress | undefined {
  let start = at;
  if (line[at - 1] === '"') {
    const quote = line.lastIndexOf('"', at - 2);
    if (quote < from || at - quote > LOCAL_AT_MOST) return undefined;
    start = quote;
  } else {
    while (start > from && at - start < LOCAL_AT_MOST && LOCAL.test(line.charAt(start - 1))) start--;
    start += GLUED.exec(line.slice(start, at))?.[0].length ?? 0;
  }
  let end = at + 1;
  while (end < line.length && end - at < DOMAIN_AT_MOST && DOMAIN.test(line.charAt(end))) end++;
  while (end > at && /[.\-_*]/.test(line.charAt(end - 1))) end--;
  const domain = line.slice(at + 1, end);
  if (start >= at || !/^[\w*-]+(?:\.[\w*-]+)*\.[a-z][a-z0-9-]*$/i.test(domain)) return undefined;
  return { address: line.slice(start, end).toLowerCase(), start, end };
}

function isInLink(line: string, start: number): boolean {
  const word = /\S*$/.exec(line.slice(Math.max(0, start - LOCAL_AT_MOST), start))?.[0] ?? '';
  return word.includes('://');
}
