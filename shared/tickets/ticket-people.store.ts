import { normalEmail } from '../people/text-rules.ts';
import { createByEmail, findUserByEmail, getUser, getUsers } from '../people/user.store.ts';
import { localeOfId, type User } from '../people/user.ts';
import type { Table } from '../platform/table/table.ts';
import type { TicketDeps } from './ticket.deps.ts';
import type { PersonInput } from './ticket-input.ts';

type Deps = Pick<TicketDeps, 'table' | 'now' | 'newId' | 'defaultLocale'>;

/** What a ticket needs to know of a person. */
export type Person = Pick<User, 'id' | 'role' | 'organization_id' | 'locale'>;

/** People by their addresses, in the form addresses are kept in. */
export type PeopleByEmail = ReadonlyMap<string, Person>;

/** People whom a client named by address: those we know, and those who are yet to be made. */
export interface Named {
  readonly known: PeopleByEmail;
  readonly missing: readonly PersonInput[];
}

/** Looks up who is named by address; makes nobody. */
export async function findNamed(table: Table, people: readonly PersonInput[]): Promise<Named> {
  const byEmail = new Map(people.map((person) => [normalEmail(person.email), person]));
  const known = new Map<string, Person>();
  const missing: PersonInput[] = [];
  await Promise.all(
    [...byEmail].map(async ([email, person]) => {
      const user = await findUserByEmail(table, email);
      if (user) known.set(email, user);
      else missing.push(person);
    }),
  );
  return { known, missing };
}

/** Stands for somebody who is not made before all the rest of a request is known to be right. */
const STAND_IN: Person = { id: 0, role: 'end-user', organization_id: null, locale: 'en' };

/**
 * Runs `draft` with everybody who is named, and makes who is missing. The draft is tried with stand-ins first: what the
 * rules refuse leaves nobody behind.
 */
export async function withEverybody<T>(deps: Deps, named: Named, draft: (people: PeopleByEmail) => T): Promise<T> {
  if (named.missing.length === 0) return draft(named.known);
  draft(new Map([...named.known, ...named.missing.map(({ email }) => [normalEmail(email), STAND_IN] as const)]));
  const made = await Promise.all(
    named.missing.map(async (person) => [normalEmail(person.email), await makePerson(deps, person)] as const),
  );
  return draft(new Map([...named.known, ...made]));
}

/** Two requests that name the same new person at once get the same one. */
function makePerson(deps: Deps, { email, name, locale, locale_id }: PersonInput): Promise<User> {
  const language = locale ?? (typeof locale_id === 'number' ? localeOfId(locale_id) : undefined);
  const person = { email, ...(name ? { name } : {}), locale: language ?? deps.defaultLocale };
  return createByEmail(deps.table, person, { now: deps.now(), newId: deps.newId });
}

/** The people of these ids who are not deleted. Who is missing from the cheap read is looked up once more. */
export async function findUsers(table: Table, ids: readonly number[]): Promise<Map<number, User>> {
  if (ids.length === 0) return new Map();
  const users = await getUsers(table, ids);
  const late = [...new Set(ids)].filter((id) => !users.has(id));
  for (const user of await Promise.all(late.map((id) => getUser(table, id)))) if (user) users.set(user.id, user);
  for (const user of [...users.values()]) if (!user.active) users.delete(user.id);
  return users;
}
