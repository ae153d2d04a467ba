import { replaceHeaders, splitRaw } from '../../../infra/local/mail/raw-mail.ts';
import { keptMail, receiptNotification } from '../../../infra/local/mail/receipt.ts';
import { bounceEvent, complaintEvent, deliveryEvent, type MailEvent } from '../../../infra/local/mail/ses-events.ts';
import type { VerdictStatus } from '../../../infra/local/mail/verdicts.ts';
import type { Chance } from '../chance.ts';
import type { Buckets } from './buckets.ts';
import { type Instance, type Seam, Unanswered } from './instance.ts';
import type { WorkQueue } from './queues.ts';

/** A mail that SES took from us. */
export interface SentMail {
  readonly to: string;
  readonly raw: Buffer;
  readonly sesMessageId: string;
  readonly deliveryId: string;
  readonly at: number;
  /** SES took it, but whoever sent it could not know. */
  readonly inDoubt: boolean;
}

/** A mail as a mail server hands it in, and what SES says of it. */
export interface HandedIn {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly verdict: VerdictStatus;
  readonly spam?: boolean;
}

/** SES, both ways, with everybody's mailbox behind it. */
export interface PostOffice {
  /** The client of one instance, as `sesSender` takes it. */
  client(instance: Instance): { send(command: { input: unknown }): Promise<{ MessageId?: string }> };
  /** Hands a mail in, as a mail server would; it is accepted for good. */
  receive(mail: HandedIn): void;
  readonly sent: readonly SentMail[];
  /** Called with every mail that lands in a mailbox. */
  onArrival(listener: (mail: SentMail) => void): void;
}

interface PostOfficeOptions {
  readonly seam: Seam;
  readonly chance: Chance;
  readonly buckets: Buckets;
  readonly mailBucket: string;
  readonly incoming: () => WorkQueue;
  readonly events: () => WorkQueue;
  /** What becomes of mail to an address. */
  readonly fateOf: (address: string) => 'bounce' | 'complaint' | undefined;
}

interface SendEmail {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: { readonly Raw: { readonly Data: Uint8Array } };
  readonly ConfigurationSetName: string;
  readonly EmailTags: readonly { readonly Name: string; readonly Value: string }[];
}

const PREFIX = 'raw/';

export function postOffice(options: PostOfficeOptions): PostOffice {
  const { seam, chance, buckets, mailBucket, incoming, events, fateOf } = options;
  const sent: SentMail[] = [];
  const listeners: ((mail: SentMail) => void)[] = [];
  let received = 0;

  function take(email: SendEmail): string {
    const now = seam.time.now();
    const sesMessageId = `0100${String(sent.length + 1).padStart(12, '0')}-world-000000`;
    const raw = replaceHeaders(Buffer.from(email.Content.Raw.Data), [
      { name: 'Message-ID', value: `<${sesMessageId}@email.amazonses.com>` },
      { name: 'Date', value: new Date(now).toUTCString().replace('GMT', '+0000') },
    ]);
    const [to = ''] = email.Destination.ToAddresses;
    const deliveryId = email.EmailTags.find(({ Name }) => Name === 'delivery')?.Value ?? '';
    const fate = fateOf(to);
    const mail = { to, raw, sesMessageId, deliveryId, at: now, inDoubt: false };
    sent.push(mail);
    tell(email, mail, fate);
    if (fate !== 'bounce') {
      seam.time.at(now + chance.between(500, 5_000), () => {
        for (const listener of listeners) listener(mail);
      });
    }
    return sesMessageId;
  }

  /** SES tells what became of it, by way of SNS, which may say it twice. */
  function tell(email: SendEmail, { to, raw, sesMessageId, at }: SentMail, fate: 'bounce' | 'complaint' | undefined) {
    const event: MailEvent = {
      messageId: sesMessageId,
      at: new Date(at),
      envelopeFrom: email.FromEmailAddress,
      recipients: [to],
      configurationSet: email.ConfigurationSetName,
      headers: splitRaw(raw).headers,
      tags: email.EmailTags,
    };
    const news = fate === 'bounce' ? [bounceEvent(event)] : [deliveryEvent(event)];
    if (fate === 'complaint') news.push(complaintEvent(event));
    for (const each of news)
      for (let copies = chance.happens(0.05) ? 2 : 1; copies > 0; copies--)
        events().send(wrapped(each), chance.between(1, 30));
  }

  return {
    sent,
    client: (instance) => ({
      async send(command) {
        const email = command.input as SendEmail;
        let place = -1;
        try {
          const MessageId = await instance.reach({
            service: 'ses',
            what: () => `ses sends to ${email.Destination.ToAddresses[0]}`,
            effect: () => {
              place = sent.length;
              return take(email);
            },
          });
          return { MessageId };
        } catch (error) {
          if (!(error instanceof Unanswered)) throw error;
          const taken = sent[place];
          if (error.fate === 'lost' && taken) sent[place] = { ...taken, inDoubt: true };
          throw asSesError(error, chance);
        }
      },
    }),
    receive({ from, to, raw, verdict, spam = false }) {
      const at = new Date(seam.time.now());
      const messageId = `in${String(++received).padStart(8, '0')}`;
      const mail = { envelopeFrom: from, recipients: [to], raw, verdict, spam, at };
      buckets.put(mailBucket, `${PREFIX}${messageId}`, keptMail(mail, messageId));
      const notification = receiptNotification(mail, {
        messageId,
        topicArn: 'arn:aws:sns:us-east-1:000000000000:incoming',
        bucket: mailBucket,
        prefix: PREFIX,
      });
      for (let copies = chance.happens(0.03) ? 2 : 1; copies > 0; copies--) incoming().send(wrapped(notification), 0);
    },
    onArrival: (listener) => listeners.push(listener),
  };
}

function asSesError({ fate }: Unanswered, chance: Chance): Error {
  if (fate === 'throttled') {
    const $metadata = { httpStatusCode: 429 };
    return Object.assign(new Error('Maximum sending rate exceeded.'), { name: 'TooManyRequestsException', $metadata });
  }
  // What surely did not get there says so, what may have does not.
  if (fate === 'unsent' && chance.happens(0.5)) return Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  return Object.assign(new Error('The request timed out'), { name: 'TimeoutError' });
}

function wrapped(message: object): string {
  return JSON.stringify({ Type: 'Notification', Message: JSON.stringify(message) });
}
