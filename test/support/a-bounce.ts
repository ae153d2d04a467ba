import { failedRecipients } from '../../shared/mail/bounce-report.ts';
import { classifyMail } from '../../shared/mail/classify-mail.ts';
import { parseMail } from '../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from './a-mail.ts';

/** Who failed, for good or not, and with which status. */
export type Failed = readonly [recipient: string, hard: boolean, status: string];

/** A part of a report in MIME. */
export interface ReportPart {
  readonly type: string;
  readonly text: string;
}

/** The mail that came back, as servers enclose it. */
export const RETURNED: ReportPart = {
  type: 'message/rfc822',
  text: [
    'Received: from desk.moorline.test (desk.moorline.test [192.0.2.7]) by mx.sender.test; Sun, 22 Nov 2026 03:00:00 +0000',
    'From: Moorline Exchange <support@moorline.test>',
    'To: wei@corp.example',
    'Subject: Your withdrawal 5.7.1',
    'Message-ID: <0100018c-550@email.amazonses.example>',
    '',
    'Hello, user unknown is the name of a band.',
  ].join('\n'),
};

/** A bounce in plain text, from whom such come. */
export function bounceText(text: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const all = {
    'Return-Path': '<>',
    From: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.sender.test>',
    Subject: 'Returned mail: see transcript for details',
    ...headers,
  };
  return rawMail(all, text.replace(/\n/g, '\r\n'));
}

/** A bounce of several parts; a multipart/report unless the headers say something else. */
export function bounceParts(parts: readonly ReportPart[], headers: Readonly<Record<string, string>> = {}): Buffer {
  const body = parts.map(({ type, text }) => `--=_b\nContent-Type: ${type}\n\n${text}\n`).join('');
  return bounceText(`${body}--=_b--`, {
    Subject: 'Delivery Status Notification (Failure)',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary="=_b"',
    ...headers,
  });
}

/** What a mail is and whom it says was not reached, as somebody sees it who has nothing but the file. */
export async function readBounce(raw: Buffer): Promise<{ kind: string; reason: string; failed: Failed[] }> {
  const mail = await parseMail(raw);
  const { kind, reason } = await classifyMail(mail, mailFacts({ envelopeFrom: undefined }));
  const failed = failedRecipients(mail).map(({ recipient, hard, status }): Failed => [recipient, hard, status]);
  return { kind, reason, failed };
}
