import type { Audit } from '../tickets/audit.ts';
import type { Comment } from '../tickets/comment.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** Something that happened to a ticket and that people may have to be told: the facts, and the state as it is now. */
export interface Happening {
  /** Id of the record that committed it. */
  readonly id: string;
  readonly names: readonly string[];
  readonly ticket: Ticket;
  /** What was changed; undefined for an event that is not about a change of the ticket. */
  readonly audit: Audit | undefined;
  readonly comment: Comment | undefined;
  readonly survey: { readonly good: string; readonly bad: string } | undefined;
  /** The group in whose queue the ticket stayed, offered to everybody there and taken by nobody. */
  readonly leftWaitingIn?: number | undefined;
}

/** The people of a ticket's group, as far as a happening asks for them. */
export interface GroupPeople {
  readonly members: readonly number[];
  /** Whether its tickets are given to its members by themselves: then they hear of what nobody could take, and not of what comes. */
  readonly isRouted?: boolean;
  readonly supervisors: readonly number[];
  readonly admins: readonly number[];
  /** Members of the groups that an escalation names. */
  readonly named?: readonly number[];
}

/** The lines of a happening that report steps of escalations. */
export function escalationsOf({ names, audit }: Happening) {
  if (!names.includes('ticket.escalated.v1')) return [];
  const events = audit?.events ?? [];
  return events.flatMap((event) => (event.type === 'SlaBreach' || event.type === 'SlaWarning' ? [event] : []));
}

/** Who is told of an escalation, in the words of its lines; lines from before they said so told the supervisors. */
export function toldOf(happening: Happening): ReadonlySet<string> {
  return new Set(escalationsOf(happening).flatMap(({ step, notify }) => notify ?? usuallyTold(step)));
}

function usuallyTold(step: number): string[] {
  return step === 1 ? ['supervisors'] : ['supervisors', 'admins'];
}

/** Whose names must be known before it can be decided who is told. */
export interface PeopleNeeded {
  readonly members: boolean;
  /** Whether its tickets are given away by themselves. */
  readonly routing: boolean;
  readonly supervisors: boolean;
  readonly admins: boolean;
  /** Groups that are told whole. */
  readonly groups: readonly number[];
}

/** Who had a ticket before what happened took it from them: a step tells its assignee also when it hands the ticket on. */
export function assigneeBefore({ ticket, audit }: Happening): number[] {
  const line = audit?.events.find((event) => event.type === 'Change' && event.field_name === 'assignee_id');
  const had = line?.type === 'Change' ? line.previous_value : ticket.assignee_id;
  return typeof had === 'number' ? [had] : [];
}

/** Whether a ticket still is where nobody could take it. */
export function isLeftWaiting({ ticket, leftWaitingIn }: Happening): boolean {
  return ticket.assignee_id === null && ticket.group_id !== null && ticket.group_id === leftWaitingIn;
}

/**
 * Whose names must be known before it can be decided who is told. What nobody has, supervisors of its group hear; what no
 * group hears, the administrators do.
 */
export function peopleNeeded(happening: Happening): PeopleNeeded {
  const { names, ticket } = happening;
  const told = toldOf(happening);
  const grouped = ticket.group_id !== null;
  const isNobodys = told.has('assignee') && assigneeBefore(happening).length === 0;
  const isNew = names.includes('ticket.assigned.v1') && ticket.assignee_id === null;
  const unheard = !grouped && (told.has('supervisors') || told.has('group') || isNobodys);
  return {
    members: grouped && (isNew || isLeftWaiting(happening) || told.has('group')),
    routing: grouped && isNew,
    supervisors: grouped && (told.has('supervisors') || isNobodys),
    admins: told.has('admins') || unheard,
    groups: [...told].flatMap((who) => (who.startsWith('group:') ? [Number(who.slice('group:'.length))] : [])),
  };
}
