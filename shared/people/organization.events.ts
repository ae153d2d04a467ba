import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** Facts about organizations, for those who count them or keep copies. */
const ORGANIZATION_EVENTS = ['organization.created.v1', 'organization.deleted.v1'] as const;
export type OrganizationEventName = (typeof ORGANIZATION_EVENTS)[number];

/** What consumers learn from the message itself; `version` is the organization's after that commit. */
export const OrganizationEventData = onFirstUse(() => z.object({ organization_id: z.int(), version: z.int() }));
export type OrganizationEventData = z.output<typeof OrganizationEventData>;
