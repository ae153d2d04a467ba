import { textOfHtml } from '../platform/html/html-as-text.ts';
import { addressesIn } from './bounces/address-scan.ts';
import { hasGivenUp, isDelayNotice } from './bounces/delays.ts';
import { failedAddresses, mentionsIn } from './bounces/failed-addresses.ts';
import { type Reported, readFields } from './bounces/read-fields.ts';
import { type Finding, findingFor } from './bounces/read-text.ts';
import { blocksInText, isOfRecipient } from './bounces/report-fields.ts';
import { splitReport } from './bounces/report-text.ts';
import { allReturnedRecipients, returnedHeaders, returnedRecipients } from './bounces/returned-original.ts';
import { isForNow, replyCode, statusOfReply } from './bounces/status-codes.ts';
import { statusByWording } from './bounces/wording.ts';
import { addressOfName, forwardedFor, listedNames, namedBarely, writtenFor } from './bounces/written-to.ts';
import { headersOf, type InboundMail, type MailHeader } from './mail.ts';

/**
 * One recipient whom a mail did not reach. `hard`: it never will, so nothing more should be sent there. Where the mail was
 * forwarded, it is the address that we wrote to.
 */
export interface FailedRecipient {
  readonly recipient: string;
  readonly hard: boolean;
  /** Enhanced status code (RFC 3463): as the server says it, or what its words stand for. */
  readonly status: string;
  /** `report`: the server wrote it as a code; `words`: its words, or a reply of SMTP alone, stand for it. */
  readonly statusFrom: 'report' | 'words';
  readonly reason: string;
}

const REASON_AT_MOST = 300;
const RECIPIENTS_AT_MOST = 100;
/** Recipients of one report that the text beside it is searched for. */
const LOOKED_UP_AT_MOST = 30;

/** Whom a bounce is about: from its report, or, where a server wrote none, from its headers and text. */
export function failedRecipients(mail: InboundMail): FailedRecipient[] {
  const bounce = openBounce(mail);
  const reported = reportedRecipients(bounce);
  return reported ?? inText(bounce);
}

/** Whether lines of a mail name those who failed in the form of programs, in sentences, or not at all. */
export function howRecipientsAreNamed(mail: InboundMail, lines: readonly string[]): 'listed' | 'told' | undefined {
  const { addresses, place } = failedAddresses(lines, openBounce(mail).others, hasReason);
  return addresses.length === 0 || place === 'mentioned' ? undefined : place;
}

/** Whether a report says only good things: the mail arrived, or was handed on. */
export function isSuccessReport(mail: InboundMail): boolean {
  const reported = (mail.report?.blocks ?? []).filter(isOfRecipient).map(readFields);
  return reported.length > 0 && reported.every(({ isDelivered }) => isDelivered);
}

interface Bounce {
  readonly mail: InboundMail;
  readonly lines: readonly string[];
  /** Sender and reporter, who are named in it as well. */
  readonly others: ReadonlySet<string>;
  readonly returned: readonly MailHeader[];
  /** Recipients of the returned mail. */
  readonly writtenTo: readonly string[];
  readonly isDelayed: boolean;
}

function openBounce(mail: InboundMail): Bounce {
  const headers = returnedHeaders(mail);
  const senders = ['from', 'return-path', 'sender', 'reply-to', 'x-envelope-from', 'errors-to'].flatMap((name) =>
    headersOf(headers, name).flatMap(addressesIn),
  );
  const parties = [...mail.from, ...mail.to, ...mail.cc, ...senders].map(({ address }) => address);
  const lines = readableLines(mail);
  return {
    mail,
    lines,
    others: new Set(parties),
    returned: headers,
    writtenTo: returnedRecipients(headers),
    isDelayed: isDelayNotice(mail.subject, lines),
  };
}

/** The server's words, from its HTML or a file where the text beside it names nobody. */
function readableLines(mail: InboundMail): readonly string[] {
  const own = splitReport(mail.text).lines;
  if (namesSomebody(own)) return own;
  const shown = mail.html === undefined ? [] : splitReport(textOfHtml(mail.html.slice(0, HTML_AT_MOST))).lines;
  if (namesSomebody(shown)) return shown;
  const file = mail.attachments.find(({ contentType }) => contentType === 'text/plain');
  const inFile = file ? splitReport(Buffer.from(file.bytes.subarray(0, FILE_AT_MOST)).toString('utf8')).lines : [];
  return namesSomebody(inFile) ? [...own, '', ...inFile] : own;
}

function namesSomebody(lines: readonly string[]): boolean {
  return lines.some((line) => line.includes('@'));
}
const FILE_AT_MOST = 64 * 1024;
const HTML_AT_MOST = 300_000;

/** Undefined: no server reported in fields, or none that say whom. */
function reportedRecipients(bounce: Bounce): FailedRecipient[] | undefined {
  const { report } = bounce.mail;
  const inParts = report && report.kind !== 'feedback' ? report.blocks.filter(isOfRecipient) : [];
  const blocks = inParts.length > 0 ? inParts : blocksInText(bounce.lines);
  if (blocks.length === 0) return undefined;
  const failed = blocks.map(readFields).filter(({ isDelivered }) => !isDelivered);
  const named = new Map<string, Reported>();
  for (const one of failed) {
    const recipient = reportedRecipient(one, failed.length, bounce);
    if (recipient !== undefined && !named.has(recipient)) named.set(recipient, one);
  }
  if (named.size === 0 && failed.length > 0) return undefined;
  const inText = new Set(mentionsIn(bounce.lines).map(({ address }) => address));
  const all = [...named].map(([recipient, one]) => {
    const name = one.tried !== undefined && inText.has(one.tried) ? one.tried : recipient;
    return { recipient, one, name };
  });
  const lookedUp = all.slice(0, LOOKED_UP_AT_MOST).map(({ name }) => name);
  return all
    .slice(0, RECIPIENTS_AT_MOST)
    .map(({ recipient, one, name }) => fromFields(one, recipient, findIn(name, lookedUp, bounce)));
}

/** What the text says of somebody, by the name that it has for them. */
function findIn(name: string, lookedUp: readonly string[], { lines, isDelayed }: Bounce): Finder {
  return () => (lookedUp.includes(name) ? findingFor(name, lookedUp, lines, isDelayed) : undefined);
}
type Finder = () => Finding | undefined;

/** Fields may name whom the mail was forwarded to, leave out the host, or name nobody at all. */
function reportedRecipient(one: Reported, failed: number, bounce: Bounce): string | undefined {
  const { recipient, bareName } = one;
  if (recipient !== undefined) {
    return (one.isOriginal || failed > 1 ? undefined : forwardedFor(recipient, bounce.returned)) ?? recipient;
  }
  const written = bareName && addressOfName(bareName, allReturnedRecipients(bounce.returned), undefined);
  if (written) return written;
  const inText = failed === 1 ? textRecipients(bounce)[0] : undefined;
  return inText ?? (bareName && addressOfName(bareName, [], reportingHost(bounce.mail)));
}

/** Who reports, by the report or by its sender. */
function reportingHost({ report, from }: InboundMail): string | undefined {
  const field = report?.blocks.map((block) => block.get('reporting-mta')).find(Boolean) ?? '';
  const named = /^\s*(?:dns\s*;)?\s*([\w-]+(?:\.[\w-]+)+)\s*$/i.exec(field)?.[1]?.toLowerCase();
  return named ?? /@([\w-]+(?:\.[\w-]+)+)$/.exec(from[0]?.address ?? '')?.[1];
}

/** The fields decide; what they leave open the text may say. */
function fromFields(one: Reported, recipient: string, find: Finder): FailedRecipient {
  const { isDelayed, diagnostic, status } = one;
  const inText = status === undefined || diagnostic === '' ? find() : undefined;
  const said = diagnostic || (inText?.reason ?? '');
  if (status !== undefined) return failure(recipient, { status, isCode: true }, isDelayed, said);
  if (inText?.isCode) return failure(recipient, inText, isDelayed, said);
  const byWords = fromWords(diagnostic, isDelayed) ?? inText?.status;
  return failure(recipient, { status: byWords, isCode: false }, isDelayed, said);
}

function fromWords(words: string, isDelayed: boolean): string | undefined {
  const reply = replyCode(words);
  const status = statusByWording(words) ?? (reply && statusOfReply(reply));
  if (status === undefined) return undefined;
  const ofClass = reply?.charAt(0) ?? (isForNow(status) ? '4' : '5');
  return `${isDelayed ? '4' : ofClass}${status.slice(1)}`;
}

function inText(bounce: Bounce): FailedRecipient[] {
  const { lines, isDelayed } = bounce;
  const recipients = textRecipients(bounce);
  const aliases = writtenFor(lines);
  const failed = new Map<string, FailedRecipient>();
  for (const recipient of recipients) {
    const found = findingFor(recipient, recipients, [bounce.mail.subject, '', ...lines], isDelayed);
    const written = recipientWrittenTo(recipient, aliases.get(recipient), recipients.length, bounce);
    if (!failed.has(written))
      failed.set(written, judged(failure(written, found, isDelayed, found.reason), found, bounce));
  }
  return [...failed.values()];
}

/** Whom we wrote to, as far as it shows that the one who failed is only where the mail went on to. */
function recipientWrittenTo(
  failed: string,
  alias: string | undefined,
  of: number,
  { others, returned }: Bounce,
): string {
  const written = alias ?? (of === 1 ? forwardedFor(failed, returned) : undefined);
  return written === undefined || others.has(written) ? failed : written;
}

/**
 * What a server gives back, or gives up in words, is lost whatever kept it from delivering, but for a mailbox that is full,
 * and for what it says is only for now.
 */
function judged(
  failed: FailedRecipient,
  { isCode, isSaid }: Finding,
  { mail, lines, isDelayed }: Bounce,
): FailedRecipient {
  if (isDelayed || failed.hard || failed.status === '4.2.2') return failed;
  const isOver = hasGivenUp([mail.subject, ...lines]) || (isSaid && !isForNow(failed.status));
  if (!isOver) return failed;
  return { ...failed, hard: true, status: isCode ? failed.status : `5${failed.status.slice(1)}` };
}

/** Named by a header of the report, by its text, or, when nothing else does, by the mail that came back. */
function textRecipients({ mail, lines, others, returned, writtenTo }: Bounce): string[] {
  const inHeaders = headersOf(mail.headers, 'x-failed-recipients').flatMap(addressesIn);
  if (inHeaders.length > 0) return [...new Set(inHeaders.map(({ address }) => address))];
  const { addresses, place, line } = failedAddresses(lines, others, hasReason);
  const named = [...addresses];
  if (named.length > 0 && place === 'listed') return named;
  const all = allReturnedRecipients(returned);
  const host = reportingHost(mail);
  // Sentences explain what the list above them is about.
  const bare = listedNames(lines).filter((each) => place === 'mentioned' || named.length === 0 || each.line < line);
  const listed = bare.flatMap(({ name }) => addressOfName(name, all, host) ?? []);
  if (listed.length > 0) return [...new Set(listed)];
  if (named.length > 0) return named;
  // Who writes to themselves is sender and recipient.
  const oneself = failedAddresses(lines, new Set(mail.from.map(({ address }) => address)), hasReason);
  if (oneself.addresses.length === 1 && isExplained(oneself.addresses[0] ?? '', lines)) return [...oneself.addresses];
  // To whom the report went is not who failed.
  const isToReported = mail.to.some(({ address }) => address === writtenTo[0]);
  if (writtenTo.length === 1 && !isToReported) return [...writtenTo];
  const barely = namedBarely(all, lines, hasReason);
  if (barely.length > 0) return barely;
  return oneself.addresses.length === 1 ? [...oneself.addresses] : [];
}

/** Whether a line begins with an address and a colon, and goes on with what went wrong. */
function isExplained(address: string, lines: readonly string[]): boolean {
  return lines.some((line, at) => {
    const start = line
      .trimStart()
      .replace(/^["'<]+/, '')
      .toLowerCase();
    if (!start.startsWith(address) || !/^[>"']{0,2}\s?:/.test(start.slice(address.length))) return false;
    return hasReason([start.slice(address.length), ...lines.slice(at + 1, at + 3)].join(' '));
  });
}

function hasReason(text: string): boolean {
  return replyCode(text) !== undefined || statusByWording(text) !== undefined;
}

/** A failure is for good by the class of its status (RFC 3463 section 3.1), as long as its server has given up. */
function failure(
  recipient: string,
  { status, isCode }: Pick<Finding, 'status' | 'isCode'>,
  isDelayed: boolean,
  reason: string,
): FailedRecipient {
  const known = status ?? (isDelayed ? '4.0.0' : '5.0.0');
  return {
    recipient,
    hard: !isDelayed && known.startsWith('5'),
    status: known,
    statusFrom: isCode ? 'report' : 'words',
    reason: reason.slice(0, REASON_AT_MOST),
  };
}
