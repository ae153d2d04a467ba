import { describe, expect, test } from 'vitest';
import { csvCell, csvOf } from '../../../shared/kernel/csv.ts';

describe('a table of comma-separated values', () => {
  test('has a line of names, then a line for each row, each ended as the standard says', () => {
    expect(
      csvOf(
        ['a', 'b'],
        [
          [1, null],
          ['x', true],
        ],
      ),
    ).toBe('a,b\r\n1,\r\nx,true\r\n');
  });

  test('quotes what would break a line or a cell', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('say "yes"')).toBe('"say ""yes"""');
    expect(csvCell('two\r\nlines')).toBe('"two\r\nlines"');
    expect(csvCell('提现')).toBe('提现');
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1',
    '\t=1',
    '\r=1',
    '\n=1',
    '\u00a0=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '|x',
    '%0A=1',
    '\u0000=1',
  ])('leaves no formula a formula: %j', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
  });

  test('leaves numbers and plain words alone', () => {
    expect([csvCell(-5), csvCell(0.5), csvCell('deposit-withdrawal'), csvCell('')]).toEqual([
      '-5',
      '0.5',
      'deposit-withdrawal',
      '',
    ]);
  });
});
