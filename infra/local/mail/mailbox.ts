import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { mailPage, mailsPage } from './mailbox-page.ts';
import { type Misbehaviour, MisbehaviourOrder } from './misbehaviour.ts';
import type { SentMail, SentMails } from './sent-mail.ts';
import { type StoredEmail, storedEmail } from './stored-email.ts';

/** Mails that are kept taken apart: reading the mailbox over and over costs each of them once. */
const KEPT = 5_000;
const SHOWN = 200;
/** Nobody else waits longer than this while mails are taken apart. */
const SLICE_MS = 10;

/**
 * What went out, to look at: `GET /store` for programs (`?to=` part of an address, `?since=` an instant), `GET /count`
 * with the same `to` for those who only wait, `/` for people. `DELETE /store` empties it; `PUT /misbehaviour` orders
 * faults of the mail endpoint.
 */
export function mailboxServer(sent: SentMails, misbehaviour: Misbehaviour): Server {
  const kept = new Map<SentMail['messageId'], StoredEmail>();

  /** Every mail from a position on, oldest first. */
  async function* emails(position = 0): AsyncGenerator<StoredEmail> {
    let sliceEnds = performance.now() + SLICE_MS;
    for (const mail of sent.from(position)) {
      const email = kept.get(mail.messageId) ?? (await storedEmail(mail));
      if (kept.size < KEPT) kept.set(mail.messageId, email);
      yield email;
      if (performance.now() < sliceEnds) continue;
      await new Promise(setImmediate);
      sliceEnds = performance.now() + SLICE_MS;
    }
  }

  async function sendStore(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const isWanted = wanted(query);
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"emails":[');
    let separator = '';
    for await (const email of emails()) {
      if (!isWanted(email)) continue;
      response.write(separator + JSON.stringify(email));
      separator = ',\n';
    }
    response.end(']}');
  }

  async function sendList(response: ServerResponse): Promise<void> {
    const newest: StoredEmail[] = [];
    for await (const email of emails(Math.max(0, sent.count() - SHOWN))) newest.unshift(email);
    sendPage(response, mailsPage(newest, sent.count()));
  }

  async function sendMail(messageId: string, response: ServerResponse): Promise<void> {
    for await (const email of emails()) {
      if (email.messageId === messageId) return sendPage(response, mailPage(email));
    }
    response.writeHead(404).end();
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://mailbox');
    const mailId = /^\/mails\/([\w-]+)$/.exec(url.pathname)?.[1];
    switch (`${message.method} ${url.pathname}`) {
      case 'GET /':
        return sendList(response);
      case 'GET /store':
        return sendStore(url.searchParams, response);
      case 'GET /count': {
        const count = sent.count(url.searchParams.get('to') ?? '');
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ count }));
        return;
      }
      case 'DELETE /store':
        sent.clear();
        kept.clear();
        response.writeHead(204).end();
        return;
      case 'PUT /misbehaviour':
        misbehaviour.order(z.parse(MisbehaviourOrder, await json(message)));
        response.writeHead(204).end();
        return;
      default:
        if (mailId && message.method === 'GET') return sendMail(mailId, response);
        response.writeHead(404).end();
    }
  }

  return createServer((message, response) => {
    serve(message, response).catch(() => (response.headersSent ? response.destroy() : response.writeHead(400).end()));
  });
}

function wanted(query: URLSearchParams): (mail: StoredEmail) => boolean {
  const to = query.get('to')?.toLowerCase();
  const since = query.get('since');
  // Seconds, as other mail catchers take it, or an ISO time.
  const from = since === null ? 0 : /^\d+$/.test(since) ? Number(since) * 1000 : Date.parse(since);
  return ({ destination, at }) =>
    Date.parse(at) >= from &&
    (to === undefined ||
      [...destination.to, ...destination.cc, ...destination.bcc].some((each) => each.toLowerCase().includes(to)));
}

function sendPage(response: ServerResponse, page: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    // A mail is shown as its reader would see it, and can do nothing.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'",
  };
  response.writeHead(200, headers).end(page);
}
