import { isEmail } from '../people/text-rules.ts';
import { isForwardSubject, withoutForwardPrefix } from './forward-marks.ts';
import type { InboundMail, MailAddress } from './mail.ts';
import { parseMail } from './parse-mail.ts';
import { endOfNote, findRepeated, unquoted } from './repeated-mail.ts';

/** Somebody's mail that somebody else sent on, taken apart. Nothing of it was checked by anybody. */
export interface ForwardedMail {
  /** Who wrote it, as the mail around it says. */
  readonly from: MailAddress;
  /** What they wrote, as if it had come by itself. */
  readonly mail: InboundMail;
  /** What whoever forwards it has added, if anything. */
  readonly note: InboundMail | undefined;
}

/**
 * Takes a forwarded mail apart, whether its client repeated the mail below a block of headers or enclosed it as a file.
 * Undefined for what does not say by its subject that it is forwarded, or not who wrote it.
 */
export async function forwardedMail(mail: InboundMail): Promise<ForwardedMail | undefined> {
  if (!isForwardSubject(mail.subject)) return undefined;
  return repeatedMail(mail) ?? (await enclosedMail(mail));
}

/**
 * Nobody can tell which of its files were there before: beside words of whoever forwards it they are with those, for what
 * an agent adds may not be for the customer.
 */
function repeatedMail(mail: InboundMail): ForwardedMail | undefined {
  const lines = mail.text.split('\n');
  const block = findRepeated(lines);
  if (!block) return undefined;
  const text = lines
    .slice(block.end)
    .map((line) => unquoted(line, block.depth))
    .join('\n')
    .trim();
  const subject = block.subject || withoutForwardPrefix(mail.subject);
  const own = lines.slice(0, endOfNote(lines, block)).join('\n').trim();
  const bare = { ...mail, to: [], cc: [], html: undefined };
  return {
    from: block.from,
    mail: { ...bare, from: [block.from], subject, text, attachments: own === '' ? mail.attachments : [] },
    note: own === '' ? undefined : { ...bare, text: own },
  };
}

async function enclosedMail(mail: InboundMail): Promise<ForwardedMail | undefined> {
  const [file, ...others] = mail.attachments.filter(({ contentType }) => contentType === 'message/rfc822');
  if (!file || others.length > 0) return undefined;
  const inner = await parseMail(file.bytes).catch(() => undefined);
  const [from] = inner?.from ?? [];
  if (!inner || !from || !isEmail(from.address)) return undefined;
  const attachments = mail.attachments.filter((each) => each !== file);
  const hasNote = mail.text.trim() !== '' || attachments.length > 0;
  return { from, mail: inner, note: hasNote ? { ...mail, attachments } : undefined };
}
