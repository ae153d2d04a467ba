import { type Phrase, readPhrase } from './phrase.ts';

/** Phrases of one label with what each weighs. */
export interface Weighted {
  readonly label: string;
  readonly weight: number;
  readonly phrase: Phrase;
}

/** As it is written in the files of the vocabulary: label, weight, phrases. */
export type WrittenVocabulary = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A phrase that stands in a text. */
export interface Found {
  readonly label: string;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

/** Reads a file of the vocabulary. Throws for a phrase that is no phrase. */
export function readVocabulary(written: WrittenVocabulary): readonly Weighted[] {
  return Object.entries(written).flatMap(([label, weights]) =>
    Object.entries(weights).flatMap(([weight, phrases]) =>
      phrases.map((source) => ({ label, weight: Number(weight), phrase: readPhrase(source) })),
    ),
  );
}

/** What stands in a folded text, each phrase at most once: where `counts` accepts it first. */
export function findPhrases(
  text: string,
  vocabulary: readonly Weighted[],
  counts: (found: Found) => boolean = () => true,
): readonly Found[] {
  const all: Found[] = [];
  for (const { label, weight, phrase } of vocabulary) {
    if (phrase.anchor !== '' && !text.includes(phrase.anchor)) continue;
    phrase.pattern.lastIndex = 0;
    for (let match = phrase.pattern.exec(text); match; match = phrase.pattern.exec(text)) {
      const found = { label, weight, start: match.index, end: match.index + match[0].length };
      if (match[0].length > 0 && counts(found)) {
        all.push(found);
        break;
      }
      if (match[0].length === 0) phrase.pattern.lastIndex++;
    }
  }
  return all;
}
