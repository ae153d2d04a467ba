import type { Risk } from '../tickets/taxonomy/taxonomy.ts';
import type { FoldedText } from './folded-text.ts';
import { learnedScores } from './learned-scores.ts';
import { addUp, type Scores } from './scores.ts';
import {
  accusations,
  canSignIn,
  generalQuestions,
  hasEscaped,
  isKeptFromApi,
  isNegated,
  isOver,
  isSupposition,
  suppositions,
} from './vocabulary/circumstances.ts';
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
/** How much what was learned adds. */
const LEARNED = 24;
/** How far ahead of "none" a danger has to be that no phrase speaks of at all. */
const SURE = 0.05;
/** When several are told of, the one on which somebody has to act first. */
const FIRST_TO_ACT_ON: readonly Risk[] = ['self_harm', 'funds_at_risk', 'legal', 'access_lost'];
/** How much it takes away from a danger that few phrases tell of, when labelled messages like it tell of none: more the surer that is, and never what
 * several plain phrases say. */
const DOUBT = 40;
const MOST_DOUBT = 9;
/** How far "none" may be ahead before there is doubt: what is missed costs more than a false alarm. */
const BENEFIT = 0.7;
/** What little is said does not count as said. */
const SAID = 3;
/** A danger told of so much less than another is not the one to act on. */
const LESS_TOLD = 0.5;
/** What is left of a danger that somebody saw in time, or that is over. */
const SHARE_WHEN_ESCAPED = 0.4;
/** What is left of lost access when somebody says that they can sign in, or when only their programs are kept out. */
const SHARE_WHEN_IN = 0.3;
/** What may only be supposed. Whoever says "if nothing happens I go to the police" means it. */
const SUPPOSABLE: ReadonlySet<string> = new Set<Risk>(['funds_at_risk', 'access_lost']);

/** The one of two dangers that somebody has to act on first. */
export function worseRisk(a: Risk, b: Risk): Risk {
  const rank = (risk: Risk) => {
    const at = FIRST_TO_ACT_ON.indexOf(risk);
    return at < 0 ? FIRST_TO_ACT_ON.length : at;
  };
  return rank(b) < rank(a) ? b : a;
}

/**
 * Whether a message tells of a danger. What is denied, asked about beforehand, or told of others, is none. The hurdle is what
 * lost funds or access have to weigh more, where the message as a whole is of a kind that seldom tells of either.
 */
export function riskOf({ text }: FoldedText, hurdle = 0): Danger {
  const found = dangersTold(text);
  const share = shareIn(text);
  const learned = learnedScores(text, 'risk');
  const scores = new Map(
    [...addUp(found, () => false)].map(([label, score]): [string, number] => [
      label,
      Math.max(0, score * share(label) - doubt(label, learned)),
    ]),
  );
  const enough = (label: string) => ENOUGH + (SUPPOSABLE.has(label) ? hurdle : 0);
  const least = LESS_TOLD * Math.max(0, ...scores.values());
  const isTold = (each: Risk) =>
    (scores.get(each) ?? 0) >= enough(each) && (each === 'self_harm' || (scores.get(each) ?? 0) >= least);
  const risk =
    FIRST_TO_ACT_ON.find(isTold) ??
    withWhatWasLearned(scores, isSupposition(text) ? soberly(learned) : learned, share, enough);
  const most = Math.max(0, ...scores.values());
  if (!risk)
    return { risk: 'none', confidence: Math.max(0, Math.round((1 - most / (ENOUGH * 2)) * 100) / 100), found: [] };
  const score = scores.get(risk) ?? 0;
  return {
    risk,
    confidence: Math.round((score / (score + 1.5)) * 100) / 100,
    found: found
      .filter(({ label }) => label === risk)
      .sort((a, b) => b.weight - a.weight || b.end - b.start - (a.end - a.start)),
  };
}

function dangersTold(text: string): readonly Found[] {
  const supposed = suppositions(text);
  const accused = accusations(text);
  const asked = generalQuestions(text);
  return findPhrases(
    text,
    RISKS,
    (each) =>
      !isNegated(text, each) &&
      !(each.label !== 'self_harm' && asked(each)) &&
      !(SUPPOSABLE.has(each.label) && supposed(each)) &&
      !(each.label === 'funds_at_risk' && accused(each)),
  );
}

/** What the circumstances leave of a danger: somebody saw it in time, it is over, they can sign in. */
function shareIn(text: string): (label: string) => number {
  const over = isOver(text) ? SHARE_WHEN_ESCAPED : 1;
  const shares = new Map([
    ['funds_at_risk', over * (hasEscaped(text) ? SHARE_WHEN_ESCAPED : 1)],
    ['access_lost', over * (canSignIn(text) || isKeptFromApi(text) ? SHARE_WHEN_IN : 1)],
  ]);
  return (label) => shares.get(label) ?? 1;
}

/** How much labelled messages speak against a danger. Whoever may harm themselves has the benefit of every doubt. */
function doubt(label: string, learned: Scores): number {
  if (label === 'self_harm') return 0;
  const ahead = (learned.get('none') ?? 0) - (learned.get(label) ?? 0) - BENEFIT;
  return Math.min(MOST_DOUBT, DOUBT * Math.max(0, ahead));
}

/** The danger that phrases and labelled messages tell of together, where phrases alone do not. */
function withWhatWasLearned(
  scores: Map<string, number>,
  learned: Scores,
  share: (label: string) => number,
  enough: (label: string) => number,
): Risk | undefined {
  for (const label of FIRST_TO_ACT_ON) {
    const lead = (learned.get(label) ?? 0) - (learned.get('none') ?? 0);
    const isSaid = (scores.get(label) ?? 0) >= SAID;
    if (lead > (isSaid ? 0 : SURE)) scores.set(label, (scores.get(label) ?? 0) + LEARNED * lead * share(label));
  }
  const [likeliest] = FIRST_TO_ACT_ON.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
  return likeliest && (scores.get(likeliest) ?? 0) >= enough(likeliest) ? likeliest : undefined;
}

/** What was learned of a text that only supposes: it tells of no danger that may be supposed, unless phrases do. */
function soberly(learned: Scores): Scores {
  const none = learned.get('none') ?? 0;
  return new Map(
    [...learned].map(([label, margin]) => [label, SUPPOSABLE.has(label) ? Math.min(margin, none) : margin]),
  );
}
