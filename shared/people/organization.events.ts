import * as z from 'zod/mini';

/** Facts about organizations, for those who count them or keep copies. */
export const ORGANIZATION_EVENTS = ['organization.created.v1', 'organization.deleted.v1'] as const;
export type OrganizationEventName = (typeof ORGANIZATION_EVENTS)[number];

/** What consumers learn from the message itself; `version` is the organization's after that commit. */
export const OrganizationEventData = z.object({ organization_id: z.int(), version: z.int() });
export type OrganizationEventData = z.output<typeof OrganizationEventData>;
