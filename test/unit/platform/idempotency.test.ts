import { beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../../shared/kernel/clock.ts';
import { conflict, invalid } from '../../../shared/kernel/errors.ts';
import { createOnce, earlierResult } from '../../../shared/platform/idempotency.ts';
import type { Table } from '../../../shared/platform/table/table.ts';
import type { Write } from '../../../shared/platform/table/table-input.ts';
import { aClock } from '../../support/clock.ts';
import { aTable } from '../../support/table.ts';

const key = { scope: '1#tickets.create#retry-1', bodyHash: 'hash' };

describe('a create with an Idempotency-Key', () => {
  const clock = aClock();
  let table: Table;
  let made: number;
  beforeEach(async () => {
    table = await aTable();
    made = 0;
  });

  async function create(claim: (id: number) => Write[]): Promise<number> {
    const id = clock.newId();
    await table.transact([{ put: { pk: `THING#${id}`, sk: 'META' }, condition: 'absent' }, ...claim(id)]);
    made++;
    return id;
  }

  test('sent again answers what the first made', async () => {
    const first = await createOnce(table, key, clock.now(), create);
    expect(await createOnce(table, key, clock.now() + DAY - 1, create)).toBe(first);
    expect(made).toBe(1);
  });

  test('sent many times at once makes one', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => createOnce(table, key, clock.now(), create)));
    expect(new Set(ids).size).toBe(1);
    expect(made).toBe(1);
  });

  test('with another body is refused', async () => {
    await createOnce(table, key, clock.now(), create);
    const other = createOnce(table, { ...key, bodyHash: 'another' }, clock.now(), create);
    await expect(other).rejects.toMatchObject({ kind: 'invalid', code: 'idempotency_key_reused' });
    expect(made).toBe(1);
  });

  test('may be used anew after a day, whether or not the table has forgotten it', async () => {
    const first = await createOnce(table, key, clock.now(), create);
    const second = await createOnce(table, { ...key, bodyHash: 'another' }, clock.now() + DAY, create);
    expect(second).not.toBe(first);
  });

  test('that failed has claimed nothing', async () => {
    const failing = createOnce(table, key, clock.now(), async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await earlierResult(table, key, clock.now())).toBeUndefined();
    expect(await createOnce(table, key, clock.now(), create)).toBeGreaterThan(0);
  });

  test.each([invalid('uploads', 'attachment.token_invalid'), conflict('ticket.update_conflict')])(
    'that meets what the first used up answers with the first: %s',
    async (refusal) => {
      const overtaken = createOnce(table, key, clock.now(), async () => {
        await createOnce(table, key, clock.now(), create);
        throw refusal;
      });
      expect(await overtaken).toBe(await earlierResult(table, key, clock.now()));
      expect(made).toBe(1);
    },
  );

  test('that is refused by itself says so', async () => {
    const refused = createOnce(table, key, clock.now(), async () => {
      throw invalid('uploads', 'attachment.token_invalid');
    });
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', code: 'attachment.token_invalid' });
  });

  test('without a key is made each time', async () => {
    await createOnce(table, undefined, clock.now(), create);
    await createOnce(table, undefined, clock.now(), create);
    expect(made).toBe(2);
  });
});
