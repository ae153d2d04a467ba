import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { sortableId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { type IdRange, MAX_OFFSET } from '../platform/http/paging.ts';
import { API_TOKENS_PARTITION, apiTokenKey, apiTokensOfUserPartition, tokenKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { ApiToken } from './api-token.ts';
import { listIds } from './list-ids.store.ts';
import type { WriteContext } from './user.store.ts';

const Pointer = onFirstUse(() => z.object({ sha256: z.string() }));

/** What a secret is looked up by. */
export function tokenHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Makes a token for a person and answers its secret: the only time that it can be seen. */
export async function createApiToken(
  table: Table,
  request: { readonly user_id: number; readonly description: string },
  { now, newId }: WriteContext,
  also: (token: ApiToken) => readonly Write[] = () => [],
): Promise<{ token: ApiToken; secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const token: ApiToken = { id: newId(), ...request, sha256: tokenHash(secret), created_at: now, revoked_at: null };
  const pointer = { ...apiTokenKey(token.id), entity: 'api_token_id', sha256: token.sha256 };
  await table.transact([
    ...also(token),
    { put: tokenItem(token), condition: 'absent' },
    { put: pointer, condition: 'absent' },
  ]);
  return { token, secret };
}

/** The token of a secret's hash, revoked or not. */
export async function findApiToken(table: Table, sha256: string): Promise<ApiToken | undefined> {
  const item = await table.get(tokenKey(sha256), { consistent: true });
  return item && z.parse(ApiToken, item);
}

/** A token by its id, unless it was revoked. */
export async function getApiToken(table: Table, id: number): Promise<ApiToken | undefined> {
  const pointer = await table.get(apiTokenKey(id), { consistent: true });
  const token = pointer && (await findApiToken(table, z.parse(Pointer, pointer).sha256));
  return token?.revoked_at === null ? token : undefined;
}

/** Ids of the tokens that work: everybody's, or one person's. */
export function listApiTokenIds(table: Table, userId: number | undefined, range: IdRange): Promise<number[]> {
  return listIds(table, tokenList(userId), range);
}

/** How many tokens work, counted one by one: they are few. */
export async function countApiTokens(table: Table, userId: number | undefined): Promise<number> {
  const { index, partitions } = tokenList(userId);
  const counts = await Promise.all(partitions.map((partition) => table.count({ index, partition, limit: MAX_OFFSET })));
  return counts.reduce((sum, count) => sum + count, 0);
}

function tokenList(userId: number | undefined) {
  if (userId === undefined) return { index: 'gsi1', partitions: [API_TOKENS_PARTITION] } as const;
  return { index: 'gsi2', partitions: [apiTokensOfUserPartition(userId)] } as const;
}

/** The tokens of these ids that work, in their order. */
export async function getApiTokens(table: Table, ids: readonly number[]): Promise<ApiToken[]> {
  const pointers = await table.batchGet(ids.map(apiTokenKey));
  const items = await table.batchGet(pointers.map((pointer) => tokenKey(z.parse(Pointer, pointer).sha256)));
  return items.map((item) => z.parse(ApiToken, item)).filter((token) => token.revoked_at === null);
}

/** Revokes a token. Its record stays, so that it can still be told whose it was. Repeating it changes nothing. */
export async function revokeApiToken(table: Table, token: ApiToken, now: Instant): Promise<void> {
  await table.put(tokenItem({ ...token, revoked_at: now }), { equals: { id: token.id } });
}

function tokenItem(token: ApiToken): Item {
  const item = { ...tokenKey(token.sha256), entity: 'api_token', ...token };
  if (token.revoked_at !== null) return item;
  const sk = sortableId(token.id);
  return {
    ...item,
    gsi1pk: API_TOKENS_PARTITION,
    gsi1sk: sk,
    gsi2pk: apiTokensOfUserPartition(token.user_id),
    gsi2sk: sk,
  };
}
