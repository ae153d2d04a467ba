import type { Group } from '../people/group.ts';
import { text } from '../platform/i18n/text.ts';
import type { AnyView, ViewColumn } from './view.ts';

/** Hours before a promise breaks from which on a ticket is shown as about to break it. */
const SOON = 4;
/** Hours for which what was solved counts as recent: a week. */
const RECENTLY = 7 * 24;

/** The id of the view that stands for mail that was set aside: there are no tickets in it yet. */
export const SUSPENDED_VIEW = 5;

type Kind = 'my_open' | 'unassigned' | 'breaching_soon' | 'recently_solved' | 'suspended';

interface Standard {
  readonly id: number;
  readonly kind: Kind;
  readonly position: number;
  readonly conditions: readonly [field: string, operator: string, value: string][];
  readonly columns: readonly ViewColumn[];
  readonly sort_by: string | null;
}

const LIVE: [string, string, string] = ['status', 'less_than', 'solved'];

const STANDARD: readonly Standard[] = [
  {
    id: 1,
    kind: 'my_open',
    position: 1,
    conditions: [LIVE, ['assignee_id', 'is', 'current_user']],
    columns: ['nice_id', 'subject', 'requester', 'priority', 'status', 'created', 'updated'],
    sort_by: 'created',
  },
  {
    id: 2,
    kind: 'unassigned',
    position: 2,
    conditions: [LIVE, ['assignee_id', 'is', ''], ['group_id', 'is', 'current_groups']],
    columns: ['nice_id', 'subject', 'requester', 'priority', 'group', 'created'],
    sort_by: 'created',
  },
  {
    id: 3,
    kind: 'breaching_soon',
    position: 4,
    conditions: [LIVE, ['until_sla_next_breach_at', 'less_than', String(SOON)]],
    columns: ['nice_id', 'subject', 'sla_next_breach_at', 'priority', 'group', 'assignee'],
    sort_by: 'sla_next_breach_at',
  },
  {
    id: 4,
    kind: 'recently_solved',
    position: 5,
    conditions: [
      ['status', 'greater_than', 'hold'],
      ['SOLVED', 'less_than', String(RECENTLY)],
    ],
    columns: ['nice_id', 'subject', 'requester', 'assignee', 'solved', 'satisfaction_score'],
    sort_by: 'solved',
  },
  {
    id: SUSPENDED_VIEW,
    kind: 'suspended',
    position: 6,
    conditions: [],
    columns: ['subject', 'requester', 'created'],
    sort_by: null,
  },
];

/** Where the views of groups stand among them. */
const OF_GROUPS = 3;

/** Since when the views that are always there are there. */
const SINCE = Date.UTC(2026, 0, 1);

/**
 * The views that are there from the first start, named in a language: one's own work, what nobody of one's groups has yet,
 * all work of each group, what is about to break a promise, what was just solved, and mail that was set aside.
 */
export function standardViews(locale: string, groups: readonly Group[]): AnyView[] {
  return [...STANDARD.map((each) => standardView(locale, each)), ...groups.map((group) => groupView(locale, group))];
}

/** All unsolved tickets of a group. It goes by the group's own id. */
export function groupView(locale: string, group: Group): AnyView {
  return {
    ...ALWAYS,
    id: group.id,
    position: OF_GROUPS,
    title: text(locale, 'view.group.title', { group: group.name }),
    description: text(locale, 'view.group.description', { group: group.name }),
    conditions: conditionsOf([LIVE, ['group_id', 'is', String(group.id)]]),
    columns: ['nice_id', 'subject', 'requester', 'assignee', 'priority', 'status', 'created'],
    sort_by: 'created',
    sort_order: 'asc',
    restriction: { type: 'Group', ids: [group.id] },
    created_at: group.created_at,
    updated_at: group.updated_at,
  };
}

const ALWAYS = {
  version: 0,
  active: true,
  restriction: null,
  standard: true,
  created_at: SINCE,
  updated_at: SINCE,
} as const;

function standardView(locale: string, { id, kind, position, conditions, columns, sort_by }: Standard): AnyView {
  const order = kind === 'recently_solved' ? 'desc' : 'asc';
  return {
    ...ALWAYS,
    id,
    position,
    title: text(locale, `view.${kind}.title`),
    description: text(locale, `view.${kind}.description`),
    conditions: conditionsOf(conditions),
    columns: [...columns],
    sort_by,
    sort_order: sort_by === null ? null : order,
  };
}

function conditionsOf(conditions: Standard['conditions']): AnyView['conditions'] {
  return { all: conditions.map(([field, operator, value]) => ({ field, operator, value })), any: [] };
}
