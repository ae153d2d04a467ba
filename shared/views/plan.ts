import { HOUR, type Instant } from '../kernel/clock.ts';
import { DomainError, invalid } from '../kernel/errors.ts';
import { STATUSES, type Status, statusClass, type Ticket } from '../tickets/ticket.ts';
import {
  choiceHolds,
  conditionHolds,
  conditionText,
  idsOf,
  type Known,
  type KnownConditions,
  readConditions,
  type ViewCaller,
  type ViewConditions,
} from './conditions.ts';

type StatusClass = 'live' | 'done';

/** A list of tickets that an index holds, in order of number. */
export interface WalkedList {
  readonly of: 'all' | 'group' | 'assignee' | 'unassigned' | 'requester' | 'organization';
  readonly owner: number | null;
  readonly classes: readonly StatusClass[];
}

/**
 * What is walked to find a view's tickets: lists in order of number, promises in the order in which they break within so
 * many milliseconds, or what was solved within so many, in order of time (null: as long as solved tickets stay solved), by
 * anybody or by those who are named.
 */
export type Walk =
  | { readonly kind: 'lists'; readonly lists: readonly WalkedList[] }
  | { readonly kind: 'breaching'; readonly within: number }
  | { readonly kind: 'solved'; readonly within: number | null; readonly by: readonly number[] | null };

export interface ViewPlan {
  readonly walk: Walk;
  /** Whether whatever the walk finds is meant: nothing has to be read to page and to count. */
  readonly exact: boolean;
  /** Whether a ticket is meant, by all conditions of the view. */
  readonly holds: (ticket: Ticket, now: Instant) => boolean;
}

/** Lists that one view may walk side by side. */
const MAX_LISTS = 50;

/** What is walked, and which conditions that takes care of. */
interface Anchor {
  readonly walk: Walk;
  readonly served: readonly Known[];
}

/**
 * Plans one walk over an index for a view's conditions; what the walk does not take care of narrows it down. Throws
 * `invalid`, which names the condition, where that would mean looking through tickets without end.
 */
export function planView(conditions: ViewConditions, caller: ViewCaller): ViewPlan {
  const known = readConditions(conditions);
  const statuses = statusesOf(known);
  const classes = [...new Set(statuses.map(statusClass))];
  const anchor =
    promises(known, classes) ??
    solved(known, statuses, caller) ??
    ownLists(known, classes, caller) ??
    everyList(classes);
  const wholeClasses = classes.flatMap((each) => STATUSES.filter((status) => statusClass(status) === each));
  const servedStatus = statuses.length === wholeClasses.length ? aboutStatus(known) : [];
  const left = [...known.all, ...known.any].filter(
    (each) => !anchor.served.includes(each) && !servedStatus.includes(each),
  );
  checkNarrowing(anchor.walk, left, known, statuses);
  return {
    walk: anchor.walk,
    exact: left.length === 0,
    holds: (ticket, now) => {
      const holds = (each: Known) => conditionHolds(each, ticket, caller, now);
      return known.all.every(holds) && (known.any.length === 0 || known.any.some(holds));
    },
  };
}

/** The statuses a ticket can have by the conditions that must all hold, and by the others where all are about the status. */
function statusesOf(known: KnownConditions): Status[] {
  const { all, any } = known;
  if (all.length === 0) throw invalid('all', 'view.no_condition');
  const asked = aboutStatus(known);
  const isAsked = (status: Status) => {
    const holds = (each: Known) => choiceHolds(each, status);
    const others = any.filter((each) => asked.includes(each));
    return all.every((each) => !asked.includes(each) || holds(each)) && (others.length === 0 || others.some(holds));
  };
  const statuses = STATUSES.filter(isAsked);
  if (statuses.length === 0) throw invalid(asked[0]?.path ?? 'all', 'view.never', { condition: texts(asked) });
  return statuses;
}

/** The conditions that together say which statuses are meant: one of `any` does not, beside others that ask something else. */
function aboutStatus({ all, any }: KnownConditions): Known[] {
  const isStatus = ({ name }: Known) => name === 'status';
  return [...all.filter(isStatus), ...(any.every(isStatus) ? any : [])];
}

/** Clocks run for live tickets only. */
function promises({ all }: KnownConditions, classes: readonly StatusClass[]): Anchor | undefined {
  const within = all.find(({ name }) => name === 'until_sla_next_breach_at');
  if (!within) return undefined;
  if (!classes.includes('live')) throw invalid(within.path, 'view.never', { condition: conditionText(within) });
  return { walk: { kind: 'breaching', within: hoursOf(within) }, served: [within] };
}

function solved({ all }: KnownConditions, statuses: readonly Status[], caller: ViewCaller): Anchor | undefined {
  const within = all.find(({ name, operator }) => name === 'SOLVED' && operator === 'less_than');
  if (within && statuses.every((status) => statusClass(status) === 'live'))
    throw invalid(within.path, 'view.never', { condition: conditionText(within) });
  // Solved tickets close within days, so that these are few whatever was solved before.
  const onlySolved = statuses.length === 1 && statuses[0] === 'solved';
  if (!within && !onlySolved) return undefined;
  const by = all.find((each) => each.name === 'assignee_id' && owned(each));
  const people = by ? [...new Set(idsOf(by, caller))].flatMap((id) => id ?? []) : null;
  if (by && people) checkFew(people, by);
  const walk = { kind: 'solved', within: within ? hoursOf(within) : null, by: people } as const;
  return { walk, served: [within ?? [], by ?? []].flat() };
}

/** Lists of people and groups: the shortest that a condition of `all` names, or one for each condition of `any`. */
function ownLists(
  { all, any }: KnownConditions,
  classes: readonly StatusClass[],
  caller: ViewCaller,
): Anchor | undefined {
  const nobody = all.find(
    (each) => each.name === 'assignee_id' && names(each) && each.wanted.every((id) => id === null),
  );
  const group = all.find((each) => each.name === 'group_id' && names(each));
  if (nobody && group) {
    const lists = [...new Set(idsOf(group, caller))].map((owner) => ({ of: 'unassigned' as const, owner, classes }));
    return { walk: listWalk(lists, group), served: [nobody, group] };
  }
  for (const name of ['assignee_id', 'requester_id', 'group_id', 'organization_id']) {
    const named = all.find((each) => each.name === name && owned(each));
    if (named) return { walk: listWalk(listsOf(named, classes, caller), named), served: [named] };
  }
  const [first] = any;
  if (!first || !any.every(owned)) return undefined;
  return {
    walk: listWalk(
      any.flatMap((each) => listsOf(each, classes, caller)),
      first,
    ),
    served: any,
  };
}

function everyList(classes: readonly StatusClass[]): Anchor {
  return { walk: { kind: 'lists', lists: [{ of: 'all', owner: null, classes }] }, served: [] };
}

const LISTS_OF: Readonly<Record<string, WalkedList['of']>> = {
  assignee_id: 'assignee',
  requester_id: 'requester',
  group_id: 'group',
  organization_id: 'organization',
};

/** Whether a condition names whose tickets are meant. */
function names({ operator }: Known): boolean {
  return operator === 'is' || operator === 'includes';
}

/** Whether there is a list for each it names: of tickets that have nobody there is none. */
function owned(each: Known): boolean {
  return each.name in LISTS_OF && names(each) && !each.wanted.includes(null);
}

function listsOf(each: Known, classes: readonly StatusClass[], caller: ViewCaller): WalkedList[] {
  const of = LISTS_OF[each.name] ?? 'all';
  return [...new Set(idsOf(each, caller))].map((owner) => ({ of, owner, classes }));
}

function listWalk(lists: readonly WalkedList[], named: Known): Walk {
  checkFew(lists, named);
  return { kind: 'lists', lists };
}

function checkFew(lists: readonly unknown[], named: Known): void {
  if (lists.length > MAX_LISTS) throw invalid(named.path, 'view.too_many_lists', { limit: MAX_LISTS });
}

/** Only what stays short can be narrowed down: somebody's live tickets, what is about to break, what was just solved. */
function checkNarrowing(walk: Walk, left: readonly Known[], known: KnownConditions, statuses: readonly Status[]): void {
  if (walk.kind !== 'lists' || left.length === 0) return;
  if (walk.lists.some(({ of }) => of === 'all')) throw refused('view.needs_owner', left);
  if (statuses.every((status) => statusClass(status) === 'live')) return;
  // Of what is done nearly all is closed: only to leave out what is not means to pass little by.
  const others = statuses.includes('closed') ? left.filter((each) => !aboutStatus(known).includes(each)) : left;
  if (others.length > 0) throw refused('view.needs_live', others);
}

function refused(code: string, conditions: readonly Known[]): DomainError {
  const fields = conditions.map((each) => ({
    field: each.path,
    code,
    params: { condition: conditionText(each) },
  }));
  return new DomainError('invalid', code, { fields });
}

function hoursOf({ wanted }: Known): number {
  return Number(wanted[0]) * HOUR;
}

function texts(conditions: readonly Known[]): string {
  return conditions.map(conditionText).join(', ');
}
