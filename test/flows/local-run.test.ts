import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFauxqs } from 'fauxqs';
import { afterAll, afterEach, expect, test } from 'vitest';
import { markOf } from '../../infra/local/processes.ts';
import { startTableEngine } from '../../infra/local/table-engine.ts';
import {
  aDataDir,
  aLocalRun,
  aSourceTree,
  eventually,
  spawnLocalRun,
  type TestRun,
  useRun,
} from '../support/a-local-run.ts';

const { dataDir, remove } = aDataDir();
let run: TestRun | undefined;

async function start(options: Partial<Parameters<typeof aLocalRun>[0]> = {}): Promise<TestRun> {
  run = await aLocalRun({ dataDir, ...options });
  return run;
}

afterEach(async () => {
  await run?.end('SIGKILL');
  run = undefined;
});
afterAll(async () => {
  // Ends the engine that the last kill left behind.
  await (await aLocalRun({ dataDir })).end('SIGTERM');
  remove();
});

/** The table engine of a run. */
function engineOf(directory: string): { pid: number } {
  return JSON.parse(readFileSync(join(directory, 'lock.json'), 'utf8')).engine;
}

test('run.json tells everything that is needed to use a run, and is there only while it runs', async () => {
  const { info, end } = await start();
  expect(info).toMatchObject({
    api: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    smtp: { host: '127.0.0.1', port: expect.any(Number) },
    mailbox: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    supportAddress: 'support@moorline.test',
    customerJwt: { alg: 'HS256', secret: expect.any(String), issuer: expect.any(String) },
    pid: expect.any(Number),
  });
  expect(info.agents.map(({ role }) => role)).toContain('admin');
  expect(info.agents.some(({ supervisorOf }) => supervisorOf.length > 0)).toBe(true);
  const me = await useRun(info).call('GET', '/users/me.json');
  expect(me.body.user).toMatchObject({ email: info.agents[0]?.email, role: info.agents[0]?.role });
  const { pid } = engineOf(dataDir);
  expect(await end('SIGTERM')).toBe(0);
  expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  expect(markOf(pid)).toBeUndefined();
});

test('what was acknowledged before a kill is there after it, and agents keep their tokens', async () => {
  const first = await start();
  const before = useRun(first.info);
  const file = Buffer.from([0x89, 0x50, 0xff, 0x00, 0x0a]);
  const upload = (await (await before.upload('proof.png', file)).json()) as { upload: { token: string } };
  const created = await before.call('POST', '/tickets.json', {
    ticket: {
      subject: 'Withdrawal stuck',
      comment: { body: 'It is not there.', uploads: [upload.upload.token] },
      requester: { name: 'Ann', email: 'ann@customer.test' },
    },
  });
  expect(created.status).toBe(201);
  const { id } = created.body.ticket;
  await before.sendMail({ from: 'bo@customer.test', subject: 'Mail before the kill', text: 'Hello' });
  const { pid } = engineOf(dataDir);
  await first.end('SIGKILL');
  expect(markOf(pid)).toBeDefined();

  const second = await start();
  expect(markOf(pid)).toBeUndefined();
  expect(second.info.agents).toEqual(first.info.agents);
  expect(second.info.customerJwt).toEqual(first.info.customerJwt);
  const after = useRun(second.info);
  expect((await after.call('GET', `/tickets/${id}.json`)).body.ticket.subject).toBe('Withdrawal stuck');
  const [comment] = (await after.call('GET', `/tickets/${id}/comments.json`)).body.comments;
  expect(comment.attachments).toHaveLength(1);
  const url = new URL(comment.attachments[0].content_url);
  const download = await fetch(`${second.info.files}${url.pathname}${url.search}`);
  expect(Buffer.from(await download.arrayBuffer()).equals(file)).toBe(true);
  await eventually('the mail became a ticket', async () => {
    const { body } = await after.call('GET', '/tickets.json?sort_by=id&sort_order=desc');
    return body.tickets.find((ticket: { subject: string }) => ticket.subject === 'Mail before the kill');
  });
});

test('mail that had not gone out when the process was killed goes out after the next start, once', async () => {
  const first = await start();
  const before = useRun(first.info);
  await before.misbehave({ throttle: 1_000 });
  const ticket = { subject: 'Quiet', comment: { body: 'x' }, requester: { name: 'Cy', email: 'cy@customer.test' } };
  await before.call('POST', '/tickets.json', { ticket });
  // Until the sender has given up for the moment: killed earlier, it would hold the mail for half a minute.
  await new Promise((done) => setTimeout(done, 2_500));
  expect(await before.mailsTo('cy@customer.test')).toEqual([]);
  await first.end('SIGKILL');

  const second = await start();
  const after = useRun(second.info);
  const sent = async () => ((await after.mailsTo('cy@')).length > 0 ? true : undefined);
  await eventually('the acknowledgement', sent, 45_000);
  await new Promise((done) => setTimeout(done, 500));
  expect(await after.mailsTo('cy@customer.test')).toHaveLength(1);
}, 90_000);

test('a second run in the same directory does not start, and says why', async () => {
  const { info } = await start();
  const { child, output } = spawnLocalRun({ dataDir });
  expect(await new Promise((done) => child.once('exit', done))).toBe(1);
  expect(output()).toContain(`Process ${info.pid} already runs`);
  expect((await useRun(info).call('GET', '/users/me.json')).status).toBe(200);
});

test('an ephemeral run leaves nothing but its log', async () => {
  const other = aDataDir();
  const { info, end } = await start({ dataDir: other.dataDir, args: ['--ephemeral'] });
  expect((await useRun(info).call('GET', '/users/me.json')).status).toBe(200);
  expect(await end('SIGINT')).toBe(0);
  expect(readdirSync(other.dataDir)).toEqual(['moorline.log']);
  other.remove();
});

test('a change of a source takes effect without a restart, and a broken one changes nothing', async () => {
  const root = aSourceTree();
  const strings = join(root, 'shared/strings/errors/en.json');
  const { info, output } = await start({ root, args: ['--ephemeral'], dataDir: aDataDir().dataDir });
  const { call } = useRun(info);
  const refusal = async () => (await call('GET', '/tickets/999999.json')).body.description;
  expect(await refusal()).toBe('Not found');

  const original = await readFile(strings, 'utf8');
  await writeFile(
    strings,
    original.replace('"error.record_not_found": "Not found"', '"error.record_not_found": "Nowhere"'),
  );
  await eventually('the new text', async () => ((await refusal()) === 'Nowhere' ? true : undefined));

  const handler = join(root, 'functions/tickets-api/handler.ts');
  await writeFile(handler, 'export const handler = (;\n');
  await eventually('the complaint', () => (output().includes('tickets-api was not loaded') ? true : undefined));
  expect(await refusal()).toBe('Nowhere');
  expect(output()).not.toContain('users-api was not loaded');
});

test('servers of one’s own take the place of the embedded engines', { timeout: 60_000 }, async () => {
  const table = await startTableEngine({});
  const queues = await startFauxqs({ port: 0, logger: false });
  const other = aDataDir();
  try {
    const own = `http://127.0.0.1:${queues.port}`;
    const env = { AWS_ENDPOINT_URL_DYNAMODB: table.endpoint, AWS_ENDPOINT_URL_SQS: own, AWS_ENDPOINT_URL_S3: own };
    const { info, end } = await start({ dataDir: other.dataDir, env });
    const { call, sendMail, mailsTo, upload } = useRun(info);
    const { upload: file } = (await (await upload('a.txt', Buffer.from('x'))).json()) as {
      upload: { attachment: { content_url: string } };
    };
    await eventually('the scan of a file', async () =>
      (await fetch(file.attachment.content_url)).status === 200 ? true : undefined,
    );
    const ticket = {
      subject: 'Elsewhere',
      comment: { body: 'x' },
      requester: { name: 'Di', email: 'di@customer.test' },
    };
    expect((await call('POST', '/tickets.json', { ticket })).status).toBe(201);
    await sendMail({ from: 'ed@customer.test', subject: 'By mail', text: 'Hello' });
    for (const address of ['di@customer.test', 'ed@customer.test']) {
      await eventually(`mail to ${address}`, async () => ((await mailsTo(address)).length > 0 ? true : undefined));
    }
    expect(readdirSync(other.dataDir)).not.toContain('table.db');
    expect(await end('SIGTERM')).toBe(0);
  } finally {
    await queues.stop();
    await table.stop();
    other.remove();
  }
});
