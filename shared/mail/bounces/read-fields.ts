import { decodeWords } from '../mime/encoded-words.ts';
import { addressesIn, firstAddress } from './address-scan.ts';
import type { FieldBlock } from './report-fields.ts';
import { bestCode, enhancedCodes, replyCode } from './status-codes.ts';

/** What a report's fields say of one recipient (RFC 3464 section 2.3). */
export interface Reported {
  /** Undefined: no field names an address that mail could be sent to. */
  readonly recipient: string | undefined;
  /** Whom the server tried, as its text may name them. */
  readonly tried: string | undefined;
  /** What the fields name where there is no such address: somebody at a host that they leave out. */
  readonly bareName: string | undefined;
  /** `recipient` is whom we wrote to, not only whom the server tried in the end. */
  readonly isOriginal: boolean;
  readonly isDelayed: boolean;
  /** The server says that the mail did arrive, or went on to where no report comes from. */
  readonly isDelivered: boolean;
  /** The field as it stands (RFC 3464 section 2.3.4), else what the diagnostic says; undefined: no field has a code. */
  readonly status: string | undefined;
  readonly diagnostic: string;
}

/** Whom we wrote to comes first: we know nobody that they forward to. */
const ORIGINAL = 'original-recipient';
/** Then whom the server tried, and what sendmail and Exchange put beside them. */
const RECIPIENTS = ['final-recipient', 'x-actual-recipient', 'x-display-name'] as const;
const BARE_NAME = /^\s*(?:(?:rfc822|local|unknown)\s*;)?\s*<?([\w.+=-]{1,64})>?\s*$/i;
const DELIVERED = /^\W*(?:delivered|relayed|expanded|deliverable|success)/i;

/** Reads the block of one recipient. */
export function readFields(fields: FieldBlock): Reported {
  const action = fields.get('action') ?? '';
  const diagnostic = withoutType(fields.get('diagnostic-code') ?? fields.get('x-supplementary-info') ?? '');
  const field = fields.get('status') ?? '';
  const isDelayed = /^\W*(?:delayed|deferred)/i.test(action);
  const said = bestCode(enhancedCodes(diagnostic), isDelayed);
  const status = enhancedCodes(field)[0] ?? said;
  const original = addressInField(decoded(fields.get(ORIGINAL) ?? ''));
  const named = RECIPIENTS.map((name) => addressInField(fields.get(name) ?? ''));
  const tried = named.find((address) => address !== undefined);
  return {
    recipient: original ?? tried,
    tried,
    isOriginal: original !== undefined,
    bareName: [ORIGINAL, ...RECIPIENTS]
      .map((name) => BARE_NAME.exec(fields.get(name) ?? '')?.[1]?.toLowerCase())
      .find(Boolean),
    isDelayed,
    isDelivered: DELIVERED.test(action) || (action === '' && /^\W*2\.\d/.test(field)),
    status,
    diagnostic: status === undefined && replyCode(field) !== undefined ? `${field} ${diagnostic}` : diagnostic,
  };
}

/** `rfc822; a@b`, and how servers vary it: brackets, quotes, comments, xtext (RFC 3461), and what is no address at all. */
function addressInField(field: string): string | undefined {
  const value = field.includes('=?') ? decodeWords(field, []) : field;
  const [, type = '', rest = ''] = /^\s*([\w-]+)\s*;\s*(.*)$/s.exec(value) ?? ['', '', value];
  if (/^x-?400$/i.test(type)) return firstAddress(rest.replace(/\(a\)/gi, '@'));
  if (/^(?:x-unix|x-local)$/i.test(type) || /^\s*["']?[|/]/.test(rest)) return undefined;
  const plain = /^utf-?8/i.test(type) ? unescaped(rest) : rest;
  const isForeign = /[^\p{ASCII}]/u.test(plain);
  const found =
    (isForeign ? single(plain) : undefined) ?? firstAddress(plain) ?? firstAddress(xtext(plain)) ?? single(plain);
  return found === undefined || /^imcea/i.test(found) ? undefined : found;
}

/** Fields can hold addresses of one name, such as `user@mailhost`, and such in other letters. */
function single(value: string): string | undefined {
  const word = value
    .replace(/\([^()]*\)/g, ' ')
    .trim()
    .replace(/^[<"']+|[>"'.,;]+$/g, '');
  return /^[^\s@<>()]{1,100}@[^\s@<>()]{1,200}$/.test(word) ? word.toLowerCase() : undefined;
}

/** Servers leave the two signs encoded that an address may hold and xtext may not. */
function decoded(value: string): string {
  return value.replace(/\+2B/g, '+').replace(/\+3D/g, '=');
}

function xtext(value: string): string {
  return value.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** RFC 6533: `\x{611B}` stands for a character. */
function unescaped(value: string): string {
  const plain = value.replace(/\\x\{([0-9A-F]{2,6})\}/gi, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  return addressesIn(plain).length > 0 ? plain : `<${plain.trim()}>`;
}

function withoutType(value: string): string {
  return value.replace(/^\s*(?:smtp|x-[\w-]+|unknown|local|x400|utf-8)\s*;\s*/i, '').trim();
}
