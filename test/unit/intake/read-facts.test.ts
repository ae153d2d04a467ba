import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanMessage, readFacts } from '../../../shared/intake/facts/read-facts.ts';

const read = (text: string) => readFacts(cleanMessage({ text }).message);
const HASH = '9f2c1a7be0d34c5f8a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b';

describe('an address', () => {
  test.each([
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bitcoin'],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', 'bitcoin'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'bitcoin'],
    ['bc1p5d7rjq7g6rdk2yhzks9smlaqtedr4dekq08ge8ztwac72sfr9rusxg3297', 'bitcoin'],
    ['0x52908400098527886E0F7030069857D2E4169EE7', 'evm'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'evm'],
    ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'tron'],
    ['EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', 'solana'],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'xrp'],
    ['EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q2', 'ton'],
  ])('is known by its form and checked: %s', (address, form) => {
    expect(read(`请转到 ${address}，谢谢`).all.address).toEqual([
      { value: address, field: 'text', start: 4, end: 4 + address.length, form },
    ]);
  });

  test('with one wrong letter is found and marked', () => {
    const [found] = read('sent to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp').all.address ?? [];
    expect(found?.flaw).toBe('checksum');
    const [evm] = read('to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed').all.address ?? [];
    expect(evm?.flaw).toBe('checksum');
  });

  test('is not taken for a transaction, nor a transaction for an address', () => {
    const { facts } = read(`hash 0x${HASH} to 0x52908400098527886E0F7030069857D2E4169EE7`);
    expect(facts).toMatchObject({ tx_id: `0x${HASH}`, address: '0x52908400098527886E0F7030069857D2E4169EE7' });
  });
});

describe('a transaction id', () => {
  test.each([
    [`TRC20 转账 ${HASH}`, 'tron'],
    [`my btc tx ${HASH} is unconfirmed`, 'bitcoin'],
    [`tx 0x${HASH}`, 'evm'],
  ])('is of the chain that its form or the words around it say: %s', (text, form) => {
    expect(read(text).all.tx_id?.[0]).toMatchObject({ form });
  });

  test('that is abridged counts as incomplete', () => {
    expect(read('txid 0x7d3f...9a2c').all.tx_id?.[0]).toMatchObject({ value: '0x7d3f...9a2c', flaw: 'incomplete' });
  });
});

test.each([
  ['withdrew 1,234.56 USDT', 'amount', '1,234.56'],
  ['0.5个BTC没到', 'amount', '0.5'],
  ['转了五百U', 'amount', '五百'],
  ['8万u卡了两个星期', 'amount', '8万'],
  ['I paid $500 by card', 'amount', '500'],
  ['Amount: 760', 'amount', '760'],
  ['20倍杠杆', 'amount', undefined],
  ['at 2026-11-20 03:15 it failed', 'time', '2026-11-20 03:15'],
  ['11月20日凌晨3点提的', 'time', '11月20日凌晨3点'],
  ['昨天下午三点提的', 'time', '昨天下午三点'],
  ['sent yesterday 3pm UTC', 'time', 'yesterday 3pm UTC'],
  ['it was 2 hours ago.', 'time', '2 hours ago'],
  ['for 3 days now', 'time', undefined],
  ['My UID is 88310274.', 'uid', '88310274'],
  ['Order ID 5544332211 failed', 'order_id', '5544332211'],
  ['my ETH-PERP position', 'pair', 'ETH-PERP'],
  ['BTC/USDT 限价单', 'order_type', '限价单'],
  ['用的 TRC-20', 'network', 'TRC-20'],
  ['it says "Withdrawal suspended for this asset"', 'error_text', 'Withdrawal suspended for this asset'],
  ['下单报错“保证金不足”', 'error_text', '保证金不足'],
] as const)('"%s" has the %s %s', (text, name, value) => {
  expect(read(text).facts[name]).toBe(value);
});

test('every fact stands in the text where it is said to stand', () => {
  const pieces = [
    HASH,
    'UID 123456',
    '3万u',
    '昨晚8点',
    'BTC/USDT',
    '１００ＵＳＤＴ',
    '提示“錯誤”',
    'bc1q',
    '0x',
    ' ',
    '，',
    'order 99-1234',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme' })), { maxLength: 12 }),
      (parts) => {
        const { message } = cleanMessage({ subject: parts[0] ?? '', text: parts.join('') });
        for (const list of Object.values(readFacts(message).all))
          for (const { value, field, start, end } of list ?? []) expect(message[field].slice(start, end)).toBe(value);
      },
    ),
    { numRuns: 500 },
  );
});

describe('a secret', () => {
  test.each([
    ['助记词是 legal winner thank year wave sausage worth useful legal winner thank yellow', 'seed_phrase', 'sausage'],
    [`my private key is 0x${HASH}`, 'private_key', HASH],
    ['我的密码是 Hunter2222!', 'password', 'Hunter2222'],
    ['the verification code is 482913', 'one_time_code', '482913'],
    ['card 4111 1111 1111 1111', 'card_number', '4111'],
  ])('is no fact: %s', (text, kind, hidden) => {
    const { message, secrets } = cleanMessage({ text });
    expect(secrets).toEqual([kind]);
    expect(JSON.stringify([message, readFacts(message)])).not.toContain(hidden);
  });

  test('is not seen in an ordinary sentence', () => {
    const text =
      'please check why deposit never arrived after waiting three whole days today since nobody answers emails';
    expect(cleanMessage({ text }).secrets).toEqual([]);
    expect(cleanMessage({ text: 'My password is right but it says wrong password' }).secrets).toEqual([]);
  });
});
