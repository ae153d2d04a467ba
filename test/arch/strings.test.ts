import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles, walk, withoutComments } from './source-files.ts';

type Texts = Readonly<Record<string, string>>;

const languages = walk('shared/strings').map((path) => ({
  path,
  texts: JSON.parse(readFileSync(`${ROOT}/${path}`, 'utf8')) as Texts,
}));
const english = languages.filter(({ path }) => path.endsWith('/en.json'));
const en: Texts = Object.assign({}, ...english.map(({ texts }) => texts));
/** The English texts of the same folder. */
const beside = (path: string): Texts => english.find((each) => dirname(each.path) === dirname(path))?.texts ?? {};
const code = sourceFiles()
  .filter(({ path }) => /^(shared|functions)\//.test(path))
  .map(({ path, text }) => ({ path, text: withoutComments(text) }));

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('texts', () => {
  test.each(languages)('in $path are the same texts with the same placeholders', ({ path, texts }) => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(beside(path)).sort());
    const differing = Object.keys(texts).filter(
      (key) => placeholders(texts[key] ?? '').join() !== placeholders(en[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
    expect(Object.keys(texts).filter((key) => texts[key]?.trim() === '')).toEqual([]);
  });

  test('stand in one folder each', () => {
    expect(english.reduce((sum, { texts }) => sum + Object.keys(texts).length, 0)).toBe(Object.keys(en).length);
  });

  test('in English hold no Chinese', () => {
    expect(Object.keys(en).filter((key) => /\p{Script=Han}/u.test(en[key] ?? ''))).toEqual([]);
  });

  test('exist for every code that an error is thrown with', () => {
    const missing = code.flatMap(({ path, text }) =>
      errorCodes(text)
        .filter((each) => !Object.hasOwn(en, `error.${each}`))
        .map((each) => `${path}: ${each}`),
    );
    expect(missing).toEqual([]);
  });

  test('are all used', () => {
    const used = code.flatMap(({ text }) => literals(text));
    const exact = new Set(used.filter((literal) => !literal.includes('${')));
    const patterns = used.filter((literal) => literal.includes('${') && /[a-z_]\./.test(literal)).map(pattern);
    const unused = Object.keys(en).filter((key) => {
      const bare = key.replace(/^error\./, '');
      return !exact.has(key) && !exact.has(bare) && !patterns.some((each) => each.test(key) || each.test(bare));
    });
    expect(unused).toEqual([]);
  });
});

/** Codes in `invalid(field, code)`, `conflict(code)`, `forbidden(code)`, `new DomainError(kind, code)`, `{ field, code }` and checks of schemas. */
function errorCodes(text: string): string[] {
  const forms = [
    /\binvalid\(\s*(?:'[^']*'|`[^`]*`|[\w.]+),\s*'([^']+)'/g,
    /\b(?:conflict|forbidden)\(\s*'([^']+)'/g,
    /\bnew DomainError\(\s*'[a-z_]+',\s*'([^']+)'/g,
    /\bcode: '([^']+)'/g,
    /\bcode: [^,'{}]+ \? '([^']+)'/g,
    /\bcode: [^,'{}]+ \? '[^']+' : '([^']+)'/g,
    /\{ error: '([a-z_]+(?:\.[a-z_]+)?)' \}/g,
  ];
  return forms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''));
}

function literals(text: string): string[] {
  return [...text.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** `mail.${kind}.subject` as a pattern in which `${kind}` stands for anything. */
function pattern(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
