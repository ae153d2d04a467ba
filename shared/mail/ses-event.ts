import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { DELIVERY_HEADER } from './outgoing-headers.ts';
import { unwrapSns } from './sns-message.ts';

const Recipient = onFirstUse(() =>
  z.object({
    emailAddress: z.string(),
    status: z.optional(z.string()),
    diagnosticCode: z.optional(z.string()),
  }),
);

/** What SES tells of a mail that we sent (event publishing); `notificationType` is its older name for `eventType`. */
const SesEvent = onFirstUse(() =>
  z.object({
    eventType: z.optional(z.string()),
    notificationType: z.optional(z.string()),
    mail: z.object({
      messageId: z.string(),
      headers: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
      tags: z.optional(z.record(z.string(), z.array(z.string()))),
      destination: z.optional(z.array(z.string())),
    }),
    bounce: z.optional(z.object({ bounceType: z.string(), bouncedRecipients: z.array(Recipient) })),
    complaint: z.optional(z.object({ complainedRecipients: z.array(z.object({ emailAddress: z.string() })) })),
    reject: z.optional(z.object({ reason: z.optional(z.string()) })),
  }),
);

export type MailEventKind = 'delivered' | 'bounced' | 'delayed' | 'complained' | 'rejected';

/** What became of a mail of ours. */
export interface MailEvent {
  readonly kind: MailEventKind;
  readonly sesMessageId: string;
  /** Our id of it, if SES sent it back. */
  readonly deliveryId: string | undefined;
  readonly address: string;
  /** Whether nothing will ever arrive there. */
  readonly permanent: boolean;
  readonly status: string;
  readonly detail: string;
}

const KINDS: Readonly<Record<string, MailEventKind>> = {
  delivery: 'delivered',
  bounce: 'bounced',
  deliverydelay: 'delayed',
  complaint: 'complained',
  reject: 'rejected',
};
const DETAIL_AT_MOST = 300;

/** Reads the body of a queue message. Undefined for events that change nothing for us, such as `Send`. */
export function readMailEvent(body: unknown): MailEvent | undefined {
  const message = unwrapSns(body);
  if (typeof message === 'string') return undefined;
  const { eventType, notificationType, mail, bounce, complaint, reject } = z.parse(SesEvent, message);
  const kind = KINDS[(eventType ?? notificationType ?? '').toLowerCase()];
  if (!kind) return undefined;
  const failed = bounce?.bouncedRecipients[0];
  const address =
    failed?.emailAddress ?? complaint?.complainedRecipients[0]?.emailAddress ?? mail.destination?.[0] ?? '';
  const header = mail.headers?.find(({ name }) => name.toLowerCase() === DELIVERY_HEADER.toLowerCase());
  return {
    kind,
    sesMessageId: mail.messageId,
    deliveryId: mail.tags?.['delivery']?.[0] ?? header?.value,
    address: (/<([^<>]+)>/.exec(address)?.[1] ?? address).trim().toLowerCase(),
    permanent: kind === 'bounced' && bounce?.bounceType === 'Permanent',
    status: failed?.status ?? '',
    detail: (failed?.diagnosticCode ?? reject?.reason ?? '').slice(0, DETAIL_AT_MOST),
  };
}
