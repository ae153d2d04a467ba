import type { MailAddress } from '../../shared/mail/mail.ts';
import { foldedLines } from './folded-lines.ts';
import { CANNOT_BE_OPENED, type MailReport } from './mail-report.ts';

/** Lines of what is folded that are shown; a thread of a year repeats itself. */
const FOLDED_SHOWN = 20;

/** The report on one mail, to be read. */
export function forPeople(report: MailReport): string {
  const { file, kind, reason, from, to, cc, subject, language, attachments, bounce = [], leftOut } = report;
  // Of what was not there to be read, intake decides nothing.
  if (reason === CANNOT_BE_OPENED) return `== ${printable(file)}\n${row('error', report.error ?? '') ?? ''}\n\n`;
  const lines = [
    `== ${printable(file)}`,
    row('kind', `${kind} (${reason})`),
    row('decision', decisionText(report)),
    row('from', from ? addressText(from) : '(nobody)'),
    row('to', to.map(addressText).join(', ')),
    row('cc', cc.map(addressText).join(', ')),
    row('subject', subject),
    row('language', language ?? ''),
    ...bounce.map((each) =>
      row('bounced', `${each.recipient} ${each.hard ? 'for good' : 'for now'} ${each.status} ${each.reason}`.trim()),
    ),
    ...attachments.map((each) =>
      row('file', `${each.name} (${each.contentType}, ${each.size} bytes${each.inline ? ', in the text' : ''})`),
    ),
    ...leftOut.map((each) => row('left out', JSON.stringify(each))),
    row('error', report.error ?? ''),
  ].filter((line) => line !== undefined);
  lines.push(...wordsOf(report));
  return `${lines.join('\n')}\n\n`;
}

/** What is new in a mail, behind bars, and what an answer's comment folds, behind dots. */
function wordsOf({ text, newText }: MailReport): string[] {
  if (text.trim() === '') return [];
  if (newText === '')
    return [
      '   new text  none: all of it repeats another mail, so its comment shows it whole',
      ...begun(foldedLines(text, '') ?? []),
    ];
  const folded = foldedLines(text, newText);
  return ['   new text', ...behind('|', newText), ...foldedText(folded)];
}

function foldedText(folded: readonly string[] | undefined): string[] {
  if (!folded) return ['   folded    what its HTML marks as not new'];
  if (folded.length === 0) return ['   folded    nothing'];
  return [`   folded    ${counted(folded.length)}`, ...begun(folded)];
}

function begun(folded: readonly string[]): string[] {
  const more = folded.length - FOLDED_SHOWN;
  return [
    ...behind('.', folded.slice(0, FOLDED_SHOWN).join('\n')),
    ...(more > 0 ? [`   . (and ${counted(more)} more)`] : []),
  ];
}

function behind(mark: string, text: string): string[] {
  return text.split('\n').map((line) => `   ${mark} ${printable(line)}`.trimEnd());
}

function counted(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}

function row(name: string, value: string): string | undefined {
  return value === '' ? undefined : `   ${name.padEnd(10)}${printable(value)}`;
}

function decisionText({ decision }: MailReport): string {
  const { rule, cause, ticket } = decision;
  switch (decision.do) {
    case 'open':
      return `opens a ticket (${rule})`;
    case 'suspend':
      return `set aside as ${cause} (${rule})`;
    case 'note-on-ticket':
      return `a note on ticket ${ticket} (${rule})`;
    default:
      return `joins ticket ${ticket} if its sender is on it and proven (${rule})`;
  }
}

function addressText({ name, address }: MailAddress): string {
  return name ? `${name} <${address}>` : address;
}

/** Text of a mail or of a file's name, which must not steer the terminal of whoever looks at it. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
}
