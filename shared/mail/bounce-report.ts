import { headersOf, type InboundMail } from './mail.ts';

/** One recipient whom a mail did not reach. `hard`: it never will, so nothing more should be sent there. */
export interface FailedRecipient {
  readonly recipient: string;
  readonly hard: boolean;
  /** Enhanced status code (RFC 3463), as far as known. */
  readonly status: string;
  readonly reason: string;
}

const STATUS = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
const ADDRESS = /[^\s<>"'(),:;]+@[^\s<>"'(),:;]+\.[^\s<>"'(),:;.]+/;
const REASON_AT_MOST = 300;

/** Whom a bounce is about: from its report, or, where a server wrote none, from its headers and text. */
export function failedRecipients(mail: InboundMail): FailedRecipient[] {
  const reported = (mail.report?.blocks ?? []).flatMap((fields): FailedRecipient[] => {
    const recipient = addressIn(fields.get('final-recipient') ?? fields.get('original-recipient') ?? '');
    if (!recipient) return [];
    const reason = (fields.get('diagnostic-code') ?? '').slice(0, REASON_AT_MOST);
    const status = STATUS.exec(fields.get('status') ?? '')?.[1] ?? STATUS.exec(reason)?.[1] ?? '';
    const action = (fields.get('action') ?? '').toLowerCase();
    if (action === 'delivered' || action === 'relayed' || action === 'expanded') return [];
    return [
      {
        recipient,
        status,
        reason,
        hard: action !== 'delayed' && (status === '' ? action === 'failed' : status.startsWith('5')),
      },
    ];
  });
  if (reported.length > 0) return reported;
  const reason = lineWithStatus(mail.text);
  const status = STATUS.exec(reason)?.[1] ?? /\b5\d\d\b/.exec(reason)?.[0]?.replace(/^5.*/, '5.0.0') ?? '';
  return headersOf(mail.headers, 'x-failed-recipients')
    .flatMap((value) => value.split(','))
    .flatMap((value) => addressIn(value) ?? [])
    .map((recipient) => ({ recipient, status, reason, hard: !status.startsWith('4') }));
}

function addressIn(value: string): string | undefined {
  return ADDRESS.exec(value.replace(/^\s*[\w-]+\s*;/, ''))?.[0]?.toLowerCase();
}

function lineWithStatus(text: string): string {
  const line = text.split('\n', 400).find((each) => STATUS.test(each) || /\b[45]\d\d[ -]/.test(each));
  return (line ?? '').trim().slice(0, REASON_AT_MOST);
}
