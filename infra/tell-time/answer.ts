import { SECOND } from '../../shared/kernel/clock.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { errorText } from '../../shared/platform/i18n/error-text.ts';
import type { DayRange } from '../../shared/sla/calendar-day.ts';
import { type Given, recordOf } from './given.ts';
import { type Hours, hoursReader } from './hours.ts';
import { instantFrom, writtenLike } from './instants.ts';
import { QuestionError } from './question-error.ts';
import { type ClockReport, clockReport } from './ticket-clock.ts';

/** The answer to one line. */
export type Answer = { readonly id?: unknown } & (
  | { readonly result: string | number | boolean | null | ClockReport }
  | { readonly error: string }
);

/** Answers lines; `holidays` close every schedule. Never throws: what cannot be answered says why. */
export function answers(holidays: readonly DayRange[]): (line: string) => Answer {
  const hoursOf = hoursReader(holidays);
  return (line) => {
    let id: { id?: unknown } = {};
    try {
      const question = questionOf(line);
      id = Object.hasOwn(question, 'id') ? { id: question['id'] } : {};
      if (Object.hasOwn(question, 'timeline')) return { ...id, result: clockReport(question, hoursOf) };
      return { ...id, result: resultOf(question, hoursOf(question['schedule'])) };
    } catch (error) {
      return { ...id, error: reasonOf(error) };
    }
  };
}

function questionOf(line: string): Given {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (error) {
    throw new QuestionError(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return recordOf(question, 'question');
}

function resultOf(question: Given, { time, zone }: Hours) {
  const { op, start, at, end, seconds } = question;
  if (op === 'open') return time.open(instantFrom('start', start ?? at, zone));
  const from = instantFrom('start', start, zone);
  if (op === 'between') return time.between(from, instantFrom('end', end, zone)) / SECOND;
  if (op !== 'add') throw new QuestionError(`op: ${JSON.stringify(op) ?? 'nothing'} is not add, between or open`);
  // Beyond some hundred thousand years there are no dates.
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= 1e12))
    throw new QuestionError(`seconds: ${JSON.stringify(seconds) ?? 'nothing'} is not a number of seconds`);
  const reached = time.add(from, Math.round(seconds * SECOND));
  return reached === null ? null : writtenLike(start, from, zone)(reached);
}

function reasonOf(error: unknown): string {
  if (error instanceof DomainError && error.fields.length > 0)
    return error.fields.map(({ field, code, params }) => errorText('en', code, { field, ...params })).join(' ');
  // Whatever it is: the lines after this one have answers.
  return error instanceof Error ? error.message : String(error);
}
