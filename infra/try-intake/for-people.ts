import { FACT_NAMES } from '../../shared/intake/facts/fact.ts';
import type { Forwarded } from '../../shared/intake/forwarded-words.ts';
import { namesOf } from '../../shared/tickets/taxonomy/taxonomy.ts';
import type { Answer } from './read-message.ts';

/** What intake decides about one message, to be read. */
export function forPeople(number: number, answer: Answer): string {
  const head = `== message ${number}`;
  if ('error' in answer) return `${head}\n${row('error', answer.error)}\n\n`;
  const names = namesOf(answer);
  const named = (axis: 'kind' | 'category' | 'reason' | 'risk') => `${answer[axis]} (${names[axis][answer.language]})`;
  const { kind, category, risk } = answer.confidence;
  const lines = [
    head,
    row('kind', `${named('kind')}  ${kind}`),
    row('category', `${named('category')}  ${category}`),
    row('reason', named('reason')),
    row('risk', `${named('risk')}  ${risk}`),
    row('language', answer.language),
    row('priority', `${answer.priority} (${answer.priority_why.join(', ')})`),
    ...FACT_NAMES.flatMap((name) =>
      (answer.facts_all[name] ?? []).map(({ value, flaw, form, field, start, end }) =>
        row(name, `${value}  [${field} ${start}-${end}${form ? `, ${form}` : ''}${flaw ? `, ${flaw}` : ''}]`),
      ),
    ),
    ...(answer.missing.length > 0 ? [row('missing', answer.missing.join(', '))] : []),
    ...(answer.secrets.length > 0 ? [row('secrets', `${answer.secrets.join(', ')} (taken out)`)] : []),
    ...forwardedRows(answer.forwarded),
    row('why', answer.why.join(' · ')),
  ];
  if (answer.ask) lines.push('', ...answer.ask.split('\n').map((each) => `   | ${each}`));
  return `${lines.join('\n')}\n\n`;
}

function forwardedRows(forwarded: Forwarded | undefined): string[] {
  if (!forwarded) return [];
  const parts = forwarded.places.map(({ start, end }) => `text ${start}-${end}`);
  const theirs = [...(forwarded.subject ? ['subject'] : []), ...parts].join(', ');
  return [row('forwarded', `${theirs}: not the writer's own words`)];
}

function row(name: string, value: string): string {
  return `   ${name.padEnd(11)}${printable(value)}`;
}

/** A message must not steer the terminal of whoever looks at it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
