import { invalid, notFound } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import { noClaim } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import { getGroup } from './group.store.ts';
import { withFreshState } from './guarded-commit.store.ts';
import { assertMayDeleteOrganizations, assertMayWriteOrganizations } from './organization.policy.ts';
import {
  createOrganization,
  deleteOrganization,
  findOrganizationByExternalId,
  findOrganizationByName,
  getOrganization,
  saveOrganization,
} from './organization.store.ts';
import type { Organization } from './organization.ts';
import { changedOrganization, newOrganization, type OrganizationInput } from './organization-input.ts';
import { removeMembers } from './remove-members.store.ts';
import type { WriteContext } from './user.store.ts';

/** Who asks for a change of organizations. */
export interface OrganizationWriter extends WriteContext {
  readonly principal: Principal;
}

/** Creates the organization that a request describes. */
export async function createOrganizationAs(
  table: Table,
  input: OrganizationInput,
  context: OrganizationWriter,
  claim = noClaim,
): Promise<Organization> {
  assertMayWriteOrganizations(context.principal);
  const organization = newOrganization(context.newId(), input, context.now);
  await assertGroupExists(table, input.group_id);
  await createOrganization(table, organization, claim(organization.id));
  return organization;
}

/** Changes an organization as a request asks. */
export function updateOrganizationAs(
  table: Table,
  id: number,
  input: OrganizationInput,
  context: OrganizationWriter,
): Promise<Organization> {
  assertMayWriteOrganizations(context.principal);
  return withFreshState(async () => {
    const [before] = await Promise.all([theOrganization(table, id), assertGroupExists(table, input.group_id)]);
    const after = changedOrganization(before, input, context.now);
    await saveOrganization(table, before, after);
    return after;
  });
}

/** How a request to create or update names an organization that may be there already. */
export interface OrganizationMeant extends OrganizationInput {
  readonly id?: number | undefined;
}

/**
 * Changes the organization that is meant, or creates it: by id, else by external id, else by name. A name alone never
 * moves an external id from one organization to another.
 */
export async function createOrUpdateOrganizationAs(
  table: Table,
  { id, ...input }: OrganizationMeant,
  context: OrganizationWriter,
  claim = noClaim,
): Promise<{ organization: Organization; created: boolean }> {
  assertMayWriteOrganizations(context.principal);
  const known = id ?? (await idMeant(table, input));
  if (known !== undefined)
    return { organization: await updateOrganizationAs(table, known, input, context), created: false };
  try {
    return { organization: await createOrganizationAs(table, input, context, claim), created: true };
  } catch (error) {
    const meanwhile = await idMeant(table, input);
    if (meanwhile === undefined) throw error;
    return { organization: await updateOrganizationAs(table, meanwhile, input, context), created: false };
  }
}

async function idMeant(table: Table, { external_id, name }: OrganizationInput): Promise<number | undefined> {
  if (external_id) return (await findOrganizationByExternalId(table, external_id))?.id;
  return name === undefined ? undefined : (await findOrganizationByName(table, name))?.id;
}

/**
 * Deletes an organization after everybody has left it, and once more those who came in meanwhile. Repeating it goes on
 * where it stopped.
 */
export async function deleteOrganizationAs(table: Table, id: number, context: OrganizationWriter): Promise<void> {
  assertMayDeleteOrganizations(context.principal);
  await theOrganization(table, id);
  await removeMembers(table, 'organization', id, context.now);
  await withFreshState(async () => deleteOrganization(table, await theOrganization(table, id), context.now));
  await removeMembers(table, 'organization', id, context.now);
}

/** An organization that was not deleted. Throws `not_found`. */
export async function theOrganization(table: Table, id: number): Promise<Organization> {
  const organization = await getOrganization(table, id);
  if (!organization) throw notFound('organization');
  return organization;
}

async function assertGroupExists(table: Table, id: number | null | undefined): Promise<void> {
  if (id !== undefined && id !== null && !(await getGroup(table, id))) throw invalid('group_id', 'record_not_found');
}
