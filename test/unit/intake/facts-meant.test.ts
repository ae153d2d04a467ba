import { expect, test } from 'vitest';
import { examineMessage } from '../../../shared/intake/examine-message.ts';
import { cleanMessage, readFacts } from '../../../shared/intake/facts/read-facts.ts';

const factsOf = (text: string) => readFacts(cleanMessage({ text }).message).facts;

test.each([
  ['for 6,500 USDT I got roughly 4 percent. I reckon 34.19 is missing', '34.19'],
  ['借币才十一分钟，扣了我6.6，退', '6.6'],
  ['账单里两条，各3.5，退我一笔', '3.5'],
  ['手续费收了30U，我才提 100U', '100'],
  ['I paid 1.200,50 EUR by SEPA', '1.200,50'],
  ['Transfer of 10 000 EUR', '10 000'],
  ['金额:500 USDT', '500'],
  ['酒店退款没到卡上,240 EUR', '240'],
  ['ETH, 2.35 pieces, not here', '2.35'],
  ['sent 1500$ to card', '1500'],
  ['我提了 60,000 元台幣', '60,000'],
  ['二十万一夜没了', '二十万'],
])('the sum that is meant: %s', (text, amount) => {
  expect(factsOf(text).amount).toBe(amount);
});

test.each([
  ['Subscription ID: FX-30917755', 'FX-30917755'],
  ['跟单编号 CT88120934，请更正', 'CT88120934'],
  ['two filled orders, 1450882 and 1450883, each for 3 LINK', '1450882'],
  ['p2p order 2210 9983 7761', '2210 9983 7761'],
  ['Transaction reference TRF/2026/0091', 'TRF/2026/0091'],
  ['我的订单还没到账，uid 是 88120934', undefined],
  ['order of 3 ETH on 2026-03-02', undefined],
])('the number of an order, whatever was ordered: %s', (text, id) => {
  expect(factsOf(text).order_id).toBe(id);
});

test.each([
  ['limit buy at 61,200 on BTC/USDT', 'limit'],
  ['Market sold 2.1 million PEPE', 'Market'],
  ['a stop market for BTC-USDT-SWAP', 'stop market'],
  ['the market is down', undefined],
])('whether something is bought or sold is no part of the type of an order: %s', (text, type) => {
  expect(factsOf(text).order_type).toBe(type);
});

test.each([
  ['还给我来个 "Face not detected"', 'Face not detected'],
  ['创建API提示"请先完成安全设置"', '请先完成安全设置'],
  ['a yellow banner on my home page: "Some features are limited"', 'Some features are limited'],
  ['the headers never showed it, yet HTTP 418', 'HTTP 418'],
  ['screen just says Something went wrong', 'Something went wrong'],
  ['the form rejects my licence as "picture not matching"', 'picture not matching'],
  ['页面写“奖励计算中”，三天了', '奖励计算中'],
  ['503 on every request since noon', '503'],
  ['帮助页的链接是 404', '404'],
  ['it say expired every time', 'expired'],
])('what the platform said: %s', (text, error) => {
  expect(factsOf(text).error_text).toBe(error);
});

test.each([
  ['时间:2026-03-02 14:20', '2026-03-02 14:20'],
  ['at around half past nine last night', 'half past nine last night'],
  ['本月8号凌晨两点', '本月8号凌晨两点'],
])('when it was: %s', (text, time) => {
  expect(factsOf(text).time).toBe(time);
});

test.each([
  ['You banned our IP for 3 days over HTTP 418 although we stayed below the weight. Lift the ban.', 'none'],
  ['my account got "frozen" for 10 mins and then was fine again', 'none'],
  ['刚收到异地登录提醒，后来想起来是我开了VPN', 'none'],
  ['要是哪天我手机被偷了，小偷能把我的币转走吗？现在没丢', 'none'],
  ['就是想死马当活马医，问问还能不能要回来', 'none'],
  ['We act for Mr Hedlund and are instructed to issue proceedings without further notice.', 'legal'],
  ['刚收到异地登录提醒，不是我，币正在被转走', 'funds_at_risk'],
  ['i can log in but my coins are being sold right now by someone', 'funds_at_risk'],
  ['登录设备里有陌生手机，钱还在，但我踢不掉他', 'funds_at_risk'],
  ['我想死', 'self_harm'],
])('what was explained, is over, or is only supposed is no danger; what is told is one: %s', (text, risk) => {
  expect(examineMessage({ text }).risk).toBe(risk);
});

test.each([
  ['我提了 60,000 元台幣', { asset: '台幣' }],
  ['I wired 900 EUR by SEPA on Monday', { network: 'SEPA', asset: 'EUR' }],
  ['用轉數快入咗 900 HKD', { network: '轉數快' }],
  ['本人账户(57120041)被冻结', { uid: '57120041' }],
])('currencies, ways of payment and accounts as desks write them: %s', (text, facts) => {
  expect(factsOf(text)).toMatchObject(facts);
});

test('what is in both lists of coins is found once', () => {
  const { all } = readFacts({ subject: 'BTC deposit', text: '2 BTC' });
  const places = (all.asset ?? []).map(({ field, start }) => `${field} ${start}`);
  expect(new Set(places).size).toBe(places.length);
});
