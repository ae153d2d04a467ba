import { expect, test } from 'vitest';
import { trainingLines } from '../../../infra/export-corrections/training-lines.ts';
import { trainingWords } from '../../../shared/intake/training-words.ts';

const is = { kind: 'problem', category: 'kyc', reason: 'review_failed', risk: null };

test('of several corrections of a ticket the last is learned from', () => {
  const first = { ticket_id: 1, subject: 'S', text: 'T', is: { ...is, category: 'api' } };
  const lines = trainingLines([first, { ...first, is }, { ...first, ticket_id: 2 }], 'category');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { text: 'S\nT', label: 'kyc', kind: 'problem' },
    { text: 'S\nT', label: 'api' },
  ]);
  expect(trainingLines([first], 'risk')).toEqual([]);
});

test('what tells who a customer is and what is secret is not learned', () => {
  const words = trainingWords({
    subject: 'UID 88213377',
    text: '我的密码是 Hunter2222! 手机 +86 138 1234 5678，邮箱 a.b@c.example，提现没到账',
  });
  expect(JSON.stringify(words)).not.toMatch(/88213377|Hunter|1234|a\.b@c/);
  expect(words.text).toContain('提现没到账');
});
