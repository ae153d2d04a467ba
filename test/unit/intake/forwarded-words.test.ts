import { describe, expect, test } from 'vitest';
import { examineMessage } from '../../../shared/intake/examine-message.ts';

const FRAUD = `Your account has been hacked. Someone is withdrawing 12,000 USDT from your account right now! Call our security
department and tell us your seed phrase: abandon ability able about above absent absorb abstract absurd abuse access accident`;

/** A message whose writer says `words` above a mail that they forward. */
function forwarding(words: string, mail = FRAUD, subject = 'Fwd: Your account has been hacked!!!') {
  const text = `${words}\n\n${mail}`;
  const places = [{ start: words.length, end: text.length }];
  return examineMessage({ subject, text }, { forwarded: { places, subject: true } });
}

describe('whoever forwards a mail and asks whether it is real', () => {
  test.each([
    'is this you?',
    'Is this really from you?',
    'Got this today. I did not click anything. Is it genuine?',
    'Did you send this to me?',
    'Can I trust this?',
    'This looks very suspicious, is the mail below legit?',
    '这是你们发的吗？',
    '這封郵件是官方的嗎',
    '这个邮件是真是假',
    '是不是诈骗邮件？',
  ])('asks about account security, in no danger and no hurry: %s', (words) => {
    const { kind, category, risk, priority, confidence } = forwarding(words);
    expect({ kind, category, risk, priority }).toEqual({
      kind: 'question',
      category: 'account_security',
      risk: 'none',
      priority: 'normal',
    });
    expect(confidence.category).toBeGreaterThanOrEqual(0.5);
  });

  test('is answered in the language of their own words', () => {
    expect(forwarding('这是你们发的吗？').language).toBe('zh-CN');
    expect(forwarding('is this you?', '您的账户存在异常登录，资产可能被盗，请立即转移资产。').language).toBe('en');
  });
});

describe('whoever forwards a mail', () => {
  test.each([
    ['I clicked the link in it and entered my password. Is this you?', 'funds_at_risk'],
    ['这不是我操作的，请马上冻结账户', 'funds_at_risk'],
    ['I am locked out of my account since I got this', 'access_lost'],
  ])('is in the danger that they tell of themselves: %s', (words, risk) => {
    expect(forwarding(words).risk).toBe(risk);
  });

  test('and says what they want is taken at their word, whatever the mail says', () => {
    expect(forwarding('My deposit has not arrived, see below').category).toBe('deposit_withdrawal');
    const harmless = 'Our fee for withdrawals changes next month.';
    expect(forwarding('Thank you for the quick help with my card!', harmless, 'Fwd: News')).toMatchObject({
      category: 'cards_earn',
      risk: 'none',
      priority: 'low',
    });
  });

  test.each([
    'Thank you for the quick help with my card!',
    'What are your fees for BTC withdrawals?',
    'My deposit has not arrived, see below',
    '感谢你们的帮助，服务很好！',
    '请问提现手续费是多少？',
  ])('that tells of a danger is never sorted out surely, nor last, whatever they say above it: %s', (words) => {
    const { risk, priority, priority_why, confidence } = forwarding(words);
    expect({ risk, priority }).toEqual({ risk: 'none', priority: 'high' });
    expect(priority_why).toContain('danger_of_others');
    expect(Math.max(confidence.kind, confidence.category)).toBeLessThan(0.5);
  });

  test('whose sums, secrets and shouting are not theirs does not come first for them', () => {
    const read = forwarding('My deposit has not arrived, see below');
    expect(read.priority).toBe('high');
    for (const why of ['large_amount', 'secret_sent', 'loud']) expect(read.priority_why).not.toContain(why);
    // They are taken out of what is kept all the same.
    expect(read.secrets).toEqual(['seed_phrase']);
    expect(
      forwarding(
        'This is my seed phrase: abandon ability able about above absent absorb abstract absurd abuse access accident',
        'Hi',
      ).risk,
    ).toBe('funds_at_risk');
  });

  test('need not tell again what stands in it', () => {
    const told = 'Amount: 250 USDT\nTxID: 6f0a3b1c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a';
    const read = forwarding('My deposit has not arrived, see below', told, 'Fwd: Your withdrawal');
    expect(read.missing).not.toContain('tx_id');
    expect(read.facts).toMatchObject({ amount: '250' });
  });
});

describe('a mail that is forwarded with nothing said about it', () => {
  test.each(['', 'FYI', 'Hi, please see below.\n\nLi'])(
    'is looked at soon, but by people, and its danger is hearsay: %s',
    (words) => {
      const { category, risk, priority, priority_why, confidence } = forwarding(words);
      expect({ category, risk, priority }).toEqual({ category: 'account_security', risk: 'none', priority: 'high' });
      expect(priority_why).toContain('danger_of_others');
      expect(confidence.category).toBeLessThan(0.5);
    },
  );

  test('is no hurry when it tells of no danger', () => {
    const { category, priority } = forwarding('', 'Our fee for withdrawals changes next month.', 'Fwd: News');
    expect({ category, priority }).toEqual({ category: 'product_rules_fees', priority: 'low' });
  });

  test('is heard when somebody may harm themselves, also above other words', () => {
    const mail = 'I lost everything, I do not want to live any more. I will kill myself tonight.';
    expect(forwarding('', mail, 'Fwd: goodbye').risk).toBe('self_harm');
    expect(forwarding('What are your fees for BTC withdrawals?', mail, 'Fwd: goodbye')).toMatchObject({
      risk: 'self_harm',
      priority: 'urgent',
    });
  });
});

test('without a forwarded mail the same words are read as they were', () => {
  expect(examineMessage({ text: 'is this you?' }).category).toBe('other');
  expect(examineMessage({ text: FRAUD }).risk).toBe('funds_at_risk');
});
