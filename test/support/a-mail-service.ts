import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod/mini';
import type { InboundMail } from '../../shared/mail/mail.ts';
import { parseMail } from '../../shared/mail/parse-mail.ts';

const SendEmail = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.string()) }),
  Content: z.object({ Raw: z.object({ Data: z.string() }) }),
  ConfigurationSetName: z.string(),
});

/** What the service does with one request: take it, refuse it, or take it and then seem to fail. */
export type Behaviour = 'accept' | 'throttle' | 'unavailable' | 'reject' | 'accept-then-fail' | 'accept-then-hang-up';

export interface SentMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly mail: InboundMail;
}

/** A mail service that speaks SES v2's protocol over real HTTP and keeps what it took. */
export interface MailService {
  readonly sent: readonly SentMail[];
  readonly requests: () => number;
  /** How it treats the next requests, one each; afterwards it accepts. */
  next(...behaviours: Behaviour[]): void;
  /** A pause before each answer, in ms. */
  slow(ms: number): void;
  stop(): Promise<void>;
}

const ERRORS: Partial<Record<Behaviour, readonly [number, string]>> = {
  throttle: [429, 'TooManyRequestsException'],
  unavailable: [503, 'ServiceUnavailable'],
  reject: [400, 'MessageRejected'],
  'accept-then-fail': [500, 'InternalServiceErrorException'],
};

/** Starts the service and points this process's SES clients to it. */
export async function aMailService(): Promise<MailService> {
  const sent: SentMail[] = [];
  const script: Behaviour[] = [];
  let requests = 0;
  let pause = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests++;
    const behaviour = script.shift() ?? 'accept';
    const body = z.parse(SendEmail, JSON.parse(Buffer.concat(chunks).toString()));
    const messageId = `0100${randomUUID().replaceAll('-', '')}-000000`;
    if (behaviour.startsWith('accept')) {
      const mail = await parseMail(Buffer.from(body.Content.Raw.Data, 'base64'));
      sent.push({ messageId, from: body.FromEmailAddress, to: body.Destination.ToAddresses[0] ?? '', mail });
    }
    if (pause > 0) await new Promise((done) => setTimeout(done, pause));
    if (behaviour === 'accept-then-hang-up') {
      request.socket.destroy();
      return;
    }
    const [status, error] = ERRORS[behaviour] ?? [200, undefined];
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(error ? { 'x-amzn-errortype': error } : {}),
    });
    response.end(JSON.stringify(error ? { message: error } : { MessageId: messageId }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  return {
    sent,
    requests: () => requests,
    next: (...behaviours) => script.push(...behaviours),
    slow: (ms) => {
      pause = ms;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
