import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';

const QUOTE = '\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n> Which one?';

function newText(text: string, name: string): string {
  return newTextOfMail({ text, html: undefined, from: [{ name, address: 'r.stone@home.test' }] });
}

describe('a wish below two dashes is new', () => {
  test.each([
    'Nobody answers me\n\n--\nPlease be quick with it',
    'Nobody answers me.\n\n--\nStop the second transfer too',
    'Nobody answers me.\n\n--\nNever again with this bank',
    'Rien ne vient.\n\n--\nRépondez moi vite',
    'Es kommt nichts.\n\n--\nBitte bald antworten',
    'Ничего нет.\n\n--\nОтветьте поскорее',
    '没有人回答。\n\n--\n请联系我的律师',
    'The words on my paper are\n\n--\nLemon Tiger Cloud\nBasket River Moon',
  ])('%s', (text) => {
    for (const name of ['Rob', 'Robert Stone']) {
      for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, name)).toBe(text);
    }
  });
});

describe('a word behind a dash is new unless it is the name of whoever writes', () => {
  test.each([
    ['Robert Stone', 'I moved.\n\n— Norway'],
    ['Robert Stone', 'I moved.\n\n-- Oslo'],
    ['Robert Stone', 'I use another one.\n\n- Trezor'],
    ['Robert Stone', 'The new owner.\n\n— Stonefield'],
    ['张伟', '钱不见了。\n\n—救救我'],
    ['張偉', '錢不見了。\n\n--\n快救我'],
    ['山田太郎', '三日たちました。\n\n―助けて'],
    ['홍길동', '사흘 됐어요.\n\n—살려줘'],
    ['Иван Петров', 'Денег нет.\n\n— Спасите'],
  ])('%s: %s', (name, text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, name)).toBe(text);
  });

  test.each([
    ['Robert Stone', '- Rob'],
    ['Robert Stone', '--Robert'],
    ['Robert Stone', '--\nStone, Robert'],
    ['', '-- R Stone'],
    ['张伟', '——张伟'],
    ['张小伟', '--\n小伟'],
    ['Иван Петров', '— Иван'],
    ['r99', 'Thanks,\n\n— Bob'],
  ])('%s: %s', (name, signed) => {
    const [closing] = signed.split(/\n?\n?[-—]/u);
    const said = closing ? `It is.\n\n${closing}` : 'It is.';
    for (const quote of ['', QUOTE]) expect(newText(`It is.\n\n${signed}${quote}`, name)).toBe(said);
  });
});

describe('the name of somebody else below a dash is new where it ends what was said, or somebody is told of', () => {
  test.each([
    'The one who called said that he is\n\n— Peter Lind',
    'She called herself so.\n\n--\nPaula Lind',
    'Он назвался так\n\n--\nПётр Линд',
    'Il disait être\n\n— Pierre Lind',
    '他说他叫\n\n—李大山',
    'The letter ended with\n\n~~~~~~~~\nPeter Lind\nHead of Refunds\n+44 7700 900555',
    'It ended so.\n\n==========\nPeter Lind\npeter@refunds.test\n+44 7700 900555',
    'The window says\n\n__________\nAccount Closed\nSecurity Office',
  ])('%s', (text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, 'Robert Stone')).toBe(text);
  });

  test.each(['--\nPaula Lind', '— Paula Lind', '--\nPaula Lind\nHome Ltd', '-----\nPaula Lind\nHead of Things'])(
    'and signs below a whole sentence: %s',
    (signed) => {
      for (const quote of ['', QUOTE])
        expect(newText(`We have it now.\n\n${signed}${quote}`, 'Home Office')).toBe('We have it now.');
    },
  );
});

describe("somebody else's whole name below two dashes in their own line", () => {
  test.each(['Paula Lind', 'Paula Lind\nHead of Things', 'Paula Lind\nhttps://home.test'])('signs: %s', (card) => {
    for (const gap of ['\n', '\n\n'])
      expect(newText(`We can do that tomorrow${gap}--\n${card}${QUOTE}`, 'Home Office')).toBe(
        'We can do that tomorrow',
      );
  });

  test.each([
    'The words in order\n\n--\nLemon Tiger Cloud\nBasket River Moon',
    'The fraudster signed\n\n--\nPaula Lind',
    'I was paid by\n\n--\nPaula Lind',
    'The name in the passport\n\n--\nPaula Lind',
  ])('does not: %s', (text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, 'Robert Stone')).toBe(text);
  });
});

describe('what stands below a short rule is new', () => {
  test.each([
    'First part.\n\n---\n\nSecond part',
    'First part.\n\n---\nSecond.',
    'First part.\n\n___\n\nSecond part\n\n___\n\nThird',
    'My three answers\n---\nYes\nNo\nTrezor',
    'Go to\n\n---\nProfile\nSafety\nReset Code',
    'I sent it.\n\n____\nChain TRC20\nCoin USDT',
  ])('%s', (text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, 'Robert Stone')).toBe(text);
  });

  test.each(['---\nRobert Stone', '---\nRob\nHead of Things', '----\nBest regards,\nRob'])(
    'unless it signs: %s',
    (signed) => {
      for (const quote of ['', QUOTE]) expect(newText(`It is.\n\n${signed}${quote}`, 'Robert Stone')).toBe('It is.');
    },
  );

  test.each(['-- ', '--'])('of several delimiters the last signs: %j', (delimiter) => {
    const text = `It is.\n${delimiter}\n\nAnd one more thing: the second is not there.`;
    expect(newText(`${text}\n${delimiter}\nRobert Stone`, 'Robert Stone')).toBe(text);
    expect(newText(`It is.\n${delimiter}\nRob\n${delimiter}\nRobert Stone`, 'Robert Stone')).toBe('It is.');
  });
});

describe("below two dashes the writer's own name signs", () => {
  test.each([
    'Thanks for the update.',
    'I am following up on the change of last week.',
    'This is the one.',
    'Merci de changer cela.',
  ])('whatever is said above: %s', (said) => {
    const cards = [
      'Robert Stone',
      'Robert Stone\nHead of Things',
      'Robert Stone\nOslo, Norway',
      'Robert Stone\nhttps://home.test',
    ];
    for (const card of cards)
      for (const gap of ['\n', '\n\n']) expect(newText(`${said}${gap}--\n${card}`, 'Robert Stone')).toBe(said);
  });

  test('but not below a colon, nor with a number that was asked for', () => {
    for (const text of [
      'The name on it:\n\n--\nRobert Stone',
      'Please change it.\n\n--\nRobert Stone\n+44 7700 900555',
    ])
      expect(newText(text, 'Robert Stone')).toBe(text);
  });

  test.each(['Best regards,\nRobert', 'Thanks!\n\nRobert Stone', 'Viele Grüße\nRob', 'Cheers,\nBob'])(
    'as does a closing with a name: %s',
    (signed) => {
      for (const gap of ['\n', '\n\n']) expect(newText(`It is${gap}--\n${signed}`, 'Robert Stone')).toBe('It is');
    },
  );
});

describe('what somebody adds below their signature is new', () => {
  test.each([
    '-- \nRob\n\nWait, I forgot: my phone was taken too.',
    '-- \nRob\n\nP.P.S. the passport is gone',
    '-- \nRob\n\nNB: the passport is gone',
    '-- \nMy other number is 0170 1234567 since Monday',
    '--\nRob\nI need it today',
  ])('%s', (below) => {
    expect(newText(`It is.\n\n${below}`, 'Robert Stone')).toBe(`It is.\n\n${below}`);
  });
});

test('the box of somebody else in the same script is new', () => {
  const text = '封筒にこうありました。\n\n━━━━━━━━━━━━\nホーム株式会社\n担当 鈴木\n電話 03-9876-5432\n━━━━━━━━━━━━';
  expect(newText(text, '山田 花子')).toBe(text);
  expect(newText(text.replace('鈴木', '山田'), '山田 花子')).toBe('封筒にこうありました。');
});
