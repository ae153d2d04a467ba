import type { Category, Kind, Risk } from '../tickets/taxonomy/taxonomy.ts';
import { type FoldedText, foldText } from './folded-text.ts';
import { languageOfMessage } from './language-of-message.ts';
import { learnedScores } from './learned-scores.ts';
import { mendWord } from './misspelt-words.ts';
import { findReason } from './reason-of.ts';
import { type Danger, riskOf } from './risk-of.ts';
import { addUp, type Scores, strongest } from './scores.ts';
import categories from './vocabulary/categories.json' with { type: 'json' };
import { asksIfReal, isLoud, isSupposition, sentThemselves } from './vocabulary/circumstances.ts';
import { type Found, findPhrases, readVocabulary } from './vocabulary/find-phrases.ts';
import interactions from './vocabulary/interactions.json' with { type: 'json' };
import kinds from './vocabulary/kinds.json' with { type: 'json' };

/** What somebody wrote to the desk. */
export interface IntakeMessage {
  readonly subject?: string;
  readonly text: string;
}

/** What a message is about, and how sure that is (0 to 1). */
export interface Classification {
  readonly kind: Kind;
  readonly category: Category;
  readonly reason: string;
  readonly language: 'zh-CN' | 'en';
  readonly risk: Risk;
  readonly confidence: { readonly kind: number; readonly category: number; readonly risk: number };
  /** The words that decided, as they were written. */
  readonly why: readonly string[];
}

interface Circumstances {
  readonly risk: Risk;
  readonly supposition: boolean;
  readonly loud: boolean;
  readonly sent: boolean;
  readonly asks_if_real: boolean;
}

/** How one finding changes what the others weigh. */
interface Interaction {
  readonly when: {
    readonly risk?: string;
    readonly score?: readonly (string | number)[];
    readonly supposition?: boolean;
    readonly loud?: boolean;
    readonly sent?: boolean;
    readonly asks_if_real?: boolean;
  };
  readonly add?: Readonly<Record<string, number>>;
  readonly times?: Readonly<Record<string, number>>;
}

const CATEGORIES = readVocabulary(categories);
const KINDS = readVocabulary(kinds);
const RULES = interactions as unknown as Readonly<Record<'category' | 'kind', readonly Interaction[]>>;
/** How much what was learned counts beside the phrases: messages held out were read best between 20 and 40. */
const LEARNED = 30;
/** What is left to say of an axis when nothing was found. */
const NOTHING_SAID = 1.5;
/** What a danger has to weigh more in praise and in a wish. */
const HURDLES: ReadonlyMap<string, number> = new Map([
  ['feedback', 5],
  ['suggestion', 5],
]);
/** What is left of the confidence in a category that no phrase speaks of. */
const UNSAID = 0.6;
const WORDS_OF_WHY = 8;

/**
 * What a message is about: kind, category and reason, language and risk, by rules and vocabulary alone. With a mail that is
 * forwarded "is this you?" is no small talk.
 */
export function classifyMessage({ subject = '', text }: IntakeMessage, forwards = false): Classification {
  const written = `${subject}\n${text}`;
  const folded = foldText(written, mendWord);
  const inSubject = (found: Found) => found.start < folded.place(subject.length, subject.length)[0];
  const ofCategory = findPhrases(folded.text, CATEGORIES);
  const ofKind = findPhrases(folded.text, KINDS);
  const kindWith = (circumstances: Circumstances) =>
    strongest(
      together(
        interact(addUp(ofKind, inSubject), RULES.kind, circumstances, { problem: NOTHING_SAID }),
        learnedScores(folded.text, 'kind'),
      ),
    );
  const calm = {
    supposition: isSupposition(folded.text),
    loud: isLoud(folded.text, written),
    sent: sentThemselves(folded.text),
    asks_if_real: forwards && asksIfReal(folded.text),
  };
  const asItStands = kindWith({ ...calm, risk: 'none' });
  const danger = riskOf(folded, (HURDLES.get(asItStands.label) ?? 0) * asItStands.confidence);
  const circumstances = { ...calm, risk: danger.risk };
  const category = strongest(
    together(
      interact(addUp(ofCategory, inSubject), RULES.category, circumstances, { other: NOTHING_SAID }),
      learnedScores(folded.text, 'category'),
    ),
  );
  const kind = kindWith(circumstances);
  const isSaid = of(ofCategory, category.label).length > 0 || calm.asks_if_real;
  const reason = findReason(folded.text, category.label as Category);
  return {
    kind: kind.label as Kind,
    category: category.label as Category,
    reason: reason.reason,
    language: languageOfMessage(written),
    risk: danger.risk,
    confidence: {
      kind: kind.confidence,
      category: isSaid ? category.confidence : Math.round(category.confidence * UNSAID * 100) / 100,
      risk: danger.confidence,
    },
    why: wordsOf(folded, [danger.found, of(ofCategory, category.label), of(ofKind, kind.label), reason.found], danger),
  };
}

/** The score of a label; of `*`, the best that anything particular has. */
function scoreOf(scores: Scores, label: string): number {
  if (label !== '*') return scores.get(label) ?? 0;
  return Math.max(0, ...[...scores].filter(([each]) => each !== 'other').map(([, score]) => score));
}

/** What phrases and what labelled messages say, together. */
function together(scores: Scores, learned: Scores): Scores {
  return new Map([...learned].map(([label, margin]) => [label, (scores.get(label) ?? 0) + LEARNED * margin]));
}

function of(found: readonly Found[], label: string): readonly Found[] {
  return found.filter((each) => each.label === label).sort((a, b) => b.weight - a.weight);
}

function interact(
  scores: Scores,
  rules: readonly Interaction[],
  { risk, supposition, loud, sent, asks_if_real }: Circumstances,
  atLeast: Readonly<Record<string, number>>,
): Scores {
  const changed = new Map(scores);
  for (const [label, score] of Object.entries(atLeast)) changed.set(label, (changed.get(label) ?? 0) + score);
  for (const { when, add = {}, times = {} } of rules) {
    const [label, enough] = when.score ?? [];
    const applies =
      (when.risk === undefined || when.risk === risk) &&
      (label === undefined || scoreOf(scores, String(label)) >= Number(enough)) &&
      (!when.supposition || supposition) &&
      (!when.loud || loud) &&
      (!when.sent || sent) &&
      (!when.asks_if_real || asks_if_real);
    if (!applies) continue;
    for (const [each, factor] of Object.entries(times)) changed.set(each, (changed.get(each) ?? 0) * factor);
    for (const [each, more] of Object.entries(add)) changed.set(each, (changed.get(each) ?? 0) + more);
  }
  return changed;
}

/** The strongest words of each axis in turn, none twice and none within another. */
function wordsOf(folded: FoldedText, axes: readonly (readonly Found[])[], danger: Danger): readonly string[] {
  const spans: Found[] = [];
  for (const [index, axis] of axes.entries()) {
    const most = index === 0 && danger.risk !== 'none' ? 3 : 2;
    const fresh = axis.filter((each) => !spans.some((span) => each.start >= span.start && each.end <= span.end));
    spans.push(...fresh.slice(0, most));
  }
  return [...new Set(spans.map(({ start, end }) => folded.written(start, end).trim()))]
    .filter((word) => word !== '')
    .slice(0, WORDS_OF_WHY);
}
