import type { Facts } from '../../shared/sla/metrics/policy-choice.ts';
import type { TimelineEvent } from '../../shared/sla/metrics/ticket-times.ts';
import type { TimeZone } from '../../shared/sla/time-zone.ts';
import { PRIORITIES, STATUSES } from '../../shared/tickets/ticket.ts';
import { type Given, listOf, recordOf } from './given.ts';
import type { Hours } from './hours.ts';
import { instantFrom } from './instants.ts';
import { policiesFrom } from './policies-from.ts';
import { QuestionError } from './question-error.ts';

/** An event with what was written down of it. */
export interface GivenEvent {
  readonly event: TimelineEvent & { readonly acknowledged?: boolean };
  readonly given: Given;
}

/** What is said about an event itself; everything else is a field of the ticket that it changes. */
const ABOUT = [
  'at',
  'by',
  'comment',
  'public',
  'automatic',
  'event',
  'type',
  'policy',
  'policies',
  'schedule',
  'note',
  'acknowledged',
];

/** The events of a timeline, in order of time; those of the same instant as they were written. Throws QuestionError. */
export function timelineEvents(given: unknown, zone: TimeZone, hoursOf: (schedule: unknown) => Hours): GivenEvent[] {
  const events = listOf(given, 'timeline').map((each, index) => {
    const record = recordOf(each, `timeline.${index}`);
    return { event: eventFrom(record, `timeline.${index}`, index === 0, zone, hoursOf), given: record };
  });
  return events.sort((a, b) => a.event.at - b.event.at);
}

function eventFrom(
  given: Given,
  path: string,
  opens: boolean,
  zone: TimeZone,
  hoursOf: (schedule: unknown) => Hours,
): GivenEvent['event'] {
  const { by = opens ? 'customer' : 'system', automatic } = given;
  if (by !== 'customer' && by !== 'agent' && by !== 'system')
    throw new QuestionError(`${path}.by: ${JSON.stringify(by)} is not customer, agent or system`);
  const comment = commentOf(given, path);
  const changes = changesOf(given, path);
  const policies = policiesFrom(given, hoursOf);
  return {
    at: instantFrom(`${path}.at`, given['at'], zone),
    by,
    ...(comment ? { comment } : {}),
    ...(automatic === true ? { automatic } : {}),
    ...(given['acknowledged'] === true ? { acknowledged: true } : {}),
    ...(changes ? { changes } : {}),
    ...(policies ? { policies } : {}),
    ...(given['schedule'] === undefined ? {} : { schedule: hoursOf(given['schedule']).time }),
  };
}

/** `"comment": "public"`, or `"event": "comment"` with or without `"public": false`. */
function commentOf(given: Given, path: string): TimelineEvent['comment'] {
  const { comment, public: isPublic, event = given['type'] } = given;
  if (comment === 'public' || comment === 'internal') return comment;
  if (comment !== undefined && comment !== true && comment !== null)
    throw new QuestionError(`${path}.comment: ${JSON.stringify(comment)} is not public or internal`);
  if (comment !== true && event !== 'comment') return undefined;
  return isPublic === false ? 'internal' : 'public';
}

function changesOf(given: Given, path: string): Facts | undefined {
  const changes = Object.entries(given).filter(([name]) => !ABOUT.includes(name));
  for (const [name, value] of changes) {
    const allowed: readonly unknown[] | undefined =
      name === 'status' ? STATUSES : name === 'priority' ? [...PRIORITIES, null] : undefined;
    if (allowed ? !allowed.includes(value) : !isFact(value))
      throw new QuestionError(`${path}.${name}: ${JSON.stringify(value)} is not ${allowed?.join(', ') ?? 'a value'}`);
  }
  return changes.length > 0 ? (Object.fromEntries(changes) as Facts) : undefined;
}

function isFact(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string');
  return value === null || typeof value === 'string' || typeof value === 'number';
}
