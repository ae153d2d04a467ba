import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';

const QUOTE = '\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n> Which one?';

function newText(text: string, name: string): string {
  return newTextOfMail({ text, html: undefined, from: [{ name, address: 'anna99@home.test' }] });
}

describe('what somebody answers behind a dash is new', () => {
  test.each([
    'We choose.\n\n- Monday',
    'I want this network.\n\n- Tron',
    'I want this network.\n\n-- TRC20',
    'Which colour is the icon? It is\n\n- Blue',
    'Yes I confirm\n\n— Cancel it',
    'Which option you asked?\n\n--Refund',
    'I choose\n\n—Refund',
    'I choose this one.\n\n—Refund to my card',
    'I choose this one.\n\n— Cancel Order',
    'The coin.\n\n— Bitcoin',
    'The coin.\n\n— Bitcoin Cash',
    'It is registered to this person, please change it.\n\n— Peter Blue',
    '我选。\n\n—比特币',
    'Ich nehme.\n\n- Dienstag',
  ])('%s', (text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, 'Anna Blue')).toBe(text);
  });
});

describe('what stands around bare dashes and underscores is new', () => {
  test.each([
    'Error log from the API:\n\n2026-11-21T10:15:33Z ERROR 401\n--\n2026-11-21T10:15:33Z ERROR 401\n{"code":-2015}\n--\nretry 3',
    'The support told me two things:\n\n--\nFirst, wait 24 hours\nSecond, send ID\n--\nI did both',
    'I lost access to my phone\n\n--\nnew phone +86 13900139000\nnew mail wei.new@example.test',
    'The number.\n\n--\n+86 13900139000',
    'my two cents\n\n__\nIt is all your fault',
    'my two cents\n\n_\nIt is all your fault',
    'Two deposits are missing.\n\n—\nTRC20 500 USDT\nERC20 300 USDT',
    'This happened.\n\n--\nRefund\n500 USDT',
    'This happened.\n\n--\nPeter Blue\n--\nAnd then it was gone',
  ])('%s', (text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, 'Wei Zhang')).toBe(text);
  });

  test.each(['--\nAnna', '--\nAnna Blue\nHome Ltd\n+49 30 1234567', '—\nPeter Lind', '__\nHome Ltd\n+49 30 1234567'])(
    'but a signature is not: %s',
    (below) => {
      for (const quote of ['', QUOTE])
        expect(newText(`Please do.\n\n${below}${quote}`, 'Anna Blue')).toBe('Please do.');
    },
  );
});

describe('what is announced and drawn around is new', () => {
  test.each([
    '詐欺師の連絡先です。\n\n━━━━━━━━━━━━━━━━━━━━\n山田太郎\n電話 090-1111-2222\nyamada@scam.test\n━━━━━━━━━━━━━━━━━━━━',
    'The address the coins went to\n\n*****\nJames Carter\n+44 7700 900123',
    'Please change my data\n\n------\nWei Zhang\n+86 13900139000\nwei.new@home.test',
    'Please change my data\n\n______________\nName Wei Zhang\nPhone +86 13900139000\nMail wei.new@home.test',
    'Please register me so\n\n______________\n\nWei Zhang\n+86 13900139000',
  ])('%s', (text) => {
    for (const name of ['wei99', 'Wei Zhang', '鈴木一郎']) expect(newText(text, name)).toBe(text);
  });
});

describe('what is said of a device is new', () => {
  test.each([
    'Not me. Login was from another device. Sent from Huawei app.',
    'The login was not mine. Sent from Huawei app',
    'The coins left my wallet. Sent from Huawei app',
    '登录不是我。 发自华为手机',
    'You asked from which device:\n\nSent from iPhone 14 Pro',
    'From which device was it sent?\n\nSent from iPhone 14 Pro',
  ])('%s', (text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, 'Wei Zhang')).toBe(text);
  });
});
