import { createHash } from 'node:crypto';
import { contentTypeOf } from '../../shared/attachments/content-type.ts';
import { failedRecipients } from '../../shared/mail/bounce-report.ts';
import { type ExaminedMail, examineMail } from '../../shared/mail/examine-mail.ts';
import { languageOf } from '../../shared/mail/language.ts';
import type { InboundMail, MailAddress } from '../../shared/mail/mail.ts';
import { htmlOfMail } from '../../shared/mail/mail-comment.ts';
import { newTextOfMail } from '../../shared/mail/new-text.ts';
import { placeMail } from '../../shared/mail/place-mail.ts';
import type { MailKind } from '../../shared/mail/verdict.ts';
import { type Circumstances, factsOf } from './facts-of.ts';

/** One file of a mail, as intake would keep it. */
interface ReportedFile {
  readonly name: string;
  /** By its content; the sender's label is not believed. */
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly inline: boolean;
}

/** What intake makes of one mail. The names are those of the command's JSON. */
export interface MailReport {
  readonly file: string;
  readonly kind: MailKind;
  /** The rule that says so. */
  readonly reason: string;
  readonly decision: {
    /** `comment-if-on-ticket`: joins the ticket if its sender is on it and the checks prove them; opens one otherwise. */
    readonly do: 'open' | 'suspend' | 'comment-if-on-ticket' | 'note-on-ticket';
    readonly rule: string;
    readonly cause?: string;
    readonly ticket?: number;
  };
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly date: string | null;
  readonly messageId: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly newText: string;
  readonly language: string | null;
  readonly attachments: readonly ReportedFile[];
  readonly leftOut: InboundMail['leftOut'];
  readonly bounce?: ReturnType<typeof failedRecipients>;
  readonly error?: string;
}

/** The rule for a file that is not there or may not be read: nothing is known of a mail in it. */
export const CANNOT_BE_OPENED = 'cannot-be-opened';

/** What intake would decide about and take from the bytes of one mail. Never throws: what cannot be read says so. */
export async function reportOnMail(file: string, raw: Uint8Array, circumstances: Circumstances): Promise<MailReport> {
  const examined = await examineMail(raw, factsOf(circumstances));
  if ('error' in examined) return unreadable(file, 'cannot-be-parsed', String(examined.error));
  const { mail, verdict } = examined;
  return {
    file,
    kind: verdict.kind,
    reason: verdict.reason,
    decision: decisionOf(examined),
    from: mail.from[0] ?? null,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    date: mail.date || null,
    messageId: mail.messageId ?? null,
    text: mail.text,
    html: await htmlOfMail(mail, 'keep'),
    newText: newTextOfMail(mail),
    language: languageOf(`${mail.subject}\n${mail.text}`) ?? null,
    attachments: mail.attachments.map(({ fileName, bytes, inline }) => ({
      name: fileName,
      contentType: contentTypeOf(bytes, fileName),
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      inline,
    })),
    leftOut: mail.leftOut,
    ...(verdict.kind === 'bounce' ? { bounce: failedRecipients(mail) } : {}),
  };
}

/** The report on a file of which there is nothing to tell but why. */
export function unreadable(file: string, reason: string, error: string): MailReport {
  return {
    file,
    kind: 'unreadable',
    reason,
    decision: { do: 'suspend', rule: reason, cause: 'unreadable' },
    from: null,
    to: [],
    cc: [],
    subject: '',
    date: null,
    messageId: null,
    text: '',
    html: null,
    newText: '',
    language: null,
    attachments: [],
    leftOut: [],
    error,
  };
}

/** The decision as far as it can be made without the tickets and people of an instance. */
function decisionOf({ verdict, evidence, authentication }: ExaminedMail): MailReport['decision'] {
  const sign = evidence.find((each) => each.rule !== 'stored-reference');
  if (sign && !verdict.suspend) {
    const isReport = verdict.kind === 'bounce' || verdict.kind === 'complaint';
    const about = { rule: sign.rule, ticket: sign.ticketId };
    if (isReport && sign.signed) return { do: 'note-on-ticket', ...about };
    if (!isReport) return { do: 'comment-if-on-ticket', ...about };
  }
  const placement = placeMail(verdict, [], undefined, authentication);
  if (placement.do === 'suspend') return { do: 'suspend', rule: placement.rule, cause: placement.cause };
  return { do: 'open', rule: placement.rule };
}
