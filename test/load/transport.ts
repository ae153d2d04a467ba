import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import type { Run } from '../../infra/local/demo/clients.ts';

/** How an attempt ended that was not accepted. `retryAfter` (seconds): it was told to come again. */
export class NotAccepted extends Error {
  readonly retryAfter: number | undefined;
  constructor(kind: string, retryAfter?: number) {
    super(kind);
    this.retryAfter = retryAfter;
  }
}

export interface HttpAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as a script would
  readonly body: any;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly authorization: string;
  readonly body?: object;
}

const PATIENCE = 35_000;

/** Calls the API over connections that are kept, as many as it takes: nobody waits for somebody else's answer. */
export function httpClient(run: Run) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, scheduling: 'lifo' });
  const call = ({ method, path, authorization, body }: HttpCall) =>
    new Promise<HttpAnswer>((done, fail) => {
      const bytes = body === undefined ? '' : JSON.stringify(body);
      const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) };
      const url = `${run.api}/api/v2${path}`;
      const sent = request(url, { method, agent, headers, timeout: PATIENCE }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', (error: NodeJS.ErrnoException) => fail(new NotAccepted(error.code ?? 'broken')));
        response.once('end', () => {
          const status = response.statusCode ?? 0;
          const text = Buffer.concat(chunks).toString('utf8');
          if (status < 300) return done({ status, body: JSON.parse(text || 'null') });
          const after = Number(response.headers['retry-after']);
          fail(new NotAccepted(`${status}`, Number.isFinite(after) ? after : undefined));
        });
      });
      sent.once('timeout', () => sent.destroy(Object.assign(new Error(), { code: 'no answer in 35 s' })));
      sent.once('error', (error: NodeJS.ErrnoException) => fail(new NotAccepted(error.code ?? 'broken')));
      sent.end(bytes);
    });
  return { call, close: () => agent.destroy() };
}
export type HttpClient = ReturnType<typeof httpClient>;

/** Writes to the support address over SMTP; what waits for a connection is counted as waiting. */
export function smtpClient(run: Run) {
  const transport = nodemailer.createTransport({
    host: run.smtp.host,
    port: run.smtp.port,
    pool: true,
    maxConnections: 20,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  });
  return {
    async write(mail: { from: string; subject: string; text: string }): Promise<void> {
      try {
        await transport.sendMail({ ...mail, to: run.supportAddress });
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        // A mail server that gets a 4xx comes again by itself: that is what 4xx says.
        throw responseCode
          ? new NotAccepted(`SMTP ${responseCode}`, responseCode < 500 ? 5 : undefined)
          : new NotAccepted(code ?? 'broken');
      }
    },
    close: () => transport.close(),
  };
}
export type SmtpClient = ReturnType<typeof smtpClient>;

const ATTEMPTS = 20;

/** Tries until it is accepted, as often as it is told to come again; `refused` hears of every attempt that was not. */
export async function untilAccepted<T>(
  attempt: () => Promise<T>,
  refused: (error: NotAccepted) => void,
): Promise<T | undefined> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NotAccepted)) throw error;
      refused(error);
      if (error.retryAfter === undefined || tried === ATTEMPTS) return undefined;
      await sleep(error.retryAfter * 1000);
    }
  }
}
