import { expect, test } from 'vitest';
import { aTable } from '../support/table.ts';

test('a key that is asked for twice is answered twice, and makes the request no worse', async () => {
  const table = await aTable();
  const [a, b] = [
    { pk: 'A', sk: 'META' },
    { pk: 'B', sk: 'META' },
  ];
  await table.putAll([a, b]);
  expect(await table.batchGet([a, b, a])).toEqual([a, b, a]);
});
