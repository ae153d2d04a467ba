import { expect, test } from 'vitest';
import { makeAdmin } from '../../infra/add-admin/make-admin.ts';
import { findApiToken, tokenHash } from '../../shared/people/api-token.store.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

test('the first administrator is made in an empty table, with a token that works, and making them again does no harm', async () => {
  const [table, clock] = [await aTable(), aClock()];
  const person = { email: 'ada@exchange.test', name: 'Ada', locale: 'en' };
  const context = () => ({ now: clock.now(), newId: clock.newId });
  const { id, apiToken } = await makeAdmin(table, person, context());
  expect(await getUser(table, id)).toMatchObject({ email: 'ada@exchange.test', role: 'admin', verified: true });
  expect(await findApiToken(table, tokenHash(apiToken))).toMatchObject({ user_id: id, revoked_at: null });
  expect((await makeAdmin(table, person, context())).id).toBe(id);
});
