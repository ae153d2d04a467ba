import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanName,
  firstCharacter,
  isEmail,
  mergedFields,
  nameFromEmail,
  normalEmail,
  searchable,
} from '../../../shared/people/text-rules.ts';

describe('an e-mail address', () => {
  it.each([
    'a@b.co',
    'first.last+tag@sub.example.com',
    "o'neil@example.com",
    '用户@例子.测试',
    'x_y-z@1.2.example',
    'a!#$%&*+/=?^_`{|}~b@example.com',
  ])('may be %s', (address) => expect(isEmail(address)).toBe(true));

  it.each([
    '',
    'a',
    '@b.co',
    'a@',
    'a@b',
    'a@@b.co',
    'a b@c.de',
    'a@b.co\n',
    'a@b.co\u0000',
    '<a@b.co>',
    'a@b.co,c@d.ef',
    'a;b@c.de',
    '"a"@b.co',
    'a@.co',
    'a@b.',
    'a@b..',
    'a@b.c\ud800',
    `${'a'.repeat(250)}@b.co`,
  ])('is not %j', (address) => expect(isEmail(address)).toBe(false));

  it('is compared without case and composition', () => {
    expect(normalEmail(' Ångström@Example.COM ')).toBe(normalEmail('A\u030AngstrO\u0308m@example.com'));
  });

  it('gives a name to who has none', () => {
    expect(nameFromEmail('li.lei@x.test')).toBe('li.lei');
    expect(nameFromEmail('\u202e@x.test')).toBe('\u202e@x.test');
  });
});

describe('a name', () => {
  it('is one line without control characters and direction overrides', () => {
    expect(cleanName('  A\r\nB\t\u0000 C\u202e\u2066 ')).toBe('A B C');
  });

  it('keeps every script, and the marks that Arabic and emoji need', () => {
    for (const name of ['王小明', 'محمد', 'Ünï‍code', '👩‍👩‍👧', 'שלום\u200f']) expect(cleanName(name)).toBe(name);
  });

  it('cleaned twice is cleaned once, and searches the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(cleanName(cleanName(name))).toBe(cleanName(name));
        expect(searchable(name).startsWith(firstCharacter(searchable(name)))).toBe(true);
      }),
    );
  });

  it('is found whatever its width and case', () => {
    expect(searchable('ＡＢＣ １２')).toBe('abc 12');
    expect(firstCharacter('𠮷野家')).toBe('𠮷');
    expect(firstCharacter('')).toBe('');
  });
});

describe('custom fields', () => {
  it('are merged; a null takes one away', () => {
    expect(mergedFields('f', { a: 1, b: 2 }, { b: null, c: 'x' })).toEqual({ a: 1, c: 'x' });
  });

  it('cannot outgrow the record, however small each step is', () => {
    let fields: Readonly<Record<string, unknown>> = {};
    expect(() => {
      for (let n = 0; n < 100; n++) fields = mergedFields('f', fields, { [`f${n}`]: 'x'.repeat(900) });
    }).toThrow('custom_fields_too_long');
  });
});
