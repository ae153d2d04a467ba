import type { FoldedText } from './folded-text.ts';
import { addUp } from './scores.ts';
import type { Risk } from './taxonomy/taxonomy.ts';
import { accusations, hasEscaped, isNegated, suppositions } from './vocabulary/circumstances.ts';
import { type Found, findPhrases, readVocabulary } from './vocabulary/find-phrases.ts';
import risks from './vocabulary/risks.json' with { type: 'json' };

/** The danger that a message tells of, and the words that say so. */
export interface Danger {
  readonly risk: Risk;
  readonly confidence: number;
  readonly found: readonly Found[];
}

const RISKS = readVocabulary(risks);
/** What a label has to weigh before it is a danger. */
const ENOUGH = 4.5;
/** When several are told of, the one on which somebody has to act first. */
const FIRST_TO_ACT_ON: readonly Risk[] = ['self_harm', 'funds_at_risk', 'legal', 'access_lost'];
/** What is left of a danger that somebody saw in time. */
const SHARE_WHEN_ESCAPED = 0.4;
/** What may only be supposed. Whoever says "if nothing happens I go to the police" means it. */
const SUPPOSABLE = new Set(['funds_at_risk', 'access_lost']);

/** Whether a message tells of a danger. What is denied, asked about beforehand, or told of others, is none. */
export function riskOf({ text }: FoldedText): Danger {
  const supposed = suppositions(text);
  const accused = accusations(text);
  const found = findPhrases(
    text,
    RISKS,
    (each) =>
      !isNegated(text, each) &&
      !(SUPPOSABLE.has(each.label) && supposed(each)) &&
      !(each.label === 'funds_at_risk' && accused(each)),
  );
  const scores = new Map(addUp(found, () => false));
  if (hasEscaped(text)) scores.set('funds_at_risk', (scores.get('funds_at_risk') ?? 0) * SHARE_WHEN_ESCAPED);
  const risk = FIRST_TO_ACT_ON.find((each) => (scores.get(each) ?? 0) >= ENOUGH);
  const most = Math.max(0, ...scores.values());
  if (!risk) return { risk: 'none', confidence: Math.round((1 - most / (ENOUGH * 2)) * 100) / 100, found: [] };
  const score = scores.get(risk) ?? 0;
  return {
    risk,
    confidence: Math.round((score / (score + 1.5)) * 100) / 100,
    found: found
      .filter(({ label }) => label === risk)
      .sort((a, b) => b.weight - a.weight || b.end - b.start - (a.end - a.start)),
  };
}
