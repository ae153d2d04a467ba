import { describe, expect, test } from 'vitest';
import { examineMessage } from '../../../shared/intake/examine-message.ts';
import { priorityOf } from '../../../shared/intake/priority.ts';

describe('what a message lacks', () => {
  test('is what its reason needs and it does not tell', () => {
    const text = '提现没到账，UID 84920173，1500 USDT，TRC20，昨天下午三点';
    expect(examineMessage({ text }).missing).toEqual(['tx_id']);
  });

  test('is not asked for when the coin has one network only, or when it is known from elsewhere', () => {
    const text = 'My withdrawal of 0.5 BTC has not arrived, yesterday 3pm UTC';
    expect(examineMessage({ text }).missing).toEqual(['uid', 'tx_id']);
    expect(examineMessage({ text }, { alreadyKnown: ['uid'] }).missing).toEqual(['tx_id']);
  });

  test('includes what is there and cannot be right', () => {
    const text = 'UID 84920173, deposit of 100 USDT by ERC20 yesterday 3pm UTC never arrived, txid 0x12ab...34cd';
    expect(examineMessage({ text }).missing).toEqual(['tx_id']);
  });

  test('is nothing for a question, a wish or praise', () => {
    for (const text of ['How long does a withdrawal take?', '建议增加深色模式', 'Great app, thank you!'])
      expect(examineMessage({ text })).toMatchObject({ missing: [], ask: null });
  });

  test('is asked for in the language of the message, and never a secret', () => {
    const ask = examineMessage({ text: '提现没到账，快帮我看看' }).ask ?? '';
    expect(ask).toContain('交易哈希');
    expect(ask).toContain('绝不会索要密码');
    expect(examineMessage({ text: 'My deposit has not arrived' }).ask).toContain('transaction id');
  });

  test('can be a picture, and any picture will do', () => {
    const text = '实名认证一直失败，UID 84920173，提示“照片模糊”';
    expect(examineMessage({ text }).missing).toEqual(['screenshot']);
    expect(examineMessage({ text }, { files: ['image/png'] }).missing).toEqual([]);
    expect(examineMessage({ text }, { files: ['application/pdf'] }).missing).toEqual(['screenshot']);
  });
});

describe('priority', () => {
  const problem = {
    kind: 'problem',
    category: 'other',
    risk: 'none',
    amounts: [],
    loud: false,
    secrets: false,
  } as const;
  test.each([
    [{}, 'normal'],
    [{ kind: 'suggestion' }, 'low'],
    [{ risk: 'funds_at_risk' }, 'urgent'],
    [{ risk: 'self_harm', kind: 'feedback' }, 'urgent'],
    [{ risk: 'access_lost' }, 'high'],
    [{ risk: 'legal' }, 'high'],
    [{ amounts: ['3万u'] }, 'high'],
    [{ amounts: ['30 USDT'] }, 'normal'],
    [{ amounts: ['2.3 BTC'] }, 'high'],
    [{ amounts: ['20k USDT'] }, 'high'],
    [{ tier: 'vip' }, 'high'],
    [{ tier: 'vip', risk: 'funds_at_risk' }, 'urgent'],
    [{ people: 50 }, 'urgent'],
    [{ regulator: true }, 'urgent'],
  ] as const)('of a problem with %o is %s', (stakes, priority) => {
    expect(priorityOf({ ...problem, ...stakes }).priority).toBe(priority);
  });

  test('says why', () => {
    expect(priorityOf({ ...problem, risk: 'funds_at_risk' }).why).toEqual(['funds_at_risk']);
  });
});
