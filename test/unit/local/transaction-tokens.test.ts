import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { close, listen } from '../../../infra/local/listen.ts';
import { dropTransactionTokens } from '../../../infra/local/transaction-tokens.ts';

test('transactions go out whole but without a token of the SDK', async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    expect(Number(request.headers['content-length'])).toBe(Buffer.byteLength(bodies.at(-1) ?? ''));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  const endpoint = `http://127.0.0.1:${await listen(server, 0, 'table')}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }));
  const put = { Put: { TableName: 'table', Item: { pk: '"ClientRequestToken":"x"' } } };
  const transact = () =>
    client.send(new TransactWriteCommand({ TransactItems: [put], ReturnConsumedCapacity: 'TOTAL' }));
  await transact();
  expect(JSON.parse(bodies[0] ?? '')).toHaveProperty('ClientRequestToken');

  dropTransactionTokens();
  await transact();
  const { ClientRequestToken, ...rest } = JSON.parse(bodies[0] ?? '');
  expect(ClientRequestToken).toEqual(expect.any(String));
  expect(JSON.parse(bodies[1] ?? '')).toEqual(rest);
  await client.send(new GetCommand({ TableName: 'table', Key: { pk: 'x' } }));
  expect(JSON.parse(bodies[2] ?? '')).toEqual({ TableName: 'table', Key: { pk: { S: 'x' } } });
  client.destroy();
  await close(server);
});
