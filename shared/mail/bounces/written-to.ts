import { headersOf, type MailHeader } from '../mail.ts';
import { addressesIn, type FoundAddress } from './address-scan.ts';

/** What servers write before the address that an alias or a forwarding mailbox stood for. */
const STANDS_FOR =
  /(?:\b(?:(?:ultimately |originally )?(?:expanded|generated|aliased|redirected|forwarded|derived) from|(?:original(?:ly)?(?: addressed| sent)? (?:to|recipient(?: was)?))|orig_to)|原收件人|元の宛先)\s*[:=：]?\s*["'<]*$/iu;
const TELLS = /from|original|orig_to|原收件人|元の宛先/i;
const TOLD_AT_MOST = 100;
const LINES_ABOVE = 3;
/** Headers of a mail that went to many: to whom a list was written to does not say which member failed. */
const OF_LISTS = ['list-id', 'list-post', 'list-unsubscribe', 'mailing-list', 'x-beenthere', 'x-mailing-list'] as const;

/**
 * Whom we wrote to, by those who failed in their place, where a text says what an address was expanded from: behind it, or
 * in a line below.
 */
export function writtenFor(lines: readonly string[]): Map<string, string> {
  const written = new Map<string, string>();
  const told = [...lines.entries()].filter(([, line]) => line.includes('@') && TELLS.test(line));
  for (const [at, line] of told.slice(0, TOLD_AT_MOST)) {
    const found = addressesIn(line);
    const place = found.findIndex(({ start }) => STANDS_FOR.test(line.slice(0, start).slice(-80)));
    const original = found[place];
    const failed = found[place - 1] ?? lastAbove(lines, at);
    if (original && failed && !written.has(failed.address)) written.set(failed.address, original.address);
  }
  return written;
}

function lastAbove(lines: readonly string[], at: number): FoundAddress | undefined {
  for (let above = at - 1; above >= at - LINES_ABOVE; above--) {
    const line = lines[above] ?? '';
    if (line.trim() === '') return undefined;
    const last = addressesIn(line).at(-1);
    if (last) return last;
  }
  return undefined;
}

/** Whom a mail was written to that a server on its way forwarded, by the header that such servers leave. */
export function forwardedFor(failed: string, returned: readonly MailHeader[]): string | undefined {
  if (OF_LISTS.some((name) => headersOf(returned, name).length > 0)) return undefined;
  const originals = addressesOf(returned, 'x-original-to');
  const original = originals[0];
  const named = ['to', 'cc', 'bcc'].flatMap((name) => addressesOf(returned, name));
  return originals.length === 1 && !named.includes(failed) && original !== undefined && named.includes(original)
    ? original
    : undefined;
}

/** The address of a bare name: as we wrote it, or at the host that reports of it. */
export function addressOfName(
  name: string,
  writtenTo: readonly string[],
  host: string | undefined,
): string | undefined {
  return writtenTo.find((address) => localPart(address) === name) ?? (host && `${name}@${host}`);
}

/** Those we wrote to whom a text calls by their bare names, next to what went wrong. */
export function namedBarely(
  writtenTo: readonly string[],
  lines: readonly string[],
  hasReason: (text: string) => boolean,
): string[] {
  const words = new Set(
    lines
      .filter((line) => !line.includes('@') && hasReason(line))
      .flatMap((line) => line.toLowerCase().match(NAMES) ?? []),
  );
  return writtenTo.filter((address) => words.has(localPart(address)));
}
const NAMES = /[\w+=-]+(?:\.[\w+=-]+)*/g;

/** What stands above a list of names, which servers call their own users by. */
const ABOVE_NAMES =
  /(?:deliver|fail|reject|undeliver|unknown|error|problem|reach|accept)[^\n]{0,120}(?::|-{3,}|-->)\s*$|(?:following|these) (?:addresses|recipients|users|accounts|names?)\b/i;
const ALONE = /^(?:\s+|[<"'])["'<]?([a-z][\w.+-]{1,63})(?![\w.+-])[>"']*(?:\s*(?:[(:]|\.{3}|\s-\s).*|\s{2,}\S.*)?$/i;
const LABELLED =
  /^[\s>*|-]*(?:(?:unknown |failed |invalid )?(?:user(?: ?(?:name|id))?|account|mail ?box|recipient|login|screen name|addressee))\s*[:=]\s*["'<]?([a-z][\w.+-]{1,63})["'>]*\s*(?:[(,.].*)?$/i;
/** What is said of them in the same places. */
const NO_NAME =
  /^(?:unknown|invalid|disabled|not|no|none|full|over|quota|mailbox|user|account|error|failed|failure|reason|rejected|permanent|temporary|undeliverable|hello|dear|the|your|this|message|mail|subject|date|from|to|smtp|local|unlisted|sent|code|status|action|date|time|size|host|server|regards|thanks|sincerely)$/i;

/** The names of users without a host that a text lists or labels as those who failed, each with its line. */
export function listedNames(lines: readonly string[]): { readonly name: string; readonly line: number }[] {
  const names = new Map<string, number>();
  let isList = false;
  let paragraph = '';
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') {
      paragraph = '';
      continue;
    }
    paragraph = `${paragraph} ${line}`.slice(-PARAGRAPH_AT_MOST);
    const labelled = LABELLED.exec(line)?.[1];
    const listed: string | undefined = isList && !line.includes('@') ? ALONE.exec(line)?.[1] : undefined;
    const name = (labelled ?? listed)?.toLowerCase().replace(/[.-]+$/, '');
    if (name !== undefined && !NO_NAME.test(name) && !names.has(name)) names.set(name, at);
    isList = listed !== undefined || ABOVE_NAMES.test(paragraph);
  }
  return [...names].slice(0, NAMES_AT_MOST).map(([name, line]) => ({ name, line }));
}
const NAMES_AT_MOST = 10;
const PARAGRAPH_AT_MOST = 300;

function addressesOf(headers: readonly MailHeader[], name: string): string[] {
  return headersOf(headers, name)
    .flatMap(addressesIn)
    .map(({ address }) => address);
}

function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}
