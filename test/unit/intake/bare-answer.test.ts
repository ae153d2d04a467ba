import { describe, expect, test } from 'vitest';
import { bareAnswerIn, factAwaitedAlone, type Question } from '../../../shared/intake/bare-answer.ts';
import { examineTicket } from '../../../shared/intake/examine-ticket.ts';
import { newTicketField } from '../../../shared/tickets/change-ticket-field.ts';
import { ownFactName, ownFactsOf } from '../../../shared/tickets/own-facts.ts';
import { aClock } from '../../support/clock.ts';

const answerIn = (text: string) => {
  const place = bareAnswerIn(text);
  return place && text.slice(place.start, place.end);
};

describe('a bare answer', () => {
  test.each([
    ['Blue Cafe', 'Blue Cafe'],
    ['  Blue Cafe, Oslo.\n', 'Blue Cafe, Oslo'],
    ['蓝色咖啡（国贸店）', '蓝色咖啡（国贸店）'],
    ['中国工商银行北京朝阳支行。', '中国工商银行北京朝阳支行'],
    ['J. K. Müller & Söhne GmbH', 'J. K. Müller & Söhne GmbH'],
    ['7-Eleven', '7-Eleven'],
    ['A113/B', 'A113/B'],
    ['好又多超市', '好又多超市'],
    ['不二家', '不二家'],
  ])('is one short line: %j', (text, value) => {
    expect(answerIn(text)).toBe(value);
  });

  test.each([
    'Blue Cafe\nOslo',
    'Which merchant?',
    'what do you mean',
    'I do not know',
    'dont have it',
    'It was Blue Cafe I think',
    'ok',
    'OK, thanks',
    'Please hurry',
    'Any update',
    'n/a',
    '---',
    '',
    '好的',
    '谢谢',
    '我不知道',
    '什么商户',
    '已发',
    '人工客服',
    '多久能到账',
    'Blue Cafe! Hurry',
    'one two three four five six seven eight nine',
    'x'.repeat(61),
    '这家店在北京市朝阳区国贸附近的一条小街上左边第三家',
  ])('is not what says something else, or nothing: %j', (text) => {
    expect(answerIn(text)).toBeUndefined();
  });

  test.each([
    ...['Refund now', 'Give back money', 'Human agent', 'Escalate', 'Speak to human', 'STOP', 'Freeze account'],
    ...['Freeze Account', 'FREEZE ACCOUNT', 'Cancel withdrawal', 'Cancel Withdrawal', 'Cancel', 'Close my account'],
    ...['Refund 500 USDT', 'Block card 4411', 'Call +8613900139000', 'agent please', 'Unsubscribe', 'Scammers'],
    ...[
      '快点处理',
      '在线等',
      '骗子',
      '冻结账户',
      '取消提现',
      '转人工',
      '投诉你们',
      '还我钱',
      '骗子公司',
      '快冻结银行',
      '退5000',
    ],
    ...['Sperren', 'Konto Sperren', 'Bloquear Cuenta', 'Заблокируйте Счёт', 'Ayuda', 'Помогите', '助けて', '凍結して'],
  ])('is no demand, which nobody would hear then: %j', (text) => {
    expect(answerIn(text)).toBeUndefined();
  });

  test.each([
    ...['see attachment', 'see above', 'same as before', 'idk', 'no idea', 'Best', 'Automatic reply', 'Out of office'],
    ...['Sent from my iPhone', 'closed', 'good', 'test', 'Hi Anna', '同上', '没', '知道', '见附件', '如图'],
    ...[
      'Gracias',
      'Danke',
      'Merci',
      'Спасибо',
      'ありがとうございます',
      '감사합니다',
      'Teşekkürler',
      'Cảm ơn',
      'Cảm Ơn',
      'Danke Schön',
    ],
    ...[
      'Не знаю',
      'No sé',
      'Ich weiß nicht',
      'Weiß ich nicht',
      'Je ne sais pas',
      'Não sei',
      'わかりません',
      '모르겠어요',
    ],
    ...['Bilmiyorum', 'Không biết', 'Bitte um Hilfe', '3일째 기다려요', 'seit 3 Tagen warte ich noch', '等3天'],
  ])('is no thanks, ignorance or remark in any language: %j', (text) => {
    expect(answerIn(text)).toBeUndefined();
  });

  test.each([
    'wei@example.com',
    'KX-2222',
    '订单号 KX-2222',
    'order 55213',
    '朝阳路12号',
    'Bank of Oslo',
    'eBay',
    'Wei Zhang',
  ])('is an address, an identifier or a name: %j', (text) => {
    expect(answerIn(text)).toBe(text);
  });

  test('is no secret', () => {
    const phrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
    expect(answerIn(phrase)).toBeUndefined();
    expect(answerIn('password hunter2!x')).toBeUndefined();
  });
});

describe('what may be told without its name', () => {
  const clock = aClock();
  const aField = (type: 'text' | 'integer', title: string) =>
    newTicketField({ type, title }, { now: clock.now(), newId: clock.newId });
  const [merchant, city, devices] = [aField('text', 'Merchant'), aField('text', 'City'), aField('integer', 'Devices')];
  const own = ownFactsOf([merchant, city, devices]);
  const [m, c, d] = [merchant, city, devices].map(({ id }) => ownFactName(id)) as [string, string, string];
  const awaited = (needs: string[], missing: string[], found: string[] = [], told: string[] = []) =>
    factAwaitedAlone({ needs, told }, own, { missing, found });

  test('is a text that was asked for alone, or is all that is left of what was', () => {
    expect(awaited([m], [m])).toBe(m);
    expect(awaited([m, 'uid'], [m])).toBe(m);
    expect(awaited([m, c], [m], [c])).toBe(m);
  });

  test('is nothing while something else is awaited, nor a number, nor what was not asked for', () => {
    expect(awaited([m, 'uid'], [m, 'uid'])).toBeUndefined();
    expect(awaited([m, c], [m, c])).toBeUndefined();
    expect(awaited([d], [d])).toBeUndefined();
    expect(awaited(['uid'], ['uid', m])).toBeUndefined();
  });

  test('stays so once it was told, though it is missing no more, and not when a form has told it', () => {
    expect(awaited([m], [], [], [m])).toBe(m);
    expect(awaited([m], [])).toBeUndefined();
    expect(awaited([m], [m], [m])).toBeUndefined();
  });

  const said = [
    { comment_id: 1, text: 'My card was declined.', at: 1 },
    { comment_id: 2, text: 'Blue Cafe', at: 11 },
    { comment_id: 3, text: 'It happened again.', at: 21 },
    { comment_id: 4, text: 'Old Harbour, Oslo', at: 31 },
  ];
  const around = { ownFacts: own, needs: () => [m, c] };
  const first = { name: m, value: 'Blue Cafe', comment_id: 2, start: 0, end: 9 };
  const second = { name: c, value: 'Old Harbour, Oslo', comment_id: 4, start: 0, end: 17 };
  const looked = (words: typeof said, question: Question) => examineTicket('Card', words, around, question);

  test('stays told when something else is asked for later', () => {
    expect(looked(said.slice(0, 2), { needs: [m], at: 10, facts: [] }).facts).toEqual([first]);
    const { facts, missing } = looked(said, { needs: [c], at: 30, facts: [first] });
    expect(facts).toEqual([first, second]);
    expect(missing).toEqual([]);
  });

  test('is told no longer once its words are taken out', () => {
    const without = said.map((words) => (words.comment_id === 2 ? { ...words, text: '▇▇▇▇' } : words));
    const { facts, missing } = looked(without, { needs: [c], at: 30, facts: [first] });
    expect(facts).not.toContainEqual(first);
    expect(missing).toContain(m);
  });
});
