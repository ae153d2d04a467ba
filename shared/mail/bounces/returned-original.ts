import { headersOf, type InboundMail, type MailHeader } from '../mail.ts';
import { addressesIn } from './address-scan.ts';
import { splitReport } from './report-text.ts';

const ORIGINALS = /^(?:message\/(?:rfc822|global|partial)|text\/rfc822-headers|message\/global-headers)/;
const HEADERS_AT_MOST = 64 * 1024;
const RECIPIENTS = ['x-original-to', 'to', 'envelope-to', 'x-rcpt-to', 'apparently-to', 'cc', 'bcc'] as const;

/** The headers of the mail that a bounce or complaint is about, as far as it gives them back; else none. */
export function returnedHeaders(mail: InboundMail): readonly MailHeader[] {
  if (mail.report && mail.report.originalHeaders.length > 0) return mail.report.originalHeaders;
  const part = mail.attachments.find(({ contentType }) => ORIGINALS.test(contentType));
  if (part) return headerLines(Buffer.from(part.bytes.subarray(0, HEADERS_AT_MOST)).toString('utf8').split(/\r?\n/));
  return headerLines(splitReport(mail.text).original);
}

/** Everybody the returned mail was written to, by the first of its headers that names somebody. */
export function returnedRecipients(headers: readonly MailHeader[]): string[] {
  for (const name of RECIPIENTS) {
    const named = headersOf(headers, name).flatMap(addressesIn);
    if (named.length > 0) return [...new Set(named.map(({ address }) => address))];
  }
  return [];
}

/** Everybody whom any of its headers names as a recipient. */
export function allReturnedRecipients(headers: readonly MailHeader[]): string[] {
  return RECIPIENTS.flatMap((name) => headersOf(headers, name))
    .flatMap(addressesIn)
    .map(({ address }) => address);
}

/** Headers out of lines; what stands before the first and after the last of them is no header. */
function headerLines(lines: readonly string[]): MailHeader[] {
  const headers: { name: string; value: string }[] = [];
  for (const line of lines) {
    const [, name, value] = /^[ \t>]*([A-Za-z][\w-]{1,60}):(?:[ \t]+(.*))?$/.exec(line) ?? [];
    const last = headers.at(-1);
    if (name !== undefined && (last === undefined || !/^\s{2,}/.test(line))) {
      headers.push({ name: name.toLowerCase(), value: (value ?? '').trim() });
    } else if (last && /^[ \t]+\S/.test(line)) last.value = `${last.value} ${line.trim()}`.slice(0, HEADERS_AT_MOST);
    else if (headers.length > 2) break;
  }
  return headers;
}
