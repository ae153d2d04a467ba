import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import nodemailer from 'nodemailer';
import * as z from 'zod/mini';

const Run = z.object({
  api: z.string(),
  files: z.string(),
  smtp: z.object({ host: z.string(), port: z.int() }),
  mailbox: z.string(),
  supportAddress: z.string(),
  agents: z.array(
    z.object({
      email: z.string(),
      name: z.string(),
      role: z.string(),
      groups: z.array(z.string()),
      supervisorOf: z.array(z.string()),
      apiToken: z.string(),
    }),
  ),
  customerJwt: z.object({ alg: z.string(), secret: z.string(), issuer: z.string() }),
});
export type Run = z.output<typeof Run>;

/** Where the running instance is. Throws with what to do when there is none. */
export async function findRun(): Promise<Run> {
  const file = join(process.env['MOORLINE_DATA'] ?? '.local', 'run.json');
  try {
    return z.parse(Run, JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(
      `No running instance found (${file}). Start one with "npm start" in another terminal, then run this again; where it has a folder of its own, say MOORLINE_DATA here, too.`,
      { cause },
    );
  }
}

type Json = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: the demo reads answers as a script would
export type Answer = { status: number; body: any };

/** Calls the API with JSON under one identity. */
export function apiClient(run: Run, authorization: string) {
  return async (method: string, path: string, body?: Json): Promise<Answer> => {
    const response = await fetch(`${run.api}/api/v2${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json', accept: 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
}
export type ApiClient = ReturnType<typeof apiClient>;

export function tokenOf(agent: Run['agents'][number]): string {
  return `Basic ${Buffer.from(`${agent.email}/token:${agent.apiToken}`).toString('base64')}`;
}

/** A sign-in of a customer as the exchange would issue it. */
export async function customerToken(
  run: Run,
  customer: { email: string; name: string; external_id: string },
): Promise<string> {
  const jwt = await new SignJWT({ ...customer, email_verified: true })
    .setProtectedHeader({ alg: run.customerJwt.alg })
    .setIssuer(run.customerJwt.issuer)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(run.customerJwt.secret));
  return `Bearer ${jwt}`;
}

const Mail = z.object({
  messageId: z.string(),
  destination: z.object({ to: z.array(z.string()) }),
  subject: z.string(),
  body: z.object({ text: z.string(), html: z.string() }),
  headers: z.record(z.string(), z.unknown()),
});
export type Mail = z.output<typeof Mail>;

/** Mails to an address that the instance has sent, oldest first. */
export async function mailsTo(run: Run, address: string): Promise<Mail[]> {
  const response = await fetch(`${run.mailbox}/store`);
  const { emails } = z.parse(z.object({ emails: z.array(Mail) }), await response.json());
  return emails.filter((mail) => mail.destination.to.some((to) => to.includes(address)));
}

/** One header of a mail, whatever the case of its name. */
export function header(mail: Mail, name: string): string {
  const found = Object.entries(mail.headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found ? String(found[1]) : '';
}

/** A mail client that speaks real SMTP. */
export function mailClient(run: Run) {
  return nodemailer.createTransport({ host: run.smtp.host, port: run.smtp.port, secure: false, ignoreTLS: true });
}
