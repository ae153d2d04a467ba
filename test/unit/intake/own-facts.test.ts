import { describe, expect, test } from 'vitest';
import { fieldValueOf, readOwnFacts } from '../../../shared/intake/facts/own-facts.ts';
import { newTicketField } from '../../../shared/tickets/change-ticket-field.ts';
import { ownFactsOf, textsOfFact } from '../../../shared/tickets/own-facts.ts';
import type { TicketField } from '../../../shared/tickets/ticket-field.ts';
import { aClock } from '../../support/clock.ts';

const clock = aClock();
const aField = (given: Parameters<typeof newTicketField>[0]) =>
  newTicketField(given, { now: clock.now(), newId: clock.newId });
const read = (field: TicketField, text: string, subject = '') => {
  const found = readOwnFacts({ subject, text }, ownFactsOf([field]));
  const whole = { subject, text };
  const all = Object.values(found).flat();
  for (const fact of all) expect(whole[fact.field].slice(fact.start, fact.end)).toBe(fact.value);
  return all.map(({ value }) => value);
};

const reference = aField({ type: 'regexp', title: 'Case number', regexp_for_validation: '^KX-\\d{4}$' });
const merchant = aField({ type: 'text', title: 'Merchant', titles: { en: 'Merchant', 'zh-CN': '商户名称' } });
const count = aField({ type: 'integer', title: 'Number of devices', titles: { 'zh-CN': '设备数量' } });
const sum = aField({ type: 'decimal', title: 'Card limit' });
const day = aField({ type: 'date', title: 'Date of birth', titles: { 'zh-CN': '出生日期' } });
const level = aField({
  type: 'tagger',
  title: 'KYC level',
  custom_field_options: [
    { name: 'Levels::Basic', names: { en: 'Levels::Basic', 'zh-CN': '等级::初级' }, value: 'basic' },
    { name: 'Basic plus', value: 'basic_plus' },
    { name: 'No', value: 'no' },
    { name: 'Other', value: 'other' },
  ],
});

describe('a fact that the company has added', () => {
  test.each<[string, TicketField, string, string[]]>([
    ['by its pattern, where it stands by itself', reference, '我的单号是KX-1234，不是 KX-12345', ['KX-1234']],
    ['behind its name', merchant, 'Merchant: Blue Cafe, Oslo. Please help', ['Blue Cafe, Oslo. Please help']],
    ['behind its name in another language', merchant, '您好。\n商户名称：蓝色咖啡。谢谢', ['蓝色咖啡']],
    ['not where nothing is said of it', merchant, 'The merchant refused my card', []],
    ['as a number behind its name', count, 'My number of devices is 3, all phones', ['3']],
    ['as a number alone in its line', count, 'Here you are:\n- 1,200\nThanks', ['1,200']],
    ['not by a number in passing', count, 'I waited 3 days, my order is 77', []],
    ['not as a number of another kind', count, 'Number of devices: 3.5', []],
    ['as a sum', sum, 'Card limit: 1,250.50 USD', ['1,250.50']],
    ['as a date behind its name', day, '出生日期：1990年3月7日', ['1990年3月7日']],
    ['as a date alone in its line', day, '1. 1990-03-07', ['1990-03-07']],
    ['not by a date in passing', day, 'It happened on 2026-10-01 at noon', []],
    ['by the name of a choice, the longer before the shorter', level, 'I have basic plus.', ['basic plus']],
    ['by the name of a choice in another language', level, '我是初級用户', ['初級']],
    ['by a short choice where it is the answer', level, 'KYC level: no', ['no']],
    ['by a short choice that has its own line', level, 'No.\nThanks', ['No']],
    ['not by a vague choice in passing', level, 'It happened the other day', []],
    ['by a vague choice where it is the answer', level, '- KYC level: Other', ['Other']],
    ['not as a value that its field cannot have', day, 'Date of birth: 1990-13-45', []],
    ['not as a sum with a decimal comma, of which nobody can be sure', sum, 'Card limit: 1500,50', []],
    ['not as a small sum with one', sum, 'Card limit: 0,05 BTC', []],
    ['not as a sum with a point between thousands', sum, 'Card limit: 1.500,50', []],
    ['not as a whole number with a decimal comma', count, 'Number of devices: 0,500', []],
    ['as a sum at the end of a sentence', sum, 'My card limit is 1,250. Or is it?', ['1,250']],
    ['not by a short choice in passing', level, 'No idea what you mean, there is no such thing', []],
  ])('is read %s', (_, field, text, values) => {
    expect(read(field, text)).toEqual(values);
  });

  test('is read in the subject, too', () => {
    expect(read(reference, 'Please', 'Case KX-9999')).toEqual(['KX-9999']);
  });

  test('is not read in our own question, sent back with the answer', () => {
    const hinted = { ...reference, description: 'as in our letter, such as KX-1234', title_in_portal: '' };
    expect(read(hinted, '> - Case number: as in our letter, such as KX-1234\nKX-7777')).toEqual(['KX-7777']);
    expect(read(level, '> - KYC level: Basic, Basic plus, No, Other\nI do not know')).toEqual([]);
  });

  test('is read in an answer that names the very choices that we told', () => {
    const nets = aField({
      type: 'multiselect',
      title: 'Nets',
      custom_field_options: [
        { name: 'Kusama', value: 'ksm' },
        { name: 'Stellar', value: 'xlm' },
      ],
    });
    expect(read(nets, 'Kusama、Stellar')).toEqual(['Kusama', 'Stellar']);
    expect(read(nets, '> - Nets：Kusama、Stellar\n\nstellar')).toEqual(['stellar']);
    const one = { ...nets, options: nets.options.slice(0, 1) };
    expect(read(one, 'It is Kusama')).toEqual(['Kusama']);
    expect(read(level, '> - KYC level: Basic, Basic plus, No, Other\nNo')).toEqual(['No']);
    // Broken and marked as mail programs do.
    expect(read(level, '> • KYC level: Basic,\n> Basic plus, No, Other\nOther')).toEqual(['Other']);
  });

  test('is read in a moment, however often a customer writes its choices', () => {
    const names = Array.from({ length: 40 }, (_, at) => ({ name: 'abcd '.repeat(at + 1).trim(), value: `v${at}` }));
    const wide = aField({ type: 'multiselect', title: 'Wide', custom_field_options: names });
    const from = performance.now();
    expect(read(wide, 'abcd '.repeat(4_800))).toHaveLength(20);
    expect(read(level, 'No\n'.repeat(8_000))).toHaveLength(20);
    for (const before of ['- ', '>', '- KYC level:', '- KYC level: Basic,'])
      expect(read(level, before + ' '.repeat(24_000)).length).toBeLessThan(2);
    // Some 50 ms; seconds where each place is held against each other.
    expect(performance.now() - from).toBeLessThan(1_500);
  });

  test('is kept a number of times only, however often it stands there', () => {
    expect(read(reference, 'KX-1234 '.repeat(2_000))).toHaveLength(20);
  });

  test.each<[TicketField, string, unknown]>([
    [count, '1,200', 1200],
    [sum, '1,250.50', '1250.50'],
    [day, '1990年3月7日', '1990-03-07'],
    [day, '1990/13/45', undefined],
    [level, '初級', 'basic'],
    [reference, 'KX-1234', 'KX-1234'],
    [reference, 'KX-12345', undefined],
  ])('is a value of its field: %#', (field, written, value) => {
    expect(fieldValueOf(field, written)).toEqual(value);
  });

  test('is no secret, nothing that cannot be told in words, and no field that is not in use', () => {
    const fields = [
      aField({ type: 'text', title: 'Your password' }),
      aField({ type: 'text', title: 'Words', titles: { 'zh-CN': '助记词' } }),
      aField({ type: 'partialcreditcard', title: 'Card' }),
      aField({ type: 'checkbox', title: 'Agreed' }),
      aField({ type: 'text', title: 'Old', active: false }),
      merchant,
    ];
    expect(ownFactsOf(fields).map(({ field }) => field)).toEqual([merchant]);
  });

  test.each([
    ...['CVC', 'CVV2 code', 'Card security code', '2FA code', 'Two-factor code', 'Google Authenticator code'],
    ...['Authenticator app code', 'SMS code', 'Backup codes', 'Recovery code', 'TOTP', 'One-time code', 'Login code'],
    ...['Seed words', 'Wallet seed', 'Your 12 words', 'Recovery phrase', 'Mnemonic', 'Private key', 'ＰＩＮ'],
    ...['API secret', 'Client secret', 'Secret key', 'Security code', 'API token', 'Passphrase', 'Pass key'],
    ...[
      '密码',
      '登錄密碼',
      '短信验证码',
      '驗證碼',
      '谷歌验证器代码',
      '卡片安全码',
      '动态码',
      '助记词',
      '助記詞',
      '恢复短语',
    ],
    ...['恢复代码', '备用码', '种子词', '私钥', '私鑰', 'API 密钥', '口令', '校验码'],
  ])('is no secret: %s', (title) => {
    expect(ownFactsOf([aField({ type: 'text', title })])).toEqual([]);
    expect(ownFactsOf([aField({ type: 'text', title: 'Words', titles: { 'zh-CN': title } })])).toEqual([]);
  });

  test.each([
    ...['2FA method', 'Authenticator app', 'Country code', 'Error code', 'Referral code', 'Postal code'],
    ...['API key name', 'Security deposit', 'Verification date', 'Recovery email', 'Opinion', 'Number of words'],
    ...['错误代码', '验证方式', '安全设置', '推荐码', '备份日期', '恢复日期', '国家代码'],
  ])('may be what only sounds like one: %s', (title) => {
    expect(ownFactsOf([aField({ type: 'text', title })])).toHaveLength(1);
  });

  test('is asked for by its name and hint in each language, a choice by what there is to choose from', () => {
    const hinted = aField({
      type: 'text',
      title: 'Shop',
      title_in_portal: 'Where you paid',
      description: 'As on the receipt',
      descriptions: { 'zh-CN': '以小票为准' },
    });
    expect(textsOfFact(`custom_fields_${hinted.id}`, [hinted])).toEqual({
      label: { en: 'Where you paid', 'zh-CN': 'Where you paid' },
      hint: { en: 'As on the receipt', 'zh-CN': '以小票为准' },
      check: 'text',
    });
    expect(textsOfFact(`custom_fields_${level.id}`, [level])?.hint).toEqual({
      en: 'Basic, Basic plus, No, Other',
      'zh-CN': '初级、Basic plus、No、Other',
    });
  });
});
