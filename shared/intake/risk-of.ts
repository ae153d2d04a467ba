import type { Risk } from '../tickets/taxonomy/taxonomy.ts';
import type { FoldedText } from './folded-text.ts';
import { learnedScores } from './learned-scores.ts';
import { addUp, type Scores } from './scores.ts';
import { accusations, generalQuestions, hasEscaped, isNegated, suppositions } from './vocabulary/circumstances.ts';
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
/** How much what was learned adds: enough by itself only where it is very sure. It takes nothing away. */
const LEARNED = 8;
/** How far ahead of "none" a danger has to be that no phrase speaks of at all. */
const SURE = 0.8;
/** When several are told of, the one on which somebody has to act first. */
const FIRST_TO_ACT_ON: readonly Risk[] = ['self_harm', 'funds_at_risk', 'legal', 'access_lost'];
/** What is left of a danger that somebody saw in time. */
const SHARE_WHEN_ESCAPED = 0.4;
/** What may only be supposed. Whoever says "if nothing happens I go to the police" means it. */
const SUPPOSABLE = new Set(['funds_at_risk', 'access_lost']);

/** The one of two dangers that somebody has to act on first. */
export function worseRisk(a: Risk, b: Risk): Risk {
  const rank = (risk: Risk) => {
    const at = FIRST_TO_ACT_ON.indexOf(risk);
    return at < 0 ? FIRST_TO_ACT_ON.length : at;
  };
  return rank(b) < rank(a) ? b : a;
}

/** Whether a message tells of a danger. What is denied, asked about beforehand, or told of others, is none. */
export function riskOf({ text }: FoldedText): Danger {
  const supposed = suppositions(text);
  const accused = accusations(text);
  const asked = generalQuestions(text);
  const found = findPhrases(
    text,
    RISKS,
    (each) =>
      !isNegated(text, each) &&
      !(each.label !== 'self_harm' && asked(each)) &&
      !(SUPPOSABLE.has(each.label) && supposed(each)) &&
      !(each.label === 'funds_at_risk' && accused(each)),
  );
  const scores = new Map(addUp(found, () => false));
  if (hasEscaped(text)) scores.set('funds_at_risk', (scores.get('funds_at_risk') ?? 0) * SHARE_WHEN_ESCAPED);
  const risk =
    FIRST_TO_ACT_ON.find((each) => (scores.get(each) ?? 0) >= ENOUGH) ??
    withWhatWasLearned(scores, learnedScores(text, 'risk'));
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

/** The danger that phrases and labelled messages tell of together, where phrases alone do not. */
function withWhatWasLearned(scores: Map<string, number>, learned: Scores): Risk | undefined {
  for (const label of FIRST_TO_ACT_ON) {
    const lead = (learned.get(label) ?? 0) - (learned.get('none') ?? 0);
    const isSaid = (scores.get(label) ?? 0) > 0;
    if (lead > (isSaid ? 0 : SURE)) scores.set(label, (scores.get(label) ?? 0) + LEARNED * lead);
  }
  const [likeliest] = FIRST_TO_ACT_ON.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
  return likeliest && (scores.get(likeliest) ?? 0) >= ENOUGH ? likeliest : undefined;
}
