import { expect, test } from 'vitest';
import { languageOf } from '../../../shared/mail/language.ts';

test.each([
  ['提现一直没有到账，请帮忙！', 'zh-CN'],
  [
    '我的 withdrawal 1,500 USDT (TRON) 一直 pending，交易哈希 b6f6991d03df0e2e04dafffcd6bc418aac66049e2cd74b80f14ac86db1e3f0da',
    'zh-CN',
  ],
  ['提幣一直沒有到帳', 'zh-CN'],
  ['My withdrawal is stuck, please help. Regards, 王小明', 'en'],
  ['hi', undefined],
  ['出金がまだ届いていません。確認してください。', undefined],
  ['Мой вывод средств завис', undefined],
  ['https://example.test/a/very/long/address/that/says/nothing', undefined],
  ['', undefined],
])('%j is %s', (text, expected) => {
  expect(languageOf(text)).toBe(expected);
});
