import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { aws } from '../../../shared/platform/aws.ts';
import { openTable } from '../../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../../shared/platform/table/table-errors.ts';
import { aDocumentClient } from '../../support/table.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const metadata = { $metadata: {}, message: '' };

/** A transaction that DynamoDB refused, with its reason for each write. */
function cancelled(...codes: string[]): TransactionCanceledException {
  return new TransactionCanceledException({ ...metadata, CancellationReasons: codes.map((Code) => ({ Code })) });
}

const put = (pk: string) => ({ put: { pk, sk: 'META' } });

describe('the table, when the service has a bad day', () => {
  const table = openTable(aDocumentClient(), 'a-table', aws());
  beforeEach(() => dynamo.reset());

  test('sends a transaction again that another one was in the way of', async () => {
    dynamo
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('None', 'TransactionConflict'))
      .rejectsOnce(cancelled('TransactionConflict', 'None'))
      .resolves({});
    await table.transact([put('a'), put('b')]);
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(3);
  });

  test('gives up after some attempts, as something to try again later', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(table.transact([put('a')])).rejects.toMatchObject({ kind: 'unavailable', code: 'try_again' });
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(6);
  });

  test('does not send again what a condition refused, even beside a conflict, and tells which write it was', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('TransactionConflict', 'None', 'ConditionalCheckFailed'));
    const error: unknown = await table.transact([put('a'), put('b'), put('c')]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionFailed);
    expect(error).toMatchObject({ index: 2 });
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(1);
  });

  test('tells a refused condition of a single write from a throttle', async () => {
    dynamo
      .on(PutCommand)
      .rejectsOnce(new ConditionalCheckFailedException(metadata))
      .rejectsOnce(new ProvisionedThroughputExceededException(metadata));
    await expect(table.put({ pk: 'a', sk: 'META' }, 'absent')).rejects.toBeInstanceOf(ConditionFailed);
    await expect(table.put({ pk: 'a', sk: 'META' })).rejects.toMatchObject({ kind: 'unavailable', code: 'try_again' });
  });

  test('lets an error it does not know through as it is', async () => {
    const fault = new TypeError('something else');
    dynamo.on(PutCommand).rejects(fault);
    await expect(table.put({ pk: 'a', sk: 'META' })).rejects.toBe(fault);
  });

  test('asks again for keys that a batch left out, and answers in the order of the keys', async () => {
    const [a, b] = [
      { pk: 'a', sk: 'META' },
      { pk: 'b', sk: 'META' },
    ];
    dynamo
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { 'a-table': [b] }, UnprocessedKeys: { 'a-table': { Keys: [a] } } })
      .resolves({ Responses: { 'a-table': [a] } });
    expect(await table.batchGet([a, b])).toEqual([a, b]);
    expect(dynamo.commandCalls(BatchGetCommand)).toHaveLength(2);
  });

  test('writes again what a batch left out', async () => {
    const item = { pk: 'a', sk: 'META' };
    const left = { UnprocessedItems: { 'a-table': [{ PutRequest: { Item: item } }] } };
    dynamo.on(BatchWriteCommand).resolvesOnce(left).resolves({});
    await table.putAll([item]);
    expect(dynamo.commandCalls(BatchWriteCommand)).toHaveLength(2);
  });

  test('never sends more than twelve writes together', async () => {
    const writes = Array.from({ length: 13 }, (_, at) => put(String(at)));
    await expect(table.transact(writes)).rejects.toBeInstanceOf(RangeError);
    expect(dynamo.calls()).toHaveLength(0);
  });
});
