import { sortableId } from '../kernel/ids.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import {
  emailKey,
  identityKey,
  LIST_SHARDS,
  personEventKey,
  prefixPartition,
  shardOf,
  userKey,
  userListPartition,
} from '../platform/table/keys.ts';
import type { Item } from '../platform/table/table.ts';
import type { Identity } from './identity.ts';
import { firstCharacter, searchable } from './text-rules.ts';
import type { UserEventData, UserEventName } from './user.events.ts';
import type { User } from './user.ts';

/** Characters of a name or address that a search by its beginning can use. */
const PREFIX_LENGTH = 60;

/** A text as the prefix index holds it; whole characters only. */
export function prefixText(text: string): string {
  return [...text].slice(0, PREFIX_LENGTH).join('');
}

/** The keys under which a record is found by the beginning of a text. */
export function prefixKeys(of: 'user' | 'organization' | 'email', text: string, id: number): Item {
  const sought = prefixText(text);
  return { gsi2pk: prefixPartition(of, firstCharacter(sought)), gsi2sk: `${sought}#${id}` };
}

/** Partitions of the list of a role; staff are few and stand in one. */
export function userPartitions(role: User['role']): string[] {
  const shards = role === 'end-user' ? LIST_SHARDS : 1;
  return Array.from({ length: shards }, (_, shard) => userListPartition(role, shard));
}

/** A person's main item; only active people stand in lists. */
export function userItem(user: User): Item {
  const item: Item = { ...userKey(user.id), entity: 'user', ...user };
  if (!user.active) return item;
  const shard = user.role === 'end-user' ? shardOf(user.id) : 0;
  return {
    ...item,
    gsi1pk: userListPartition(user.role, shard),
    gsi1sk: sortableId(user.id),
    ...prefixKeys('user', searchable(user.name), user.id),
  };
}

/** An identity's item, under its person. */
export function identityItem(identity: Identity): Item {
  return { ...identityKey(identity.user_id, identity.id), entity: 'identity', ...identity };
}

/** The item that makes an address one person's, and finds them by it. */
export function emailItem(identity: Identity): Item {
  const { value, user_id, id } = identity;
  return { ...emailKey(value), entity: 'email', user_id, identity_id: id, ...prefixKeys('email', value, user_id) };
}

/** The attribute that makes an item carry a fact about a person. */
export function userEvent(name: UserEventName, user: User, at: number): Item {
  const data: UserEventData = { user_id: user.id, version: user.version, role: user.role };
  const event: EventMessage = {
    id: `user#${user.id}#${user.version}`,
    names: [name],
    subject: String(user.id),
    at,
    data,
  };
  return { [EVENT_ATTRIBUTE]: event };
}

/** An item of its own for a fact about a person who was there before. */
export function userEventItem(name: UserEventName, user: User, at: number): Item {
  const key = personEventKey('user', user.id, sortableId(user.version));
  return { ...key, entity: 'event', ...userEvent(name, user, at) };
}
