import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { CustomFieldValue, Priority, Status, TicketType } from '../tickets/ticket.ts';
import { ViewColumn } from './view.ts';

/*
 * Shapes of answers about views, as clients of this API know them. Times are texts (ISO 8601, UTC, whole seconds).
 */

/** A column with its title in the caller's language; of a company's own field also its type and where it is described. */
export const ColumnWire = onFirstUse(() =>
  z.object({
    id: ViewColumn,
    title: z.string(),
    type: z.optional(z.string()),
    url: z.optional(z.string()),
    filterable: z.boolean(),
    sortable: z.boolean(),
  }),
);
export type ColumnWire = z.input<typeof ColumnWire>;

const Condition = onFirstUse(() => z.object({ field: z.string(), operator: z.string(), value: z.unknown() }));
const Order = onFirstUse(() => z.nullable(z.enum(['asc', 'desc'])));

/** A view as agents see it. */
export const ViewWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    title: z.string(),
    raw_title: z.string(),
    description: z.nullable(z.string()),
    active: z.boolean(),
    default: z.boolean(),
    position: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
    conditions: z.object({ all: z.array(Condition), any: z.array(Condition) }),
    execution: z.object({
      group_by: z.null(),
      group_order: z.null(),
      group: z.null(),
      sort_by: z.nullable(z.string()),
      sort_order: Order,
      sort: z.nullable(z.object({ id: z.string(), title: z.string(), order: Order })),
      columns: z.array(ColumnWire),
      fields: z.array(ColumnWire),
      custom_fields: z.array(ColumnWire),
    }),
    restriction: z.nullable(
      z.object({ type: z.enum(['Group', 'User']), id: z.nullable(z.int()), ids: z.optional(z.array(z.int())) }),
    ),
    watchable: z.boolean(),
    /** Ours: where what the view stands for is listed, if it is no tickets. */
    suspended_tickets_url: z.optional(z.string()),
  }),
);
export type ViewWire = z.input<typeof ViewWire>;

const Time = z.nullable(z.string());
const nullableId = z.nullable(z.int());
const FieldValues = onFirstUse(() => z.array(z.object({ id: z.int(), value: CustomFieldValue })));

/** A line of a view: the ticket in short, and what its columns show. */
export const RowWire = onFirstUse(() =>
  z.object({
    ticket: z.object({
      url: z.string(),
      id: z.int(),
      subject: z.string(),
      description: z.string(),
      status: Status,
      priority: z.nullable(Priority),
      type: z.nullable(TicketType),
    }),
    nice_id: z.optional(z.int()),
    subject: z.optional(z.string()),
    status: z.optional(Status),
    priority: z.optional(z.nullable(Priority)),
    type: z.optional(z.nullable(TicketType)),
    requester_id: z.optional(z.int()),
    submitter_id: z.optional(z.int()),
    assignee_id: z.optional(nullableId),
    group_id: z.optional(nullableId),
    organization_id: z.optional(nullableId),
    created: z.optional(z.string()),
    updated: z.optional(z.string()),
    solved: z.optional(Time),
    due_date: z.optional(Time),
    locale: z.optional(z.string()),
    satisfaction_score: z.optional(z.string()),
    sla_next_breach_at: z.optional(Time),
    custom_fields: FieldValues,
    fields: FieldValues,
  }),
);
export type RowWire = z.input<typeof RowWire>;

/** How many tickets a view has. `fresh`: counted to the end; `pretty`: with `~` or `+` where that is not so. */
export const ViewCountWire = onFirstUse(() =>
  z.object({
    view_id: z.nullable(z.int()),
    url: z.nullable(z.string()),
    value: z.int(),
    pretty: z.string(),
    fresh: z.boolean(),
    active: z.boolean(),
  }),
);
export type ViewCountWire = z.input<typeof ViewCountWire>;
