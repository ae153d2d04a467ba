import { type Clock, SECOND } from '../../shared/kernel/clock.ts';
import { type GroupPeople, type Happening, peopleNeeded } from '../../shared/notifications/happening.ts';
import { getGroup, listGroupMembers } from '../../shared/people/group.store.ts';
import { listUserIds } from '../../shared/people/user-list.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** The people of a happening's group, as far as they matter to it. */
export type GroupPeopleSource = (happening: Happening) => Promise<GroupPeople>;

/** A change of a group's members reaches the mails within this. */
const REMEMBERED = 15 * SECOND;
/** Most administrators that one escalation is sent to. */
const ADMINS_AT_MOST = 50;

/** Reads groups and administrators, each remembered for some seconds: a busy group's members are read once, not for each ticket. */
export function groupPeopleSource(table: Table, now: Clock): GroupPeopleSource {
  const remember = remembered(now);
  const members = (groupId: number) => remember(`group ${groupId}`, () => listGroupMembers(table, groupId));
  const admins = () =>
    remember('admins', () => listUserIds(table, ['admin'], { descending: false, limit: ADMINS_AT_MOST }));
  return async (happening) => {
    const needed = peopleNeeded(happening);
    const { group_id } = happening.ticket;
    const [inGroup, group, adminIds, named] = await Promise.all([
      group_id !== null && (needed.members || needed.supervisors) ? members(group_id) : [],
      // Not remembered: routing goes by a switch from the next ticket on, and one of both has to tell of it.
      group_id !== null && needed.routing ? getGroup(table, group_id) : undefined,
      needed.admins ? admins() : [],
      Promise.all(needed.groups.map(members)),
    ]);
    const supervisors = inGroup.filter((each) => each.supervisor).map((each) => each.user_id);
    return {
      members: needed.members ? inGroup.map((each) => each.user_id) : [],
      isRouted: group?.routing.enabled === true,
      supervisors: needed.supervisors ? supervisors : [],
      admins: adminIds,
      named: named.flat().map((each) => each.user_id),
    };
  };
}

function remembered(now: Clock) {
  const kept = new Map<string, { value: Promise<unknown>; until: number }>();
  return <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(name);
    if (known && known.until > now()) return known.value as Promise<T>;
    const value = read();
    kept.set(name, { value, until: now() + REMEMBERED });
    value.catch(() => kept.delete(name));
    return value;
  };
}
