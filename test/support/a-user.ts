import { createApiToken } from '../../shared/people/api-token.store.ts';
import { createUser } from '../../shared/people/user.store.ts';
import type { User, UserFields } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Credentials } from './call-api.ts';
import type { TestClock } from './clock.ts';

let made = 0;

/** A person in the table, with a name and an address of their own unless given. */
export async function aUser(table: Table, clock: TestClock, fields: UserFields = {}): Promise<User> {
  const n = ++made;
  const { role = 'end-user' } = fields;
  const named = { name: `Test ${role} ${n}`, email: `${role}-${n}@people.test`, verified: true, ...fields };
  return createUser(table, named, { now: clock.now(), newId: clock.newId });
}

/** An agent with an API token. */
export function anAgent(table: Table, clock: TestClock, fields: UserFields = {}) {
  return aCaller(table, clock, { role: 'agent', ...fields });
}

/** An administrator with an API token. */
export function anAdmin(table: Table, clock: TestClock, fields: UserFields = {}) {
  return aCaller(table, clock, { role: 'admin', ...fields });
}

/** A customer with an API token; `aCustomerJwt` is how customers usually sign in. */
export function aCustomer(table: Table, clock: TestClock, fields: UserFields = {}) {
  return aCaller(table, clock, { role: 'end-user', ...fields });
}

async function aCaller(
  table: Table,
  clock: TestClock,
  fields: UserFields,
): Promise<{ user: User; as: Credentials; tokenId: number }> {
  const user = await aUser(table, clock, fields);
  const context = { now: clock.now(), newId: clock.newId };
  const { token, secret } = await createApiToken(table, { user_id: user.id, description: 'test' }, context);
  return { user, as: { email: user.email ?? '', apiToken: secret }, tokenId: token.id };
}
