import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { MOBILE_LINES, NO_MOBILE_LINES } from '../../../support/mobile-lines.ts';

describe('what a client adds below a mail is not new text', () => {
  test.each(MOBILE_LINES)('%s', (line) => {
    const below = [
      line,
      `${line}\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n\n> Which one?`,
      `${line}\n________________________________\nFrom: Mara <mara@desk.test>\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo\nSubject: Which?\n\nWhich one?`,
      `-- \n${line}`,
      `*${line}*`,
      `\n\n\n${line}\n\n\n`,
    ];
    for (const each of below) {
      expect(newTextOf(`The second one.\n\n${each}`)).toBe('The second one.');
      expect(newTextOf(`The second one.\n${each}`)).toBe('The second one.');
    }
  });

  test.each(NO_MOBILE_LINES)('but people’s sentences are: %s', (line) => {
    expect(newTextOf(`Hello.\n\n${line}`)).toBe(`Hello.\n\n${line}`);
  });

  test('nor are many of them under each other', () => {
    expect(newTextOf(`Yes.\n\n${MOBILE_LINES.join('\n')}`)).toBe('Yes.');
    expect(newTextOf(`Yes.\n\n${MOBILE_LINES.join('\n\n')}\n`)).toBe('Yes.');
  });

  test.each([
    ['in two lines', 'The second one.\n\nSent from\nmy iPhone'],
    ['in two lines, later', 'The second one.\n\nSent from Yahoo Mail for\niPhone'],
    ['behind the last words', 'The second one. Sent from my iPhone'],
    ['behind the last words, in Chinese', 'The second one. 发自我的iPhone'],
    ['in German behind the last words', 'The second one. Von meinem iPhone gesendet'],
    ['above a mail that greets', 'The second one.\n\nSent from my iPhone\n\nHi Bo,\n\nwhich one?\n\nRegards\nMara'],
    [
      'above a German one',
      'The second one.\n\nVon meinem Galaxy gesendet\n\nSehr geehrter Herr Berg,\n\nwelches?\nMara',
    ],
    ['above a Chinese one', 'The second one.\n\n发自我的iPhone\n\n王先生您好：\n\n是哪一个？\n客服'],
    ['above a name', 'The second one.\n\nSent from my iPhone\n\n--\nBo Berg'],
  ])('nor is one %s', (_, text) => {
    expect(newTextOf(text)).toBe('The second one.');
  });

  test.each([
    'I use it daily. Sent from my phone it is never received.',
    'No.\n\nSent from my iPhone\n\nAlso, the other one is broken.',
    'No.\n\nSent from my iPhone\n\nHi again, I forgot something',
    'Sent from\nBerlin',
    'It was sent from\nmy iPhone',
  ])('but what is said below or around is: %s', (text) => {
    expect(newTextOf(text)).toBe(text);
  });

  const reply = (text: string) => newTextOfMail({ text, html: undefined, inReplyTo: ['a@b.test'] });

  test.each([
    'No.\n\nSent from my iPhone\n\nNo, wait: the first one.',
    'No.\n\nSent from my iPhone\n\nThe other one is broken too, and the withdrawal of last week is still not there. Please help, nobody answers.',
    '不是。\n\n发自我的iPhone\n\n我忘了说，另外一个也坏了，请你们也看一下好吗？我昨天试过很多次都不行。',
    'No.\n\nSent from my iPhone\n\nThe other one is broken too, and so is the third.\n\nOn 3 May 2022 at 10:22, Mara <m@x.test> wrote:\n> One?',
  ])('but what its writer adds below is: %s', (text) => {
    expect(reply(text)).toBe(text.replace(/\n\nOn 3 May.*$/s, ''));
  });

  test('and may have a line of its own below, in the same paragraph', () => {
    expect(newTextOf('Yes.\n\nSent from my iPhone\nPlease excuse my brevity.\n')).toBe('Yes.');
    expect(newTextOf('Yes.\n\nSent from my iPhone\n\nNo, wait: the first one.')).toContain('wait');
  });

  test.each([
    ['This email has been checked for viruses by Avast antivirus software.\nwww.avast.com'],
    ['--\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.avast.com/antivirus'],
    ['Virus-free. www.avast.com'],
  ])('nor is what a scanner adds: %j', (added) => {
    expect(newTextOf(`Yes.\n\n${added}`)).toBe('Yes.');
  });
});

describe('what is told of a telephone is new', () => {
  test.each([
    'Yes.\n\nSent from my iPhone\nsomebody took the old one from me',
    'What it says at the end is\n\nSent from my iPad',
    '我看到的是\n\n来自我的华为手机',
    'Olhei tudo.\n\nEnviado do meu celular antigo',
  ])('%s', (text) => {
    expect(newTextOf(text)).toBe(text);
  });

  test('unless what stands above may end so', () => {
    for (const said of ['I think so', 'It came, I hope', 'OK', '好的'])
      expect(newTextOf(`${said}\n\nSent from my iPhone`)).toBe(said);
  });

  test.each(['From My iPhone', 'Message envoyé avec K-9 Mail', 'Mit meinem Handy gesendet', 'Mail sent from my iPad'])(
    'and what it adds is not: %s',
    (line) => {
      expect(newTextOf(`Yes.\n\n${line}`)).toBe('Yes.');
    },
  );
});
