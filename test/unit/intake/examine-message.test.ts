import { describe, expect, test } from 'vitest';
import { examineMessage } from '../../../shared/intake/examine-message.ts';

describe('a message', () => {
  test.each([
    ['My withdrawal of 1200 USDT has not arrived for two days', 'deposit_withdrawal', 'problem', 'none'],
    ['提现两个小时了还没有到账', 'deposit_withdrawal', 'problem', 'none'],
    ['我的账号被盗了，币正在被转走，快帮我冻结！', 'account_security', 'problem', 'funds_at_risk'],
    ['Someone is withdrawing my coins right now, I did not do this!!', 'account_security', 'problem', 'funds_at_risk'],
    ['How can I protect my account from phishing?', 'account_security', 'question', 'none'],
    ['我的身份认证一直审核不通过怎么办', 'kyc', 'problem', 'none'],
    ['My API key gets an error -1021 with every request', 'api', 'problem', 'none'],
  ])('says what it is about: %s', (text, category, kind, risk) => {
    expect(examineMessage({ text })).toMatchObject({ category, kind, risk });
  });

  test('gives its facts exactly as written, with their places', () => {
    const text = 'UID 12345678: 1,200.50 USDT by TRC20 never came.';
    const { facts, facts_all } = examineMessage({ text });
    expect(facts).toMatchObject({ uid: '12345678', amount: '1,200.50', asset: 'USDT', network: 'TRC20' });
    for (const all of Object.values(facts_all))
      for (const { value, field, start, end } of all ?? [])
        if (field === 'text') expect(text.slice(start, end)).toBe(value);
  });

  test('that holds a secret has it named and nowhere repeated', () => {
    const phrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
    const examined = examineMessage({ text: `My seed phrase is ${phrase}, where are my coins?` });
    expect(examined.secrets).toContain('seed_phrase');
    expect(JSON.stringify(examined)).not.toContain('sausage');
  });

  test('with an identity number that looks like a hotline is no threat', () => {
    expect(examineMessage({ text: 'Withdrawal stuck, UID 12345678, where is my money?' }).risk).toBe('none');
    expect(examineMessage({ text: '再不解决我打12345投诉你们' }).risk).toBe('legal');
  });
});
