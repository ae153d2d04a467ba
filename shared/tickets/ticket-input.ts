import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { isEmail, MAX_NAME, normalEmail } from '../people/text-rules.ts';
import {
  type CustomFieldValue,
  MAX_COMMENT_LENGTH,
  MAX_HTML_LENGTH,
  MAX_RECIPIENTS,
  MAX_SUBJECT_LENGTH,
  MAX_TAGS,
  Priority,
  Status,
  TicketType,
} from './ticket.ts';

/*
 * What clients may say about a ticket, as the wire writes it. Nothing is transformed here: a job keeps rows in this
 * shape and reads them again. What is not named is ignored, as clients of this API expect.
 */

const MAX_TAG_LENGTH = 100;
const MAX_EXTERNAL_ID = 255;
const MAX_VALUE_LENGTH = 5_000;
const MAX_CUSTOM_FIELDS = 100;
const MAX_REASON = 500;

const wellFormed = z.refine<string>((text) => text.isWellFormed());
const textOf = (max: number) => z.string().check(z.maxLength(max), wellFormed);

/** A path or body id: a whole positive number. */
export const Id = onFirstUse(() => z.int().check(z.positive()));
/** The same where the wire also writes it as text: in paths, queries and lists of recipients. */
const LooseId = onFirstUse(() => z.coerce.number().check(z.int(), z.positive()));

const Address = onFirstUse(() => z.string().check(z.refine<string>((address) => isEmail(normalEmail(address)))));

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
/** A point in time (RFC 3339), or the day whose first moment in UTC is meant. */
export const Time = onFirstUse(() =>
  z.string().check(z.refine<string>((text) => TIME.test(text) && !Number.isNaN(Date.parse(text)))),
);

/** Something said on a ticket. `html_body` goes before `body`. */
export const CommentInput = onFirstUse(() =>
  z.object({
    body: z.optional(textOf(MAX_COMMENT_LENGTH)),
    html_body: z.nullish(textOf(MAX_HTML_LENGTH)),
    public: z.optional(z.boolean()),
    author_id: z.optional(Id),
    uploads: z.optional(z.array(z.string().check(z.maxLength(200)))),
  }),
);
export type CommentInput = z.output<typeof CommentInput>;

/** Somebody who may have to be made first. */
export const PersonInput = onFirstUse(() =>
  z.object({
    name: z.nullish(textOf(MAX_NAME)),
    email: Address,
    locale: z.nullish(z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.maxLength(35))),
    locale_id: z.nullish(z.int()),
  }),
);
export type PersonInput = z.output<typeof PersonInput>;

/** One line of `email_ccs` or `followers`: somebody who is added or taken away. */
const RecipientInput = onFirstUse(() =>
  z
    .object({
      user_id: z.optional(LooseId),
      user_email: z.optional(Address),
      user_name: z.nullish(textOf(MAX_NAME)),
      action: z.optional(z.enum(['put', 'delete'])),
    })
    .check(
      z.refine(({ user_id, user_email }) => user_id !== undefined || user_email !== undefined, { path: ['user_id'] }),
    ),
);
export type RecipientInput = z.output<typeof RecipientInput>;

const recipients = onFirstUse(() => z.optional(z.array(RecipientInput).check(z.maxLength(2 * MAX_RECIPIENTS))));
const Collaborator = onFirstUse(() => z.union([Id, Address, PersonInput]));
const collaborators = onFirstUse(() => z.optional(z.array(Collaborator).check(z.maxLength(MAX_RECIPIENTS))));
export type CollaboratorInput = z.output<typeof Collaborator>;
const ids = onFirstUse(() => z.optional(z.array(Id).check(z.maxLength(MAX_RECIPIENTS))));

const Tag = textOf(MAX_TAG_LENGTH);
/** Tags, as a list or as words in one text. */
export const TagsInput = onFirstUse(() =>
  z.union([z.array(Tag).check(z.maxLength(MAX_TAGS)), textOf(MAX_TAGS * MAX_TAG_LENGTH)]),
);

const Value = onFirstUse(
  () =>
    z.union([
      textOf(MAX_VALUE_LENGTH),
      z.number(),
      z.boolean(),
      z.array(textOf(MAX_VALUE_LENGTH)).check(z.maxLength(MAX_TAGS)),
      z.null(),
    ]) satisfies z.ZodMiniType<z.output<typeof CustomFieldValue>>,
);

/** Values of custom fields. */
const CustomFieldsInput = onFirstUse(() =>
  z.array(z.object({ id: LooseId, value: z.optional(Value) })).check(z.maxLength(MAX_CUSTOM_FIELDS)),
);

/** What agents may say about a ticket, when they open it and when they change it. */
export const TicketInput = onFirstUse(() =>
  z.object({
    subject: z.nullish(textOf(MAX_SUBJECT_LENGTH)),
    raw_subject: z.nullish(textOf(MAX_SUBJECT_LENGTH)),
    comment: z.optional(CommentInput),
    description: z.nullish(textOf(MAX_COMMENT_LENGTH)),
    requester: z.optional(PersonInput),
    requester_id: z.optional(Id),
    submitter_id: z.optional(Id),
    assignee_id: z.nullish(Id),
    assignee_email: z.nullish(Address),
    group_id: z.nullish(Id),
    organization_id: z.nullish(Id),
    status: z.optional(Status),
    priority: z.nullish(Priority),
    type: z.nullish(TicketType),
    tags: z.optional(TagsInput),
    additional_tags: z.optional(TagsInput),
    remove_tags: z.optional(TagsInput),
    custom_fields: z.optional(CustomFieldsInput),
    fields: z.optional(CustomFieldsInput),
    external_id: z.nullish(z.union([textOf(MAX_EXTERNAL_ID), z.int()])),
    due_at: z.nullish(Time),
    problem_id: z.nullish(Id),
    ticket_form_id: z.nullish(Id),
    email_ccs: recipients,
    followers: recipients,
    collaborators,
    additional_collaborators: collaborators,
    collaborator_ids: ids,
    email_cc_ids: ids,
    follower_ids: ids,
    via: z.optional(z.object({ channel: z.optional(z.union([z.string(), z.number()])) })),
    via_followup_source_id: z.nullish(Id),
    safe_update: z.optional(z.boolean()),
    updated_stamp: z.optional(Time),
    /** Why it is changed, in words for those who read the audit. */
    metadata: z.optional(z.object({ custom: z.optional(z.object({ reason: z.optional(textOf(MAX_REASON)) })) })),
  }),
);
export type TicketInput = z.output<typeof TicketInput>;

/** What a customer may say about a request of theirs. How urgent it is and who sees to it is not theirs to say. */
export const RequestInput = onFirstUse(() =>
  z.object({
    subject: z.nullish(textOf(MAX_SUBJECT_LENGTH)),
    comment: z.optional(z.omit(CommentInput, { public: true, author_id: true })),
    description: z.nullish(textOf(MAX_COMMENT_LENGTH)),
    requester: z.optional(PersonInput),
    custom_fields: z.optional(CustomFieldsInput),
    ticket_form_id: z.nullish(Id),
    solved: z.optional(z.boolean()),
    via_followup_source_id: z.nullish(Id),
  }),
);
export type RequestInput = z.output<typeof RequestInput>;
