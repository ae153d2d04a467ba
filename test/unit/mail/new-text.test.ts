import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../shared/mail/new-text.ts';
import { newTextOf } from '../../../shared/mail/quotes/new-text-of-lines.ts';
import { aMail } from '../../support/a-mail.ts';

describe('the new text of a reply', () => {
  test.each([
    ['gmail-reply', 'Yes, it is my own wallet. The address ends in 9f3c.\n\nThanks!'],
    ['outlook-reply', 'Hi Alice,\n\nThe amount is 1,500 USDT. Our cost center is § 42.\n\nRegards,\nWei'],
    ['outlook-zh-reply', '金额是一千五百 USDT，地址是我本人的。\n\n此致\n张伟'],
    ['qq-reply', '是我本人的钱包，尾号 9f3c。麻烦尽快处理，谢谢！'],
    ['netease-163-reply', '我的 UID 是 88213377，截图稍后补上。'],
    ['apple-mail-reply', 'The transaction id is b6f6991d03df0e2e04dafffcd6bc418aac66049e2cd74b80f14ac86db1e3f0da.'],
  ])('of %s is what its writer added', async (name, expected) => {
    expect(newTextOf((await aMail(name)).text)).toBe(expected);
  });

  test('keeps answers between quoted lines', async () => {
    const { text } = await aMail('inline-answers');
    expect(newTextOf(text)).toBe(text.trim());
  });

  test('ends at our own line, however it is quoted', () => {
    expect(newTextOf('Done.\n\n> ## Please write your answer above this line ##\n> Hello')).toBe('Done.');
    expect(newTextOf('好的\n\n## 请在此行上方回复 ##\n\n您好')).toBe('好的');
  });

  test('ends at a quote without an announcement', () => {
    expect(newTextOf('是的，是我本人的钱包地址。\n\n> 王先生您好\n>\n> 请问？')).toBe('是的，是我本人的钱包地址。');
  });

  test.each([
    ['On Sun, 22 Nov 2026 at 11:05, Moorline <support@moorline.test> wrote:'],
    ['于2026年11月22日周日 上午11:05写道：'],
    ['在 2026年11月22日，11:05，Moorline <support@moorline.test> 写道：'],
    ['Moorline <support@moorline.test> 于2026年11月22日周日 11:05写道：'],
    ['At 2026-11-22 11:05:00, "Moorline" <support@moorline.test> wrote:'],
    ['-----Original Message-----'],
    ['------------------ 原始邮件 ------------------'],
    ['---- 回复的原邮件 ----'],
    ['Le dim. 22 nov. 2026 à 11:05, Moorline <support@moorline.test> a écrit :'],
    ['Am 22.11.26 um 11:05 schrieb Moorline:'],
    ['El dom, 22 nov 2026 a las 11:05, Moorline (<support@moorline.test>) escribió:'],
    ['On Sun, 22 Nov 2026 at 11:05, Moorline\n<support@moorline.test>\nwrote:'],
  ])('ends at %j', (mark) => {
    expect(newTextOf(`Here it is.\n\n${mark}\n> Where is it?`)).toBe('Here it is.');
  });

  test.each([
    ['I talked to support yesterday, and your agent wrote:\nplease send the id.\nHere it is: 123'],
    ['From: my wallet\nI sent 5 BTC.'],
    ['我昨天收到邮件，里面写道：请提供编号。编号是 123。'],
    ['Steps:\n-- open the app\n-- click withdraw'],
  ])('shows all of %j', (text) => {
    expect(newTextOf(text)).toBe(text);
  });

  test('leaves out a signature, but not what only looks like one', () => {
    expect(newTextOf('Thank you.\n-- \nWei Zhang\n+86 123')).toBe('Thank you.');
    const list = `Thank you.\n--\n${Array.from({ length: 12 }, (_, line) => `line ${line}`).join('\n')}`;
    expect(newTextOf(list)).toBe(list);
  });

  test('leaves out the writer’s own address above the quote, as Foxmail signs', () => {
    const from = [{ name: 'Gao', address: 'gao@foxmail.test' }];
    const quote =
      '\n\n发件人： Support\n发送时间： 2026-11-20 10:00\n收件人： gao@foxmail.test\n主题： Re: 提现\n旧的内容';
    const mail = (text: string) => ({ text, html: undefined, from });
    expect(newTextOfMail(mail(`补充截图。\n\n\ngao@foxmail.test\n${quote}`))).toBe('补充截图。');
    expect(newTextOfMail(mail(`新的邮箱：\nother@foxmail.test\n${quote}`))).toBe('新的邮箱：\nother@foxmail.test');
    expect(newTextOfMail(mail('新的邮箱：\ngao@foxmail.test'))).toBe('新的邮箱：\ngao@foxmail.test');
  });

  test('shows lines that nobody draws below a text', () => {
    const drawn = `Look:\n\n${'____________\n\n'.repeat(400)}`;
    expect(newTextOf(drawn).length).toBeGreaterThan(1_000);
    expect(newTextOf(`Thank you.\n\n${'____________\n\n'.repeat(3)}`)).toBe('Thank you.');
  });

  test('takes as long for lines that are drawn, or could be headers, as for others', () => {
    for (const piece of ['____________\n\n', '--\n', '— \n\n', 'Subject: x\nSent from my iPhone\n', '|a\n']) {
      const { user } = process.cpuUsage();
      newTextOf(piece.repeat(Math.floor(190_000 / piece.length)));
      expect((process.cpuUsage().user - user) / 1_000, piece).toBeLessThan(1_200);
    }
  });

  test('ends soon, whatever the text', () => {
    for (const piece of ['>', ' ', '\n', 'On ', 'From: a\n', '发件人：\n', '在 2026-', '----', 'wrote:\n', 'a:\n']) {
      newTextOf(piece.repeat(Math.floor(190_000 / piece.length)));
    }
  });
});
