import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import type { RunInfo } from '../../infra/local/run-file.ts';

const PROJECT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** A copy of the sources that a test may edit, with the same packages. */
export function aSourceTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'moorline-tree-'));
  for (const part of ['functions', 'infra', 'shared', 'package.json', 'package-lock.json']) {
    cpSync(join(PROJECT, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

export interface TestRun {
  readonly info: RunInfo;
  readonly output: () => string;
  /** Sends the signal and answers the exit code, null when the signal killed it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

interface StartOptions {
  readonly dataDir: string;
  /** The project, or a copy of it. */
  readonly root?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the local run on free ports in a process of its own, and waits until it is ready. */
export async function aLocalRun(options: StartOptions): Promise<TestRun> {
  const { child, output } = spawnLocalRun(options);
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const end: TestRun['end'] = (signal) => {
    child.kill(signal);
    return exited;
  };
  for (const until = Date.now() + 30_000; ; ) {
    const info = await readRun(options.dataDir, child.pid);
    if (info) return { info, output, end };
    if (child.exitCode !== null) throw new Error(`The local run ended with ${child.exitCode}:\n${output()}`);
    if (Date.now() > until) {
      await end('SIGKILL');
      throw new Error(`The local run was not ready in time:\n${output()}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Starts it without waiting for anything. */
export function spawnLocalRun({ dataDir, root = PROJECT, args = [], env = {} }: StartOptions) {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'infra/local/main.ts'), ...args], {
    env: { ...process.env, PORT: '0', SMTP_PORT: '0', MAILBOX_PORT: '0', MOORLINE_DATA: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
  return { child, output: () => said };
}

async function readRun(dataDir: string, pid: number | undefined): Promise<RunInfo | undefined> {
  try {
    const info: RunInfo = JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8'));
    return info.pid === pid ? info : undefined;
  } catch {
    return undefined;
  }
}

/** A directory for a run's data, and how to take it away. */
export function aDataDir(): { dataDir: string; remove: () => void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'moorline-data-'));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

export interface Mail {
  readonly messageId: string;
  readonly subject: string;
  readonly destination: { readonly to: string[] };
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly text: string };
}

/** Ways to use a run as agents and customers do. */
export function useRun({ api, smtp, mailbox, agents, supportAddress }: RunInfo) {
  const [admin] = agents;
  const authorization = `Basic ${Buffer.from(`${admin?.email}/token:${admin?.apiToken}`).toString('base64')}`;
  return {
    async call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
      const response = await fetch(`${api}/api/v2${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
    },
    upload: (name: string, bytes: Buffer) =>
      fetch(`${api}/api/v2/uploads.json?filename=${name}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: new Uint8Array(bytes),
      }),
    sendMail: (mail: SendMailOptions) =>
      nodemailer
        .createTransport({ host: smtp.host, port: smtp.port, ignoreTLS: true })
        .sendMail({ to: supportAddress, ...mail }),
    async mailsTo(address: string): Promise<Mail[]> {
      return ((await (await fetch(`${mailbox}/store?to=${address}`)).json()) as { emails: Mail[] }).emails;
    },
    misbehave: (order: object) => fetch(`${mailbox}/misbehaviour`, { method: 'PUT', body: JSON.stringify(order) }),
  };
}

/** Looks until there is something, and answers it. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  ms = 15_000,
): Promise<T> {
  for (const until = Date.now() + ms; ; ) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`${what} did not happen within ${ms} ms`);
    await new Promise((done) => setTimeout(done, 30));
  }
}
