import type { Category } from '../tickets/taxonomy/taxonomy.ts';
import { addUp, strongest } from './scores.ts';
import { type Found, findPhrases, readVocabulary, type WrittenVocabulary } from './vocabulary/find-phrases.ts';
import reasons from './vocabulary/reasons.json' with { type: 'json' };

const REASONS = new Map(
  Object.entries(reasons as Record<string, WrittenVocabulary>).map(([category, written]) => [
    category,
    readVocabulary(written),
  ]),
);

/** The reason within a category, with the words that say so; `other` when none does. */
export function findReason(
  text: string,
  category: Category,
): { readonly reason: string; readonly found: readonly Found[] } {
  const found = findPhrases(text, REASONS.get(category) ?? []);
  if (found.length === 0) return { reason: 'other', found };
  const reason = strongest(addUp(found, () => false)).label;
  return { reason, found: found.filter(({ label }) => label === reason).sort((a, b) => b.weight - a.weight) };
}
