import { type EventMessage, eventItem } from '../platform/messaging/event.ts';
import { groupEventKey } from '../platform/table/keys.ts';
import type { Write } from '../platform/table/table-input.ts';
import { GROUP_ROUTING_CHANGED, type GroupEventData } from './group.events.ts';
import type { Group } from './group.ts';

/** The write that tells of another setting of a group's routing, for the transaction that changes it; none if it is the same. */
export function groupRoutingEvent(before: Group, after: Group): Write[] {
  const [was, is] = [before.routing, after.routing];
  if (was.enabled === is.enabled && was.skill_timeout_seconds === is.skill_timeout_seconds) return [];
  const data: GroupEventData = { group_id: after.id, version: after.version };
  const event: EventMessage = {
    id: `group-${after.id}-${after.version}`,
    names: [GROUP_ROUTING_CHANGED],
    subject: String(after.id),
    at: after.updated_at,
    data,
  };
  return [{ put: eventItem(groupEventKey(after.id, after.version), 'group_event', event) }];
}
