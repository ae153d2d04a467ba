import { describe, expect, test } from 'vitest';
import {
  changedTags,
  cleanSubject,
  cleanText,
  mergedCustomFields,
  normalTags,
  subjectFromText,
} from '../../../shared/tickets/ticket-values.ts';

describe('a subject', () => {
  test('is one line without control characters: nothing in it can become a header', () => {
    expect(cleanSubject('  Help\r\nBcc: all@customers.test\u0000\u2028x ')).toBe('Help Bcc: all@customers.test x');
  });

  test('that was not given is how the text begins', () => {
    expect(subjectFromText('\n  \n提现未到账，请帮忙\n第二行')).toBe('提现未到账，请帮忙');
    expect([...subjectFromText('😀'.repeat(200))]).toHaveLength(80);
    expect(subjectFromText('😀'.repeat(200)).isWellFormed()).toBe(true);
    expect(subjectFromText('')).toBe('');
  });
});

test('a text keeps its lines and tabs and loses other control characters', () => {
  expect(cleanText('a\r\nb\rc\td\u0000\u001b[31m\u0085')).toBe('a\nb\nc\td[31m');
});

describe('tags', () => {
  test('are lower case, without white space, each once', () => {
    expect(normalTags(['VIP', ' Stuck  Withdrawal ', 'vip', '', '提现'])).toEqual(['vip', 'stuck_withdrawal', '提现']);
    expect(normalTags('VIP, stuck urgent\nvip')).toEqual(['vip', 'stuck', 'urgent']);
  });

  test('are replaced, added to and taken from', () => {
    expect(changedTags(['a', 'b'], { add: ['c', 'a'], remove: ['b'] })).toEqual(['a', 'c']);
    expect(changedTags(['a'], { set: ['x', 'y'], remove: ['y'] })).toEqual(['x']);
  });

  test('are a hundred at most; a ticket that has more can still lose some', () => {
    const many = Array.from({ length: 101 }, (_, at) => `t${at}`);
    expect(() => changedTags([], { set: many })).toThrow('field_too_long');
    expect(changedTags([...many, 'last'], { remove: ['t0'] })).toHaveLength(101);
  });
});

describe('values of custom fields', () => {
  test('are merged by field, and a null takes one away', () => {
    const before = [
      { id: 1, value: 'a' },
      { id: 2, value: 'b' },
    ];
    const after = mergedCustomFields(before, [
      { id: 2, value: null },
      { id: 3, value: true },
    ]);
    expect(after).toEqual([
      { id: 1, value: 'a' },
      { id: 3, value: true },
    ]);
    expect(mergedCustomFields(before, [])).toBe(before);
  });

  test('fit into the table together', () => {
    const big = Array.from({ length: 20 }, (_, id) => ({ id, value: '字'.repeat(2_000) }));
    expect(() => mergedCustomFields([], big)).toThrow('field_too_long');
  });
});
