import { type Classification, classifyMessage } from './classify-message.ts';
import type { CleanMessage } from './facts/read-facts.ts';
import { foldText } from './folded-text.ts';
import { mendWord } from './misspelt-words.ts';
import rules from './taxonomy/rules.json' with { type: 'json' };
import { asksIfReal } from './vocabulary/circumstances.ts';

/** What of a message its writer did not write, since they forward it. */
export interface Forwarded {
  /** Where in the text it stands, in order. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
  /** Whether the subject is that of the forwarded mail. */
  readonly subject: boolean;
}

/** What a message with a forwarded mail is about. */
interface ForwardingRead extends Classification {
  /** Whether only the other mail tells of a danger, and its writer does not just ask whether that mail is real. */
  readonly dangerOfOthers: boolean;
}

/** What is left of the confidence in what only the forwarded mail says: whoever sorts out looks at it. */
const HEARSAY = 0.4;

/** A message without what its writer did not write. */
export function ownWords({ subject, text }: CleanMessage, forwarded: Forwarded): CleanMessage {
  let own = '';
  let from = 0;
  for (const { start, end } of forwarded.places) {
    own += text.slice(from, start);
    from = end;
  }
  return { subject: forwarded.subject ? '' : subject, text: own + text.slice(from) };
}

/**
 * What a message is about that forwards another: what its writer says of it. Where they do not say, the forwarded mail may
 * tell, but nobody is sure of it, and its dangers are not the writer's: a fraud speaks of nothing else. Whoever may harm
 * themselves is heard through others, too. A danger may be the writer's own wherever it stands, told where nobody looked
 * for their words: it is never sorted out surely, nor last, but of those who only ask whether the mail is real.
 */
export function classifyForwarding(own: CleanMessage, whole: CleanMessage): ForwardingRead {
  const said = classifyMessage(own, true);
  const all = classifyMessage(whole);
  const isSilent = !/\p{L}/u.test(`${own.subject}${own.text}`);
  const isOpen = isSilent || (said.risk === 'none' && said.confidence.category < rules.sure_from.category);
  if (!isOpen && all.risk !== 'self_harm') {
    const isHeard = all.risk !== 'none' && said.risk === 'none' && !doubts(own);
    return isHeard ? unsure(said) : { ...said, dangerOfOthers: false };
  }
  const sureness = (confidence: number) => Math.round(confidence * HEARSAY * 100) / 100;
  const sureOf = (confidence: number) => (all.risk === 'none' || doubts(own) ? confidence : atMostHearsay(confidence));
  // Of words that no phrase was written for only a guess is left.
  const isKindSaid = !isSilent && said.why.length > 0 && said.confidence.kind >= rules.sure_from.kind;
  return {
    kind: isKindSaid ? said.kind : all.kind,
    category: all.category,
    reason: all.reason,
    language: isSilent ? all.language : said.language,
    risk: all.risk === 'self_harm' ? 'self_harm' : said.risk,
    confidence: {
      kind: isKindSaid ? sureOf(said.confidence.kind) : sureness(all.confidence.kind),
      category: sureness(all.confidence.category),
      risk: all.risk === 'self_harm' ? all.confidence.risk : said.confidence.risk,
    },
    why: all.why,
    dangerOfOthers: all.risk !== 'none',
  };
}

function doubts({ subject, text }: CleanMessage): boolean {
  return asksIfReal(foldText(`${subject}\n${text}`, mendWord).text);
}

function unsure(said: Classification): ForwardingRead {
  const { kind, category, risk } = said.confidence;
  const confidence = { kind: atMostHearsay(kind), category: atMostHearsay(category), risk: atMostHearsay(risk) };
  return { ...said, confidence, dangerOfOthers: true };
}

function atMostHearsay(confidence: number): number {
  return Math.min(confidence, HEARSAY);
}
