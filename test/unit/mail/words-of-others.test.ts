import { describe, expect, test } from 'vitest';
import { wordsOfOthers } from '../../../shared/mail/words-of-others.ts';
import { FORWARDING_CLIENTS } from '../../support/forwarding-clients.ts';

/** What is left to whoever writes. */
function own(subject: string, text: string, addresses: readonly string[] = [], files: readonly string[] = []) {
  const found = wordsOfOthers({ subject, text, files }, addresses);
  let rest = '';
  let from = 0;
  for (const { start, end } of found?.places ?? []) {
    rest += text.slice(from, start);
    from = end;
  }
  return { found: found !== undefined, subject: found?.subject, text: (rest + text.slice(from)).trim() };
}

const BLOCK =
  'From: Wang Li <wang@customer.test>\nDate: today\nSubject: Stuck\nTo: x@customer.test\n\nMy deposit is stuck.';

describe('of a forwarded mail', () => {
  test.each(FORWARDING_CLIENTS)('what stands above it is its sender’s (%s)', (_client, subject, lines) => {
    const isQuoted = lines.includes('\n>');
    const forwarded = `${lines}\n${isQuoted ? '> ' : ''}My deposit is stuck.`.replaceAll('\r', '');
    expect(own(subject, `Is this you?\n\n${forwarded}`)).toEqual({ found: true, subject: true, text: 'Is this you?' });
    expect(own(subject, forwarded)).toEqual({ found: true, subject: true, text: '' });
  });

  test('nothing is somebody else’s when its sender wrote it, from whichever of their addresses', () => {
    const text = `Again, see below\n\n---------- Forwarded message ---------\n${BLOCK}`;
    expect(own('Fwd: Stuck', text, ['li@customer.test', 'wang@customer.test']).found).toBe(false);
    expect(own('Fwd: Stuck', text, ['li@customer.test']).found).toBe(true);
  });

  test('that a line announces, the subject is its sender’s where it does not say so', () => {
    const text = `Is this you?\n\n---------- Forwarded message ---------\n${BLOCK}`;
    expect(own('A strange mail', text)).toEqual({ found: true, subject: false, text: 'Is this you?' });
  });

  test('that is enclosed as a file, the text is its sender’s and the subject is not', () => {
    const enclosed = own('Fwd: You were hacked', 'Is this you?', [], ['image/png', 'message/rfc822']);
    expect(enclosed).toEqual({ found: true, subject: true, text: 'Is this you?' });
    expect(own('Strange mail', 'Is this you?', [], ['message/rfc822']).found).toBe(false);
  });

  test('that is quoted, what stands between and below the quote is its sender’s', () => {
    const text = [
      'I got this:',
      'On 22 Nov 2026, "Safe" <safe@fraud.test> wrote:',
      '> You were hacked.',
      'I was not!',
      '> Send us your coins.',
      '',
      'Is this you?',
    ].join('\n');
    expect(own('A mail', text).text.split('\n').filter(Boolean)).toEqual(['I got this:', 'I was not!', 'Is this you?']);
  });
});

describe('below a forwarded mail', () => {
  const forward = (below: string, words = 'Your account will be frozen.') =>
    `I got this:\n\n---------- Forwarded message ---------\n${BLOCK.replace('My deposit is stuck.', words)}\n\n${below}`;

  test.each([
    'I clicked the link and typed my password, my coins were stolen',
    'I just entered the code there.',
    'Please freeze my account!',
    'I sent them 500 USDT yesterday',
    '我点了链接，还输入了密码',
    '我的账户里的钱都没了',
    '我把币转过去了，我被骗了',
    '这不是我操作的',
    'Ich habe auf den Link geklickt',
    "J'ai saisi mon mot de passe",
    'Hice clic en el enlace',
    'Cliquei no link e perdi tudo',
    'Ho inserito la password',
    'Ik heb op de link geklikt',
    'Я перешёл по ссылке',
    'リンクをクリックしてしまいました',
    '링크를 클릭했습니다',
    'Tôi đã nhấp vào liên kết',
    'Linke tıkladım',
  ])('a paragraph that tells what its sender did is theirs: %s', (told) => {
    expect(own('Fwd: Stuck', forward(told)).text).toBe(`I got this:\n${told}`);
  });

  test.each([
    'We have locked it. Click here to confirm your password.',
    'I am Alice Wong of the security team, call me to save your coins.',
    'I opened your camera and sent this from your account. Send 500 USDT to my wallet.',
    'Transfer all your coins to my account.',
    '我们已冻结您的账户，请点击链接输入密码。',
    '我已打开您的摄像头，请转账到我的账户。',
    '本人是客服经理，请联系我。',
  ])('a paragraph that speaks of the reader’s things is the other mail’s: %s', (words) => {
    expect(own('Fwd: Stuck', forward(words)).text).toBe('I got this:');
  });

  test('the first paragraph is the other mail’s, whatever it tells', () => {
    expect(own('Fwd: Stuck', forward('Thanks', 'I clicked the link, my coins are gone.')).text).toBe('I got this:');
  });
});

describe('a single letter in front of the subject', () => {
  test('makes nothing somebody else’s but above the headers of its language, or what a line announces', () => {
    const italian =
      'Da: Wang Li <wang@customer.test>\nInviato: oggi\nA: x@customer.test\nOggetto: Stuck\n\nIl conto è bloccato.';
    expect(own('I: Stuck', `È vero?\n\n${italian}`)).toEqual({ found: true, subject: true, text: 'È vero?' });
    expect(own('I: Stuck', `-----Original Message-----\n${BLOCK}`).found).toBe(true);
    expect(own('I: money stolen', `${BLOCK} My coins are stolen.`).found).toBe(false);
    expect(own('I: money stolen', `See\n\n${BLOCK} My coins are stolen.`).found).toBe(false);
  });
});

describe('nothing is somebody else’s in', () => {
  test.each([
    ['a plain message', 'My deposit is stuck, write to me at wang@customer.test'],
    [
      'a transfer told with the labels of a mail',
      'From: wang@customer.test\nTo: li@customer.test\nDate: today\nStolen!',
    ],
    ['a mail that was copied into a story, which goes on below', `I got this\n${BLOCK}\n\nMy coins are gone since!`],
  ])('%s', (_what, text) => expect(own('Help', text).found).toBe(false));
});

test('a long text of many headers is read in time', () => {
  const text = 'From: a@b.test\nTo: c\n'.repeat(20_000);
  const started = performance.now();
  wordsOfOthers({ subject: 'Fwd: x', text, files: [] }, []);
  expect(performance.now() - started).toBeLessThan(1_000);
});
