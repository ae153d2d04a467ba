import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { invalid } from '../kernel/errors.ts';
import { sortableId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import {
  externalIdKey,
  LIST_SHARDS,
  organizationKey,
  organizationListPartition,
  organizationNameKey,
  personEventKey,
  shardOf,
} from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Key, Write } from '../platform/table/table-input.ts';
import { commitGuarded, type GuardedWrite } from './guarded-commit.store.ts';
import { listIds } from './list-ids.store.ts';
import type { OrganizationEventData, OrganizationEventName } from './organization.events.ts';
import { Organization } from './organization.ts';
import { searchable } from './text-rules.ts';
import { prefixKeys } from './user-items.store.ts';

const Owner = onFirstUse(() => z.object({ owner_id: z.int() }));

/** The organization, deleted or not; undefined when there never was one. */
export async function getOrganizationRecord(table: Table, id: number): Promise<Organization | undefined> {
  const item = await table.get(organizationKey(id), { consistent: true });
  return item && z.parse(Organization, item);
}

/** The organization, or undefined when there is none or it was deleted. */
export async function getOrganization(table: Table, id: number): Promise<Organization | undefined> {
  const organization = await getOrganizationRecord(table, id);
  return organization && !organization.deleted ? organization : undefined;
}

/** The organizations of these ids that are not deleted, in their order. */
export async function getOrganizations(table: Table, ids: readonly number[]): Promise<Organization[]> {
  const items = await table.batchGet([...new Set(ids)].map(organizationKey));
  return items.map((item) => z.parse(Organization, item)).filter((organization) => !organization.deleted);
}

/** The organization of exactly this name; case does not matter. */
export async function findOrganizationByName(table: Table, name: string): Promise<Organization | undefined> {
  const item = await table.get(organizationNameKey(searchable(name)), { consistent: true });
  return item && getOrganization(table, z.parse(Owner, item).owner_id);
}

/** The organization that another system knows under this id; case does not matter. */
export async function findOrganizationByExternalId(
  table: Table,
  externalId: string,
): Promise<Organization | undefined> {
  const item = await table.get(externalKey(externalId), { consistent: true });
  return item && getOrganization(table, z.parse(Owner, item).owner_id);
}

/** Ids of all organizations. */
export function listOrganizationIds(table: Table, range: IdRange): Promise<number[]> {
  const partitions = Array.from({ length: LIST_SHARDS }, (_, shard) => organizationListPartition(shard));
  return listIds(table, { index: 'gsi1', partitions }, range);
}

/** Writes a new organization. Throws `invalid` when its name or external id is taken. `also` joins the transaction. */
export async function createOrganization(
  table: Table,
  organization: Organization,
  also: readonly Write[] = [],
): Promise<void> {
  const { name, external_id, created_at } = organization;
  const event = organizationEvent('organization.created.v1', organization, created_at);
  const writes: GuardedWrite[] = [
    { write: { put: { ...organizationItem(organization), ...event }, condition: 'absent' } },
    nameClaim(organization.id, name),
    ...(external_id === null ? [] : [externalIdClaim(organization.id, external_id)]),
  ];
  await commitGuarded(table, [...also.map((write) => ({ write })), ...writes]);
}

/** Writes an organization's next state. Throws `invalid` when its new name or external id is taken. */
export async function saveOrganization(table: Table, before: Organization, after: Organization): Promise<void> {
  const { id } = after;
  const writes: GuardedWrite[] = [{ write: { put: organizationItem(after), condition: { version: before.version } } }];
  if (searchable(before.name) !== searchable(after.name)) {
    writes.push({ write: nameRelease(id, before.name) }, nameClaim(id, after.name));
  }
  if (before.external_id?.toLowerCase() !== after.external_id?.toLowerCase()) {
    if (before.external_id !== null) writes.push({ write: externalIdRelease(id, before.external_id) });
    if (after.external_id !== null) writes.push(externalIdClaim(id, after.external_id));
  }
  await commitGuarded(table, writes);
}

/** Deletes an organization: its name and external id become free. Its members stay people. */
export async function deleteOrganization(table: Table, before: Organization, now: Instant): Promise<void> {
  const after: Organization = {
    ...before,
    deleted: true,
    external_id: null,
    version: before.version + 1,
    updated_at: now,
  };
  const key = personEventKey('organization', before.id, sortableId(after.version));
  await table.transact([
    { put: organizationItem(after), condition: { version: before.version } },
    { put: { ...key, entity: 'event', ...organizationEvent('organization.deleted.v1', after, now) } },
    nameRelease(before.id, before.name),
    ...(before.external_id === null ? [] : [externalIdRelease(before.id, before.external_id)]),
  ]);
}

function organizationItem(organization: Organization): Item {
  const { id, name, deleted } = organization;
  const item: Item = { ...organizationKey(id), entity: 'organization', ...organization };
  if (deleted) return item;
  const list = { gsi1pk: organizationListPartition(shardOf(id)), gsi1sk: sortableId(id) };
  return { ...item, ...list, ...prefixKeys('organization', searchable(name), id) };
}

function organizationEvent(name: OrganizationEventName, { id, version }: Organization, at: number): Item {
  const data: OrganizationEventData = { organization_id: id, version };
  const event: EventMessage = { id: `organization#${id}#${version}`, names: [name], subject: String(id), at, data };
  return { [EVENT_ATTRIBUTE]: event };
}

function nameClaim(owner_id: number, name: string): GuardedWrite {
  return {
    write: {
      put: { ...organizationNameKey(searchable(name)), entity: 'organization_name', owner_id },
      condition: 'absent',
    },
    refused: () => invalid('name', 'organization.name_taken', { value: name }),
  };
}

function nameRelease(owner_id: number, name: string): Write {
  return { delete: organizationNameKey(searchable(name)), condition: { equals: { owner_id } } };
}

function externalIdClaim(owner_id: number, externalId: string): GuardedWrite {
  return {
    write: {
      put: { ...externalKey(externalId), entity: 'external_id', owner_id },
      condition: 'absent',
    },
    refused: () => invalid('external_id', 'organization.external_id_taken', { value: externalId }),
  };
}

function externalIdRelease(owner_id: number, externalId: string): Write {
  return { delete: externalKey(externalId), condition: { equals: { owner_id } } };
}

function externalKey(externalId: string): Key {
  return externalIdKey('organization', externalId.toLowerCase());
}
