import { type Instant, toIso } from '../kernel/clock.ts';
import { nearestLocale } from '../platform/i18n/locale.ts';
import { text } from '../platform/i18n/text.ts';
import { statusClass, type Ticket } from './ticket.ts';
import type { RequestProgressWire } from './ticket-wire.ts';

/** What is known of a request beside the ticket, of that which a customer may learn. */
export interface ProgressFacts {
  /** One of our people has answered. */
  readonly answered: boolean;
  readonly promised: { readonly what: 'answer' | 'solution'; readonly at: Instant } | undefined;
  /** Minutes that people lately waited for the first answer. */
  readonly wait: { readonly typical: number; readonly most: number } | null;
}

/** In which words and by which clock a customer is told. */
export interface ProgressReader {
  readonly locale: string;
  readonly timeZone: string;
}

/** How far a request is, in plain words: whose turn it is, what is promised, and how long it may take until the first answer. */
export function requestProgress(
  ticket: Ticket,
  { answered, promised, wait }: ProgressFacts,
  { locale, timeZone }: ProgressReader,
): RequestProgressWire {
  const state = stateOf(ticket, answered);
  const next = state === 'solved' ? null : state === 'waiting_for_you' ? ('you' as const) : ('us' as const);
  const ours = next === 'us';
  return {
    state,
    // What was merged goes on elsewhere, perhaps in somebody else's name: nothing is said of that, and nothing was solved.
    text: text(locale, ticket.merged_into_id === null ? `request.progress.${state}` : 'request.progress.closed'),
    next,
    next_text: next && text(locale, `request.next.${next}`),
    promised: ours && promised ? promisedView(promised, locale, timeZone) : null,
    expected_wait: ours && !answered && wait ? waitView(wait, locale) : null,
  };
}

function stateOf({ status, assignee_id }: Ticket, answered: boolean): RequestProgressWire['state'] {
  if (statusClass(status) === 'done') return 'solved';
  if (status === 'pending') return 'waiting_for_you';
  if (answered) return 'being_solved';
  return status === 'new' && assignee_id === null ? 'received' : 'being_examined';
}

function promisedView({ what, at }: NonNullable<ProgressFacts['promised']>, locale: string, timeZone: string) {
  return {
    what,
    at: toIso(at),
    text: text(locale, `request.promised.${what}`, { time: timeText(at, locale, timeZone) }),
  };
}

function waitView({ typical, most }: NonNullable<ProgressFacts['wait']>, locale: string) {
  const params = { typical: durationText(typical, locale), most: durationText(most, locale) };
  return { typical_minutes: typical, most_minutes: most, text: text(locale, 'request.expected_wait', params) };
}

/** An instant as people of a language write it, by the clock of a time zone; UTC's when there is no such zone. */
function timeText(at: Instant, locale: string, timeZone: string): string {
  const format = {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    hourCycle: 'h23',
  } as const;
  const tag = nearestLocale(locale);
  try {
    return new Intl.DateTimeFormat(tag, { ...format, timeZone }).format(at);
  } catch {
    return new Intl.DateTimeFormat(tag, { ...format, timeZone: 'UTC' }).format(at);
  }
}

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** A length of time as one would say it: rounded up, to minutes, hours or days. */
function durationText(minutes: number, locale: string): string {
  const [unit, size] =
    minutes < 2 * HOUR_MINUTES
      ? (['minute', 1] as const)
      : minutes < 2 * DAY_MINUTES
        ? (['hour', HOUR_MINUTES] as const)
        : (['day', DAY_MINUTES] as const);
  const count = Math.max(1, Math.ceil(minutes / size));
  return new Intl.NumberFormat(nearestLocale(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
