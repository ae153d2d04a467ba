import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Instant } from '../../shared/kernel/clock.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { createApiToken, findApiToken, tokenHash } from '../../shared/people/api-token.store.ts';
import { listGroups } from '../../shared/people/group.store.ts';
import { findMembership } from '../../shared/people/membership.store.ts';
import { findOrCreateByEmail, findUserByEmail, updateUser, type WriteContext } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { createGroup, joinGroup } from '../../shared/people/write-group.store.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listPolicies, putPolicy } from '../../shared/sla/sla-policy.store.ts';
import type { SeededAgent } from './run-file.ts';
import { SEED_GROUPS, SEED_PEOPLE, type SeedPerson } from './seed-people.ts';
import { seedPolicies } from './seed-policies.ts';

/** The tokens of the seeded agents by address; the table knows only their hashes. */
const Tokens = z.record(z.string(), z.string());
type Tokens = z.output<typeof Tokens>;

/**
 * Groups, agents with API tokens, and service-level policies to work with, written through the product's own stores on
 * the first start. `file` keeps the tokens; once it holds one that works for everybody, nothing is written again, so
 * what people change afterwards stays changed. A start that was killed half way is completed by the next one.
 */
export async function seed(file: string): Promise<SeededAgent[]> {
  const { table } = awsWithTable();
  const kept = existsSync(file) ? z.parse(Tokens, JSON.parse(readFileSync(file, 'utf8'))) : {};
  const valid = await Promise.all(SEED_PEOPLE.map(({ email }) => isValid(table, kept[email])));
  const tokens = valid.every(Boolean) ? kept : await write(table, kept, file);
  return SEED_PEOPLE.map(({ email, name, role, groups, supervisorOf }) => ({
    email,
    name,
    role,
    groups,
    supervisorOf,
    apiToken: tokens[email] ?? '',
  }));
}

async function isValid(table: Table, secret: string | undefined): Promise<boolean> {
  const token = secret === undefined ? undefined : await findApiToken(table, tokenHash(secret));
  return token?.revoked_at === null;
}

async function write(table: Table, kept: Tokens, file: string): Promise<Tokens> {
  const now = Date.now();
  const context: WriteContext = { now, newId: () => makeId(Date.now(), Math.random()) };
  const groups = await ensureGroups(table, context);
  await ensurePolicies(table, now, groups, context);
  const tokens: Tokens = {};
  for (const person of SEED_PEOPLE) {
    const user = await ensurePerson(table, person, groups, context);
    const secret = kept[person.email];
    tokens[person.email] =
      secret !== undefined && (await isValid(table, secret))
        ? secret
        : (await createApiToken(table, { user_id: user.id, description: 'Local run' }, context)).secret;
  }
  writeFileSync(file, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
  return tokens;
}

async function ensureGroups(table: Table, context: WriteContext): Promise<Map<string, number>> {
  const groups = new Map((await listGroups(table)).map(({ name, id }) => [name, id]));
  for (const name of SEED_GROUPS) {
    if (!groups.has(name)) groups.set(name, (await createGroup(table, { name }, context)).id);
  }
  return groups;
}

async function ensurePerson(table: Table, person: SeedPerson, groups: Map<string, number>, context: WriteContext) {
  const { email, name, role, locale } = person;
  const found = await findOrCreateByEmail(table, { email, name, locale, verified: true }, context);
  if (found.role !== role) await updateUser(table, found, { role }, context);
  const user: User = (await findUserByEmail(table, email)) ?? found;
  for (const group of person.groups) {
    const group_id = groups.get(group);
    if (group_id === undefined || (await findMembership(table, 'group', group_id, user.id))) continue;
    await joinGroup(table, { user_id: user.id, group_id, supervisor: person.supervisorOf.includes(group) }, context);
  }
  return user;
}

async function ensurePolicies(
  table: Table,
  now: Instant,
  groups: ReadonlyMap<string, number>,
  { newId }: WriteContext,
): Promise<void> {
  if ((await listPolicies(table, { consistent: true })).policies.length > 0) return;
  const ids: number[] = [];
  for (const policy of seedPolicies(groups, now, newId)) {
    ids.push(policy.id);
    const { orderVersion } = await listPolicies(table, { consistent: true });
    await putPolicy(table, undefined, policy, { ids, version: orderVersion });
  }
}
