import { describe, expect, test } from 'vitest';
import { foldText } from '../../../shared/intake/folded-text.ts';
import { mendWord } from '../../../shared/intake/misspelt-words.ts';
import categories from '../../../shared/intake/vocabulary/categories.json' with { type: 'json' };
import { findPhrases, readVocabulary } from '../../../shared/intake/vocabulary/find-phrases.ts';
import kinds from '../../../shared/intake/vocabulary/kinds.json' with { type: 'json' };
import reasons from '../../../shared/intake/vocabulary/reasons.json' with { type: 'json' };
import risks from '../../../shared/intake/vocabulary/risks.json' with { type: 'json' };
import taxonomy from '../../../shared/tickets/taxonomy/taxonomy.json' with { type: 'json' };

const found = (text: string, ...phrases: string[]) =>
  findPhrases(foldText(text, mendWord).text, readVocabulary({ any: { 1: phrases } })).length;

describe('a phrase', () => {
  test.each([
    ['withdraw*', 'my withdrawals are late', true],
    ['withdraw*', 'I overwithdrew', false],
    ['ban', 'a banana', false],
    ['提现..没到', '提现了三天还没到', true],
    ['提现..没到', '提现了。三天还没到', false],
    ['wrong (network|chain)', 'the WRONG  chain', true],
    ['wrong (network|chain)', 'wrong-network', true],
    ['deposit*', 'my deopsit', true],
    ['提币', '提幣', true],
    ['提现', '提領', true],
    ['usdt', 'ＵＳＤＴ', true],
    ['<stranger_en>..<acts_en>', 'a hacker is moving it', true],
  ])('"%s" in "%s": %s', (phrase, text, is) => {
    expect(found(text, phrase) > 0).toBe(is);
  });

  test('names a set that exists', () => {
    expect(() => found('', '<nobody_en>')).toThrow('there is no set nobody_en');
  });

  test('is shown as it was written, however it was misspelt', () => {
    const folded = foldText('My witdrawal 沒到帳!', mendWord);
    expect(folded.text).toBe('my withdrawal 没到账!');
    const [word] = findPhrases(folded.text, readVocabulary({ any: { 1: ['withdraw*'] } }));
    expect(word && folded.written(word.start, word.end)).toBe('witdrawal');
    const [arrived] = findPhrases(folded.text, readVocabulary({ any: { 1: ['没到账'] } }));
    expect(arrived && folded.written(arrived.start, arrived.end)).toBe('沒到帳');
  });
});

describe('the vocabulary', () => {
  test('speaks of what the taxonomy has, and of all of it', () => {
    expect(Object.keys(categories).sort()).toEqual(Object.keys(taxonomy.categories).sort());
    expect(Object.keys(kinds).sort()).toEqual(Object.keys(taxonomy.kinds).sort());
    expect([...Object.keys(risks), 'none'].sort()).toEqual(Object.keys(taxonomy.risks).sort());
    for (const [category, { reasons: known }] of Object.entries(taxonomy.categories)) {
      const spoken = new Map(Object.entries(reasons)).get(category) ?? {};
      expect([...Object.keys(spoken), 'other'].sort(), category).toEqual(Object.keys(known).sort());
    }
  });

  test('has a label in each language for everything, and needs only facts that there are', () => {
    const labels = [
      ...Object.values(taxonomy.kinds),
      ...Object.values(taxonomy.facts),
      ...Object.values(taxonomy.risks),
      ...Object.values(taxonomy.categories),
      ...Object.values(taxonomy.categories).flatMap((each) => Object.values(each.reasons)),
    ];
    for (const { label } of labels) expect(Object.keys(label).sort()).toEqual(['en', 'zh-CN']);
    const needs = Object.values(taxonomy.categories).flatMap((each) => [
      ...each.needs,
      ...Object.values(each.reasons).flatMap((reason) => ('needs' in reason ? reason.needs : [])),
    ]);
    for (const need of needs) expect(Object.keys(taxonomy.facts)).toContain(need);
  });
});
