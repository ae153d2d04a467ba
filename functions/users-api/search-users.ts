import { findByPrefix } from '../../shared/people/prefix-search.store.ts';
import { isEmail, normalEmail, searchable } from '../../shared/people/text-rules.ts';
import { findEmailOwner, findUserByExternalId } from '../../shared/people/user.store.ts';
import { userView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { type Paging, pageEnvelope, pageOfIds, pagingOf } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { UsersDeps } from './deps.ts';
import { usersInOrder } from './list-users.ts';

/** A search gives at most this many people: who looks for more should ask for less. */
const MAX_FOUND = 1_000;

/** Finds people by external id, by address, or by the beginning of a name or address. */
export const searchUsers: UseCase<typeof usersApi.routes.search, UsersDeps> = async (request, { table }) => {
  const { query = '', external_id } = request.query;
  if (external_id === undefined) return present(request, table, pagingOf(request.query), await idsOf(table, query));
  const user = await findUserByExternalId(table, external_id);
  return present(request, table, pagingOf(request.query), user ? [user.id] : []);
};

/** People whose name begins with a text, for choosing one while typing. */
export const autocompleteUsers: UseCase<typeof usersApi.routes.autocomplete, UsersDeps> = async (
  request,
  { table },
) => {
  const { name } = request.query;
  return present(request, table, pagingOf(request.query), await byBeginning(table, searchable(name)));
};

/** `email:`, `name:`, `external_id:` and `phone:` as other products write them; anything else is a beginning. */
async function idsOf(table: Table, query: string): Promise<number[]> {
  const words = query.replace(/\btype:\s*user\b/g, '').trim();
  const [, field = '', value = words] = /^(email|name|external_id|user):\s*(.*)$/s.exec(words) ?? [];
  const text = value
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\*$/, '');
  if (field === 'external_id') return [(await findUserByExternalId(table, text))?.id ?? []].flat();
  const owner = isEmail(normalEmail(text)) ? await findEmailOwner(table, text) : undefined;
  if (owner) return [owner.user_id];
  if (field === 'email') return findByPrefix(table, 'email', normalEmail(text), MAX_FOUND);
  return byBeginning(table, searchable(text));
}

async function byBeginning(table: Table, text: string): Promise<number[]> {
  const found = await Promise.all([
    findByPrefix(table, 'user', text, MAX_FOUND),
    findByPrefix(table, 'email', normalEmail(text), MAX_FOUND),
  ]);
  return [...new Set(found.flat())].slice(0, MAX_FOUND);
}

async function present(request: Request, table: Table, paging: Paging, ids: readonly number[]) {
  const { principal, baseUrl } = request;
  const page = await pageOfIds(paging, ids, (shown) => usersInOrder(table, shown));
  const users = page.items.filter((user) => user.active).map((user) => userView(user, principal, baseUrl));
  return { body: { users, ...pageEnvelope(request, paging, page, ids.length) } };
}
