import type { InboundMail, LeftOut, MailAddress } from './mail.ts';
import { messageIds } from './mail.ts';
import { readAddresses } from './mime/addresses.ts';
import { authorsOf } from './mime/authors.ts';
import { decodeHeader, decodeWords } from './mime/encoded-words.ts';
import type { Budget } from './mime/header-fields.ts';
import { headerCharsets } from './mime/mail-charsets.ts';
import { filesOf, markInline } from './mime/message-files.ts';
import { withSignedOpened } from './mime/open-signed.ts';
import { normalText, textOfPart } from './mime/part-content.ts';
import { newBudget, type Part, readParts } from './mime/read-parts.ts';
import { type Stretch, sortParts } from './mime/shown-parts.ts';
import { type ShownText, shownText } from './mime/shown-text.ts';
import { type EmbeddedFile, takeUuencoded } from './mime/uuencode.ts';
import { parseReport } from './parse-report.ts';

type Hints = readonly (string | undefined)[];

/**
 * Reads a mail as the world sends it, and as a mail client would show it (decision 0014). There is a result for whatever
 * bytes: what is broken is read as far as it makes sense, what is over a limit is left out and counted.
 */
export async function parseMail(raw: Uint8Array): Promise<InboundMail> {
  const budget = newBudget();
  const outer = readParts(raw, budget);
  const root = await withSignedOpened(outer, budget);
  const hints = headerCharsets(outer);
  const headers = outer.fields.map(({ name, value }) => ({
    name: name.toLowerCase(),
    value: decodeHeader(value, hints).replace(/\0/g, ''),
  }));
  const all = (name: string) => headers.filter((header) => header.name === name).map(({ value }) => value);
  const { stretches, files: parts } = sortParts(root);
  const read = readStretches(stretches, hints, budget);
  const { files, leftOut, text } = await filesOf(parts, read.embedded, hints);
  const shown = shownOf(read.stretches, text);
  budget.leftOut.files += leftOut;
  budget.leftOut.characters += shown.leftOut;
  return {
    headers,
    from: authorsOf(all, hints),
    to: addresses(all('to'), hints),
    cc: addresses(all('cc'), hints),
    subject: decodeWords(all('subject').find((each) => each !== '') ?? '', hints)
      .replace(/ {0,20}[\p{Cc}\p{Zl}\p{Zp}][\p{Cc}\p{Zl}\p{Zp} ]*/gu, ' ')
      .trim(),
    messageId: messageIds(all('message-id')[0])[0],
    inReplyTo: all('in-reply-to').flatMap(messageIds),
    references: all('references').flatMap(messageIds),
    date: all('date')[0] ?? '',
    text: shown.text,
    html: shown.html,
    attachments: markInline(files, shown.html),
    report: parseReport(files.map(({ contentType, bytes }) => ({ type: contentType, bytes }))),
    leftOut: whatWasLeftOut(budget),
  };
}

function addresses(values: readonly string[], hints: Hints): MailAddress[] {
  return values.flatMap((value) => readAddresses(value, hints));
}

/** The text of the parts that are shown, and the files that were written into it. */
function readStretches(
  sorted: readonly Stretch<readonly Part[]>[],
  hints: Hints,
  budget: Budget,
): { readonly stretches: Stretch<string>[]; readonly embedded: readonly EmbeddedFile[] } {
  const embedded: EmbeddedFile[] = [];
  const read = (parts: readonly Part[]) =>
    parts
      .map((part) => {
        const { text, leftOut } = textOfPart(part, hints);
        budget.leftOut.characters += leftOut;
        if (part.type === 'text/html') return text;
        const taken = takeUuencoded(text);
        embedded.push(...taken.files);
        return taken.text;
      })
      .join('\n');
  const stretches = sorted.map(({ plain, html }): Stretch<string> => {
    if (html === undefined) return { plain: read(plain) };
    return plain === undefined ? { html: read(html) } : { plain: read(plain), html: read(html) };
  });
  return { stretches, embedded };
}

/** What a reader sees of the mail; if that is nothing, what Outlook put into its own wrapping. */
function shownOf(
  stretches: readonly Stretch<string>[],
  wrapped: { plain?: string | undefined; html?: string | undefined } | undefined,
): ShownText {
  const shown = shownText(stretches);
  if (shown.text !== '' || !wrapped) return shown;
  const { plain, html } = wrapped;
  const plainText = plain === undefined ? undefined : normalText(plain);
  if (html === undefined) return plainText === undefined ? shown : shownText([{ plain: plainText }]);
  return shownText([
    plainText === undefined ? { html: normalText(html) } : { plain: plainText, html: normalText(html) },
  ]);
}

function whatWasLeftOut({ leftOut }: Budget): LeftOut[] {
  const counts: LeftOut[] = [
    { what: 'files', count: leftOut.files },
    { what: 'parts', count: leftOut.parts },
    { what: 'headers', count: leftOut.fields },
    { what: 'text', count: leftOut.characters },
  ];
  return counts.filter(({ count }) => count > 0);
}
