import { fieldBlocks } from './bounces/report-fields.ts';
import type { MailReport } from './mail.ts';
import { headersOfMail } from './mime/mail-charsets.ts';
import { bytesOfPart } from './mime/part-content.ts';
import { type Part as MimePart, newBudget, readParts } from './mime/read-parts.ts';

interface Part {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const KINDS: readonly (readonly [type: RegExp, kind: MailReport['kind']])[] = [
  [/^(?:message|text|application)\/(?:x-)?(?:global-)?(?:x)?delivery-status/, 'delivery-status'],
  [/^(?:message|text|application)\/(?:x-)?feedback-report/, 'feedback'],
  [/^(?:message|text|application)\/(?:x-)?(?:global-)?disposition-notification/, 'disposition'],
];
/** Parts that a report may be in without saying so. */
const UNNAMED = /^(?:text\/|application\/octet-stream|message\/(?!rfc822|global$|partial))/;
/** What reports begin with. */
const BEGINNINGS: readonly (readonly [says: RegExp, kind: MailReport['kind']])[] = [
  [/^(?:feedback-type)[ \t]*:/im, 'feedback'],
  [/^(?:reporting-ua|disposition)[ \t]*:/im, 'disposition'],
  [/^(?:reporting-mta|final-recipient|original-envelope-id|dsn-gateway|received-from-mta)[ \t]*:/im, 'delivery-status'],
];
const ORIGINALS =
  /^(?:message\/(?:rfc822|global|partial|rfc822-headers)|text\/rfc822-headers|message\/global-headers)$/;

const REPORT_AT_MOST = 64 * 1024;
const BEGINNING_AT_MOST = 1_000;

/** Gateways wrap what they look through; deeper than this is what somebody collected. */
const WRAPPINGS_AT_MOST = 2;
const WRAPPED_AT_MOST = 5;
const WRAPPED_BYTES_AT_MOST = 256 * 1024;

/**
 * The report among a mail's parts, or in a mail that one of them holds; or undefined. Only the start of each part is read:
 * a report is small.
 */
export function parseReport(parts: readonly Part[]): MailReport | undefined {
  return reportAmong(parts) ?? wrappedReport(parts, WRAPPINGS_AT_MOST);
}

function wrappedReport(parts: readonly Part[], depth: number): MailReport | undefined {
  const wrapped = parts.filter(({ type }) => /^message\/(?:rfc822|global)$/.test(type)).slice(0, WRAPPED_AT_MOST);
  for (const { bytes } of wrapped) {
    const inner = leavesOf(readParts(bytes.subarray(0, WRAPPED_BYTES_AT_MOST), newBudget()));
    const report = inner.some(({ type }) => kindByType(type) === 'delivery-status') ? reportAmong(inner) : undefined;
    const found = report ?? (depth > 1 ? wrappedReport(inner, depth - 1) : undefined);
    if (found?.kind === 'delivery-status') return found;
  }
  return undefined;
}

function leavesOf(part: MimePart): Part[] {
  return part.parts.length > 0 ? part.parts.flatMap(leavesOf) : [{ type: part.type, bytes: bytesOfPart(part) }];
}

function reportAmong(parts: readonly Part[]): MailReport | undefined {
  const kind = parts.map(({ type }) => kindByType(type)).find((each) => each !== undefined);
  const report = kind ? parts.find(({ type }) => kindByType(type) === kind) : parts.find(beginsAsReport);
  if (!report) return undefined;
  const text = startOf(report.bytes);
  const original = parts.find((part) => part !== report && ORIGINALS.test(part.type));
  return {
    kind: kind ?? kindByText(text.slice(0, BEGINNING_AT_MOST)) ?? 'delivery-status',
    blocks: fieldBlocks(text),
    originalHeaders: original ? headersOfMail(original.bytes.subarray(0, REPORT_AT_MOST)) : [],
  };
}

function kindByType(type: string): MailReport['kind'] | undefined {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1];
}

function kindByText(text: string): MailReport['kind'] | undefined {
  return BEGINNINGS.find(([says]) => says.test(text))?.[1];
}

function beginsAsReport({ type, bytes }: Part): boolean {
  if (!UNNAMED.test(type)) return false;
  const beginning = startOf(bytes.subarray(0, BEGINNING_AT_MOST)).trimStart();
  return /^[\w-]{1,60}[ \t]*:/.test(beginning) && kindByText(beginning) !== undefined;
}

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, REPORT_AT_MOST)).toString('utf8');
}
