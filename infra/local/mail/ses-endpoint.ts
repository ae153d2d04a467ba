import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { MailEventDestination } from '../template/mail-parts.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { type HeaderField, replaceHeaders, splitRaw } from './raw-mail.ts';
import type { SentMails } from './sent-mail.ts';
import { bounceEvent, complaintEvent, deliveryEvent, type MailEvent } from './ses-events.ts';
import type { Publish } from './topics.ts';

export interface SesOptions {
  readonly region: string;
  readonly sent: SentMails;
  readonly destinations: readonly MailEventDestination[];
  readonly publish: Publish;
  readonly misbehaviour: Misbehaviour;
  readonly onError: (error: unknown) => void;
}

const Addresses = z.optional(z.array(z.string()));
const SendEmail = z.object({
  FromEmailAddress: z.optional(z.string()),
  Destination: z.optional(z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses })),
  Content: z.object({ Raw: z.object({ Data: z.string() }) }),
  ConfigurationSetName: z.optional(z.string()),
  EmailTags: z.optional(z.array(z.object({ Name: z.string(), Value: z.string() }))),
});

/**
 * The one call of SES v2 that the product makes: `SendEmail` with a raw message. As SES does, it puts a Message-ID and a
 * Date of its own in place of the sender's, and reports bounces and complaints to the configuration set's topic.
 */
export function sesEndpoint(options: SesOptions): Server {
  return createServer({ keepAliveTimeout: 60_000 }, (message, response) => {
    serve(message, options).then(
      ({ status, type, body }) => {
        const bytes = JSON.stringify(body);
        const headers = { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() };
        response.writeHead(status, type ? { ...headers, 'x-amzn-errortype': type } : headers).end(bytes);
      },
      (error) => {
        options.onError(error);
        response.destroy();
      },
    );
  });
}

interface Answer {
  readonly status: number;
  /** AWS's name of the error. */
  readonly type?: string;
  readonly body: object;
}

async function serve(message: IncomingMessage, options: SesOptions): Promise<Answer> {
  const parsed = z.safeParse(SendEmail, await json(message));
  if (message.method !== 'POST' || message.url !== '/v2/email/outbound-emails') {
    return refusal(404, 'NotFoundException', 'The local SES endpoint only sends');
  }
  if (!parsed.success) return refusal(400, 'BadRequestException', 'Only raw messages can be sent here');
  if (options.misbehaviour.throttles())
    return refusal(429, 'TooManyRequestsException', 'Maximum sending rate exceeded.');
  const MessageId = await accept(parsed.data, options);
  if (options.misbehaviour.failsAfterAccept()) return refusal(500, 'InternalFailure', 'Accepted, and then failed');
  return { status: 200, body: { MessageId } };
}

function refusal(status: number, type: string, message: string): Answer {
  return { status, type, body: { message } };
}

async function accept(request: z.output<typeof SendEmail>, options: SesOptions): Promise<string> {
  const now = new Date();
  const messageId = `${now.getTime().toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
  const original = Buffer.from(request.Content.Raw.Data, 'base64');
  const host = options.region === 'us-east-1' ? 'email' : options.region;
  const raw = replaceHeaders(original, [
    { name: 'Message-ID', value: `<${messageId}@${host}.amazonses.com>` },
    { name: 'Date', value: now.toUTCString().replace('GMT', '+0000') },
    { name: 'Feedback-ID', value: `::1.${options.region}.${randomBytes(8).toString('base64')}:AmazonSES` },
    { name: 'X-SES-Outgoing', value: `${now.toISOString().slice(0, 10).replaceAll('-', '.')}-127.0.0.1` },
  ]);
  const { headers } = splitRaw(raw);
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = request.Destination ?? {};
  const named = [...ToAddresses, ...CcAddresses, ...BccAddresses].map(bareAddress);
  const recipients = named.length > 0 ? named : addressesIn(headers);
  const envelopeFrom = bareAddress(request.FromEmailAddress ?? headerOf(headers, 'from'));
  options.sent.add({ messageId, at: now.toISOString(), envelopeFrom, recipients, raw });
  await report(
    { messageId, at: now, envelopeFrom, headers, tags: request.EmailTags ?? [] },
    recipients,
    request.ConfigurationSetName,
    options,
  );
  return messageId;
}

/** SES hears from the other server some time after it took the mail; until then the queue holds the news back. */
const NEWS_AFTER_SECONDS = 1;

/** What becomes of the mail, told to whoever wants to know it: a complaint comes from somebody who got the mail. */
async function report(
  mail: Omit<MailEvent, 'recipients' | 'configurationSet'>,
  recipients: readonly string[],
  configurationSet: string | undefined,
  { destinations, publish, misbehaviour }: SesOptions,
): Promise<void> {
  if (configurationSet === undefined) return;
  for (const recipient of recipients) {
    const event = { ...mail, recipients: [recipient], configurationSet };
    const fate = misbehaviour.fateOf(recipient);
    const news: [kind: string, message: () => object][] =
      fate === 'bounce' ? [] : [['delivery', () => deliveryEvent(event)]];
    if (fate) news.push([fate, () => (fate === 'bounce' ? bounceEvent(event) : complaintEvent(event))]);
    for (const { topicArn, events, configurationSet: of } of destinations) {
      for (const [kind, message] of news) {
        if (of !== configurationSet || !events.includes(kind)) continue;
        await publish(topicArn, 'Amazon SES Email Event Notification', message(), NEWS_AFTER_SECONDS);
      }
    }
  }
}

function headerOf(headers: readonly HeaderField[], name: string): string {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
}

function addressesIn(headers: readonly HeaderField[]): string[] {
  return ['to', 'cc', 'bcc'].flatMap((name) => headerOf(headers, name).match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []);
}

function bareAddress(text: string): string {
  return /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim();
}
