import * as z from 'zod/mini';
import { examineMessage } from '../../shared/intake/examine-message.ts';
import { forwardedIn } from './read-message.ts';

/** What people say that a message is about; what they do not say is not scored. */
const Labels = z.object({
  kind: z.optional(z.string()),
  category: z.optional(z.string()),
  reason: z.optional(z.nullable(z.string())),
  risk: z.optional(z.string()),
  language: z.optional(z.string()),
  facts: z.optional(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
});
const Message = z.object({ subject: z.optional(z.nullable(z.string())), text: z.string() });

const MEASURES = {
  category: 'category',
  kind: 'kind',
  risk_found: 'risk found when present',
  false_alarms: 'false alarms of risk',
  facts: 'facts exactly as written',
  risk_named: 'risk by its name',
  language: 'language',
  reason: 'reason, where the category is right',
} as const;
type Measure = keyof typeof MEASURES;

/** One thing that was looked at in one message. */
interface Checked {
  readonly measure: Measure;
  readonly counts: boolean;
  /** How it was misread. */
  readonly wrong?: string;
}

/** How messages that people labelled were read. */
export interface ScoreSheet {
  /** Why a line could not be compared; undefined for one that was. */
  readonly take: (line: string) => string | undefined;
  /** The figures, a line each; in front of them every message that was misread, if wanted. */
  readonly told: (withMisread: boolean) => string;
}

/** Reads labelled messages, compares, and counts. Labels stand in the line itself or in its `gold`. */
export function scoreSheet(): ScoreSheet {
  const all: Checked[] = [];
  const misread: string[] = [];
  let lines = 0;
  return {
    take: (line) => {
      const read = readLine(line);
      if (typeof read === 'string') return read;
      lines++;
      const { subject, text, labels } = read;
      const checked = compare({ subject, text }, labels);
      all.push(...checked);
      const wrong = checked.flatMap((each) => (each.wrong ? [`   ${each.wrong}`] : []));
      if (wrong.length > 0) misread.push(`${lines}: ${`${subject} | ${text}`.replace(/\s+/g, ' ')}`, ...wrong);
      return undefined;
    },
    told: (withMisread) => {
      const rows = Object.entries(MEASURES).flatMap(([measure, name]) => {
        const asked = all.filter((each) => each.measure === measure);
        const counted = asked.filter(({ counts }) => counts).length;
        const share = asked.length === 0 ? '-' : ((100 * counted) / asked.length).toFixed(1);
        return `${name.padEnd(38)}${share.padStart(6)} %   ${counted} of ${asked.length}`;
      });
      return `${[...(withMisread ? misread : []), `${lines} messages`, ...rows].join('\n')}\n`;
    },
  };
}

/** A labelled message, or why a line is none. */
function readLine(line: string) {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  const message = z.safeParse(Message, given);
  if (!message.success) return 'not a message: it needs a text';
  const { gold = given } = given as { readonly gold?: unknown };
  const labels = z.safeParse(Labels, gold);
  if (!labels.success) return `not labelled: ${labels.error.issues[0]?.path.join('.') ?? 'its labels'} is no label`;
  return { subject: message.data.subject ?? '', text: message.data.text, labels: labels.data };
}

function compare(message: { readonly subject: string; readonly text: string }, labels: z.infer<typeof Labels>) {
  const read = examineMessage(message, forwardedIn(message));
  const checked: Checked[] = [];
  const same = (measure: Measure, is: string, should: string | null | undefined) => {
    if (should === undefined || should === null) return;
    checked.push({ measure, counts: is === should, ...(is === should ? {} : told(measure, is, should)) });
  };
  const told = (measure: Measure, is: string, should: string) => ({ wrong: `${measure}: ${is}, not ${should}` });
  same('category', read.category, labels.category);
  same('kind', read.kind, labels.kind);
  same('language', read.language, labels.language);
  if (read.category === labels.category) same('reason', read.reason, labels.reason);
  const { risk } = labels;
  if (risk !== undefined && risk !== 'none') {
    const isFound = read.risk !== 'none';
    const wrong = isFound ? {} : told('risk_found', read.risk, risk);
    checked.push({ measure: 'risk_found', counts: isFound, ...wrong });
    if (isFound) same('risk_named', read.risk, risk);
  }
  if (risk === 'none') {
    const wrong = read.risk === 'none' ? {} : told('false_alarms', `${read.risk} (${read.why.join(' · ')})`, risk);
    checked.push({ measure: 'false_alarms', counts: read.risk !== 'none', ...wrong });
  }
  const facts = new Map<string, string>(Object.entries(read.facts));
  for (const [name, value] of Object.entries(labels.facts ?? {})) {
    const is = facts.get(name) ?? 'nothing';
    const isOne = [value].flat().includes(is);
    const wrong = isOne ? {} : { wrong: `${name}: ${is}, not ${[value].flat().join(' or ')}` };
    checked.push({ measure: 'facts', counts: isOne, ...wrong });
  }
  return checked;
}
