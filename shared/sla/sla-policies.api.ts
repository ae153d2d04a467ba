import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { IdParams, Tags, text } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { Priority } from '../tickets/ticket.ts';
import { webhookRoutes } from '../webhooks/webhooks.api.ts';
import { TOLD } from './ladder.ts';
import { scheduleRoutes } from './schedules.api.ts';
import { SlaPolicyWire } from './sla-policy.ts';

const STAFF = ['agent', 'admin'] as const;
/** Ten years: more than anybody promises, and far from where milliseconds stop being exact. */
const MAX_MINUTES = 10 * 366 * 24 * 60;

const Condition = onFirstUse(() =>
  z.object({
    field: text(100),
    operator: text(100),
    value: z.optional(z.union([text(1_000), z.number(), z.null(), z.array(text(255)).check(z.maxLength(100))])),
  }),
);
const Conditions = onFirstUse(() => z.array(Condition).check(z.maxLength(50)));
const Filter = onFirstUse(() =>
  z.object({ all: z.optional(z.nullable(Conditions)), any: z.optional(z.nullable(Conditions)) }),
);

const Target = onFirstUse(() =>
  z.object({
    priority: Priority,
    metric: text(100),
    target: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(MAX_MINUTES)))),
    target_in_seconds: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(MAX_MINUTES * 60)))),
    business_hours: z.optional(z.nullable(z.boolean())),
  }),
);
const Targets = onFirstUse(() => z.array(Target).check(z.maxLength(100)));

const TEN_YEARS = MAX_MINUTES * 60;
const WebhookId = onFirstUse(() =>
  z.union([z.string().check(z.regex(/^[1-9]\d{0,15}$/)), z.pipe(z.int().check(z.positive()), z.transform(String))]),
);
const Action = onFirstUse(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('notify'), to: z.enum(TOLD) }),
    z.object({ type: z.literal('notify_group'), group_id: z.int() }),
    z.object({ type: z.literal('raise_priority') }),
    z.object({ type: z.literal('assign_group'), group_id: z.int() }),
    z.object({ type: z.literal('add_tags'), tags: Tags }),
    z.object({ type: z.literal('webhook'), webhook_id: WebhookId }),
  ]),
);
const Step = onFirstUse(() =>
  z.object({
    percent: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(100)))),
    minutes: z.optional(z.nullable(z.int().check(z.minimum(-MAX_MINUTES), z.maximum(MAX_MINUTES)))),
    seconds: z.optional(z.nullable(z.int().check(z.minimum(-TEN_YEARS), z.maximum(TEN_YEARS)))),
    actions: z.array(Action).check(z.minLength(1), z.maxLength(10)),
  }),
);
/** What happens when promises run out; null for what usually happens. */
const Escalations = onFirstUse(() =>
  z.optional(
    z.nullable(
      z
        .array(z.object({ metric: z.optional(z.nullable(text(100))), steps: z.array(Step).check(z.maxLength(20)) }))
        .check(z.maxLength(8)),
    ),
  ),
);

const Title = text(255).check(z.trim(), z.minLength(1));
const Description = onFirstUse(() => z.optional(z.nullable(text(5_000))));
const Position = onFirstUse(() => z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(10_000)))));

const One = onFirstUse(() => z.object({ sla_policy: SlaPolicyWire }));

const Definition = onFirstUse(() =>
  z.object({
    title: z.string(),
    value: z.string(),
    group: z.string(),
    operators: z.array(z.object({ title: z.string(), value: z.string() })),
    /** What it can be compared with; null where any id or tag will do. */
    values: z.nullable(
      z.object({ type: z.literal('list'), list: z.array(z.object({ title: z.string(), value: z.string() })) }),
    ),
  }),
);

/** Promises about time: which tickets they are made for, and how long each metric may take. */
export const slaPoliciesApi = resource({
  name: 'sla-policies',
  bases: ['/api/v2/slas/policies', '/api/v2/business_hours/schedules', '/api/v2/webhooks'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/slas/policies',
      summary: 'List the policies in the order in which they are tried',
      allow: STAFF,
      response: () =>
        z.object({
          sla_policies: z.array(SlaPolicyWire),
          count: z.int(),
          next_page: z.null(),
          previous_page: z.null(),
        }),
    }),
    definitions: route({
      method: 'GET',
      path: '/api/v2/slas/policies/definitions',
      summary: 'What a filter can ask about a ticket',
      allow: STAFF,
      response: () => z.object({ definitions: z.object({ all: z.array(Definition), any: z.array(Definition) }) }),
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/slas/policies/{id}',
      summary: 'Show a policy',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/slas/policies',
      summary: 'Create a policy; it comes last unless it has a position',
      allow: ['admin'],
      body: () =>
        z.object({
          sla_policy: z.object({
            title: Title,
            description: Description,
            filter: Filter,
            policy_metrics: z.optional(z.nullable(Targets)),
            position: Position,
            schedule_id: z.optional(z.nullable(z.int())),
            escalations: Escalations,
          }),
        }),
      status: 201,
      response: One,
    }),
    reorder: route({
      method: 'PUT',
      path: '/api/v2/slas/policies/reorder',
      summary: 'Change the order in which policies are tried; those left out follow',
      allow: ['admin'],
      body: () => z.object({ sla_policy_ids: z.array(z.int()).check(z.minLength(1), z.maxLength(1_000)) }),
      response: () => z.object({ sla_policies: z.array(SlaPolicyWire) }),
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/slas/policies/{id}',
      summary: 'Change a policy; a filter and a list of metrics are replaced as a whole',
      allow: ['admin'],
      params: IdParams,
      body: () =>
        z.object({
          sla_policy: z.object({
            title: z.optional(Title),
            description: Description,
            filter: z.optional(Filter),
            policy_metrics: z.optional(z.nullable(Targets)),
            position: Position,
            schedule_id: z.optional(z.nullable(z.int())),
            escalations: Escalations,
          }),
        }),
      response: One,
    }),
    remove: route({
      method: 'DELETE',
      path: '/api/v2/slas/policies/{id}',
      summary: 'Delete a policy; tickets under it come under the next that means them',
      allow: ['admin'],
      params: IdParams,
      status: 204,
    }),
    ...scheduleRoutes,
    ...webhookRoutes,
  },
});
