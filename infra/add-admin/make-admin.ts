import { createApiToken } from '../../shared/people/api-token.store.ts';
import { findOrCreateByEmail, updateUser, type WriteContext } from '../../shared/people/user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** An administrator and the API token to begin with; it is shown this once. */
export interface MadeAdmin {
  readonly id: number;
  readonly apiToken: string;
}

/** Makes somebody an administrator, whoever they were before, with a new API token. May be repeated. */
export async function makeAdmin(
  table: Table,
  { email, name, locale }: { readonly email: string; readonly name: string; readonly locale: string },
  context: WriteContext,
): Promise<MadeAdmin> {
  const found = await findOrCreateByEmail(table, { email, name, locale, verified: true }, context);
  const admin = found.role === 'admin' ? found : await updateUser(table, found, { role: 'admin' }, context);
  const { secret } = await createApiToken(table, { user_id: admin.id, description: 'First sign-in' }, context);
  return { id: admin.id, apiToken: secret };
}
