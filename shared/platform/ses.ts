import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SECOND } from '../kernel/clock.ts';
import { lightClient } from './light-client.ts';
import type { Outside } from './outside.ts';

/** A whole mail on its way out. */
export interface RawMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
  readonly deliveryId: string;
}

/**
 * How sending ended: `sent`; `refused` for good; `later`, when it surely did not go out; `doubt`, when nobody knows
 * whether it did.
 */
export type SendResult =
  | { readonly kind: 'sent'; readonly sesMessageId: string }
  | { readonly kind: 'refused' | 'later' | 'doubt'; readonly error: unknown };

/** Sends a mail. An urgent one insists for a second or so where SES says that mails come too fast. */
export type SendMail = (mail: RawMail, urgent: boolean) => Promise<SendResult>;

/** What is wrong with the mail itself stays wrong. */
const REFUSALS = new Set(['MessageRejected', 'BadRequestException', 'ValidationException']);
/** The request never reached anybody. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** How the SDK words a connection that never came about: its name and code are those of any time-out. */
const NO_CONNECTION = /did not establish a connection/;

const ATTEMPTS = 3;
/** SES counts by the second: so many see the next one begin, when there is room again. */
const URGENT_ATTEMPTS = 8;
const FIRST_PAUSE = 200;

/** What sends a mail: SES's own client, or what stands in for it. */
export type MailClient = Pick<SESv2Client, 'send'>;

/** SES. It must not repeat by itself: after an answer that got lost, that would be a second copy. */
export function sesClient(): MailClient {
  const client = new SESv2Client({
    maxAttempts: 1,
    // Without throwing it would only warn, and wait on until the function is stopped.
    requestHandler: { connectionTimeout: 3 * SECOND, requestTimeout: 10 * SECOND, throwOnRequestTimeout: true },
  });
  return lightClient(client);
}

/** Sends through SES. Only what SES surely did not take is tried again, after a short pause. */
export function sesSender(
  client: MailClient,
  configurationSet: string,
  { pause, random }: Pick<Outside, 'pause' | 'random'>,
): SendMail {
  async function once({ from, to, raw, deliveryId }: RawMail): Promise<SendResult> {
    try {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: raw } },
        ConfigurationSetName: configurationSet,
        EmailTags: [{ Name: 'delivery', Value: deliveryId }],
      });
      const { MessageId } = await client.send(command);
      if (!MessageId) throw new Error('SES answered without a message id');
      return { kind: 'sent', sesMessageId: MessageId };
    } catch (error) {
      return { kind: resultOf(error), error };
    }
  }
  return async (mail, urgent) => {
    for (let attempt = 1; ; attempt++) {
      const result = await once(mail);
      if (result.kind !== 'later' || attempt >= (urgent ? URGENT_ATTEMPTS : ATTEMPTS)) return result;
      await pause(FIRST_PAUSE * (urgent ? 1 : 2 ** (attempt - 1)) * (0.5 + random()));
    }
  };
}

function resultOf(error: unknown): 'refused' | 'later' | 'doubt' {
  const {
    name = '',
    code = '',
    message = '',
    $metadata,
  } = error as { name?: string; code?: string; message?: string; $metadata?: { httpStatusCode?: number } };
  if (REFUSALS.has(name)) return 'refused';
  if (UNREACHED.has(code) || NO_CONNECTION.test(message)) return 'later';
  const status = $metadata?.httpStatusCode;
  // Throttled, paused, not allowed, not available: SES says that it did not take it.
  if (status === 503 || (status !== undefined && status >= 400 && status < 500)) return 'later';
  return 'doubt';
}
