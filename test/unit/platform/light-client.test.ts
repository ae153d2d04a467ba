import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lightClient } from '../../../shared/platform/light-client.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a key for tests' };
const KEYS_FOR_NOW = { ...KEYS, sessionToken: 'a/session+token==' };

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** A client's settings, and what it would have sent. */
function settings(credentials: typeof KEYS) {
  const sent: Sent[] = [];
  const requestHandler = {
    async handle(request: Sent) {
      sent.push({ ...request, headers: { ...request.headers } });
      throw new Error('not sent');
    },
  };
  return {
    sent,
    config: { region: 'eu-central-1', maxAttempts: 1, credentials, requestHandler: requestHandler as never },
  };
}

async function asksTheTable(credentials: typeof KEYS): Promise<Sent[]> {
  const { sent, config } = settings(credentials);
  const client = lightClient(new DynamoDBClient(config));
  const key = { pk: { S: '提现未到账' } };
  await expect(client.send(new GetItemCommand({ TableName: 't', Key: key }))).rejects.toThrow('not sent');
  const TransactItems = [{ Delete: { TableName: 't', Key: key } }];
  await expect(client.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toThrow('not sent');
  return sent;
}

async function sendsMail(credentials: typeof KEYS): Promise<Sent[]> {
  const { sent, config } = settings(credentials);
  const client = lightClient(new SESv2Client(config));
  const Content = { Raw: { Data: Buffer.from('Subject: 你好\r\n\r\n你好') } };
  await expect(client.send(new SendEmailCommand({ Content }))).rejects.toThrow('not sent');
  return sent;
}

/** The same request as the SDK's own signer signs it. */
async function signedBySdk(sent: Sent, service: string, credentials: typeof KEYS): Promise<string | undefined> {
  const whole = { applyChecksum: false };
  const client = new DynamoDBClient({ ...whole, region: 'eu-central-1', credentials });
  const signer = await client.config.signer();
  const names = Object.keys(sent.headers).filter((name) => name !== 'authorization');
  const { headers } = await signer.sign(
    {
      ...sent,
      protocol: 'https:',
      hostname: sent.headers['host'] ?? '',
      headers: Object.fromEntries(names.map((name) => [name, sent.headers[name] ?? ''])),
    },
    {
      signingService: service,
      signingDate: new Date(),
    },
  );
  return headers['authorization'];
}

describe('what a light client sends', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-22T23:59:59.999Z'), toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['the table, by keys that stay', 'dynamodb', asksTheTable, KEYS],
    ['the table, by keys with a token', 'dynamodb', asksTheTable, KEYS_FOR_NOW],
    ['SES, by keys that stay', 'ses', sendsMail, KEYS],
    ['SES, by keys with a token', 'ses', sendsMail, KEYS_FOR_NOW],
  ] as const)('has the signature that the SDK gives it: to %s', async (_, service, send, credentials) => {
    const sent = await send(credentials);
    expect(sent.length).toBeGreaterThan(0);
    for (const each of sent) {
      expect(each.headers['authorization']).toMatch(/Signature=[0-9a-f]{64}$/);
      expect(each.headers['authorization']).toBe(await signedBySdk(each, service, credentials));
    }
  });

  it('is signed with the key of the day that it is sent on', async () => {
    const { sent, config } = settings(KEYS);
    const client = lightClient(new DynamoDBClient(config));
    const ask = new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } });
    await expect(client.send(ask)).rejects.toThrow('not sent');
    vi.setSystemTime(Date.parse('2026-11-23T00:00:00.000Z'));
    await expect(client.send(ask)).rejects.toThrow('not sent');
    expect(sent.map(({ headers }) => headers['authorization']?.slice(0, 50))).toEqual([
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/e',
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/e',
    ]);
    expect(sent[1]?.headers['authorization']).toBe(sent[1] && (await signedBySdk(sent[1], 'dynamodb', KEYS)));
  });
});
