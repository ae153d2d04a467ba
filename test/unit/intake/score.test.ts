import { expect, test } from 'vitest';
import { scoreSheet } from '../../../infra/try-intake/score.ts';

const line = (gold: Record<string, unknown>, text = 'My withdrawal of 1200 USDT has not arrived for two days') =>
  JSON.stringify({ text, gold });

test('labels are counted by what was read, with what was misread on request', () => {
  const sheet = scoreSheet();
  sheet.take(line({ category: 'deposit_withdrawal', kind: 'problem', risk: 'none', facts: { amount: '1200' } }));
  sheet.take(line({ category: 'kyc', kind: 'problem', risk: 'legal', facts: { amount: '1,200', asset: 'USDT' } }));
  const told = sheet.told(true);
  expect(told).toContain('category                                50.0 %   1 of 2');
  expect(told).toContain('kind                                   100.0 %   2 of 2');
  expect(told).toContain('risk found when present                  0.0 %   0 of 1');
  expect(told).toContain('false alarms of risk                     0.0 %   0 of 1');
  expect(told).toContain('facts exactly as written                66.7 %   2 of 3');
  expect(told).toContain('category: deposit_withdrawal, not kyc');
  expect(sheet.told(false)).not.toContain('not kyc');
});

test('a line that is no labelled message says why, and is not counted', () => {
  const sheet = scoreSheet();
  expect(sheet.take('{"subject":"x"}')).toBe('not a message: it needs a text');
  expect(sheet.take('x')).toBe('not JSON');
  expect(sheet.take('{"text":"x","gold":{"kind":3}}')).toBe('not labelled: kind is no label');
  expect(sheet.take(line({ kind: 'problem' }))).toBeUndefined();
  expect(sheet.told(false)).toMatch(/^1 messages\n/);
});
