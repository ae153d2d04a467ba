import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';
import { newTextOf as newTextOfLines } from '../../../../shared/mail/quotes/new-text-of-lines.ts';

const WROTE = 'On Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:';
const LONG = 'This is a paragraph of a text that goes on for quite some while.\n'.repeat(14).trim();

describe('all of a text is new', () => {
  const newTextOf = (text: string) => newTextOfLines(text);

  test.each([
    ['a plain closing', 'Please do.\n\nRegards,\nBo'],
    ['a name without a delimiter', 'Please do.\n\nBo Berg\nHome Ltd'],
    ['headings', 'Title\n=====\n\nText here.\n\nSecond\n------\n\nMore text.'],
    ['a rule between sections', 'One.\n\n---\n\nTwo, which goes on and is a sentence.'],
    ['a part below two dashes', 'One.\n\n--\nPlease also cancel my other order.'],
    ['a short part below two dashes', 'One.\n--\nAlso send me it.\nThe blue one.'],
    ['a question below two dashes', 'One.\n\n--\n\nWhen will it come?'],
    ['a Chinese part below two dashes', '第一个。\n--\n另外请取消第二个订单。'],
    ['a part below a wide dash', 'One.\n\n—\nI have one more thing to ask of you.\nWhere is it?'],
    ['a part below two underscores', 'One.\n__\nThen I tried again and it works.'],
    [
      'a part below a long underscore',
      'One.\n\n____________________\nThe second order never came to us.\nPlease look.',
    ],
    ['a part below a long line', 'One.\n\n--------------------\nPlease also cancel my other order.'],
    ['a saying below a long line', 'One.\n\n--------------------\nEverybody is somebody, and nobody is everybody.'],
    ['a greeting below a line', 'One.\n\n-----\nThe rest is for your colleague, please pass it on.\nThank you\nBo'],
    ['data below two dashes', 'One.\n\n--\n\nHere is the log:\nerror 5\nerror 6'],
    ['stars between sections', 'One.\n\n***\n\nTwo'],
    ['rules above each section', '-----\nA\n-----\nB'],
    ['a list', 'I need:\n\n- a\n- b\n- c'],
    ['a list without spaces', 'I need:\n\n-a\n-b\n-c'],
    ['numbered steps below a rule', 'Before\n---\n1) b\n2) c'],
    ['a table', 'Name     Amount\n---------------\nBo       5\nAnn      6'],
    ['options', 'Steps:\n-- open the app\n-- click withdraw'],
    ['a long text below dashes', `a\n\n--\n${LONG}`],
    ['a postscript below a signature', 'Text\n\n--\nBo\n\nP.S. One more thing, please.'],
    ['code with a mark of quotes', 'Look:\n\n```\n> npm test\n-- \nfoo\n```'],
    ['code with an announcement', `Look:\n\n~~~ text\n${WROTE}\n> x\n~~~\n\nThat.`],
    ['a prompt in code', 'Text:\n\n    $ foo --bar\n    > goes on\n\nand more'],
    ['blank lines', 'One\n\n\n\nTwo'],
    ['an indented list', 'This:\n\n   - one\n      - two\n\n   - three'],
    ['a story with "wrote"', 'On Monday the agent wrote: wait.\nI waited.'],
    ['a story with a date', 'On 3 May 2022 I wrote to you and your agent wrote:\nplease send it.\nHere it is'],
    ['a German story', 'Am 3. Mai 2022 habe ich Ihnen geschrieben:\n\nBitte senden.'],
    ['a French story', "Le 3 mai 2022, votre collègue m'a écrit :\n\nVeuillez patienter."],
    ['a Spanish story', 'El 3 de mayo de 2022 su compañero me escribió:\nEspere.'],
    ['a Portuguese story', 'Em 3 de maio de 2022 o atendente escreveu:\nAguarde.'],
    ['a Russian story', '3 мая 2022 ваш сотрудник написал:\nЖдите.'],
    ['a Chinese story', '您好，我在 2022年5月3日 10:22 提交了申请，客服说：\n请等待。\n现在已经过了。'],
    ['another Chinese story', '客服在2022-05-03 10:22回复我说：\n请等待。'],
    ['dates and addresses in sentences', 'My transfers on 3 May 2022 to bob@x.test:\n1. 5 BTC\n2. 6 BTC'],
    ['a list of dates and addresses', '2022-05-03 10:22 bob@x.test:\n5 BTC\n2022-05-04 10:22 ann@x.test:\n6 BTC'],
    ['a journey', 'From: Amsterdam\nTo: Berlin\nDate: 3 May 2022 10:22'],
    ['a transfer', 'From: bob@x.test\nTo: ann@x.test\nDate: 2022-05-03 10:22\nAmount: 5\n\nWhere is it?'],
    ['a form', 'Name: Bo\nE-mail: bo@x.test\nDate: 2022-05-03 10:22\nSubject: money\nProblem: stuck'],
    [
      'a log of changes',
      'It broke with\n\ncommit 5\nAuthor: Bo <bo@x.test>\nDate: Tue May 3 10:22:00 2022\n\n    Mend it',
    ],
    ['a line that a mailbox marked', '>From now on the other one,\nplease.'],
    ['a marked line below others', 'Thank you.\n\n>From my side all is well,\nand yours?'],
    ['a face', 'No.\n\n>:('],
    ['another face', '谢谢\n>_<'],
    ['data below a drawn line', 'My wallet:\n\n=====\nBTC\n1234567.89'],
    ['a sentence below an underscore', 'A\n_\nB is what I meant when I asked.'],
    ['a closed heading', '## Steps to reproduce ##\n1. a'],
    ['a sentence about lines', 'Please write the text above this line in bold.'],
    ['nothing but an unmarked quote', `${WROTE}\n\nonly`],
    ['answers between quoted lines', `${WROTE}\n> One?\n\nYes.\n\n> Two?\n\nNo.`],
    ['an answer below a quote that nobody announced', 'Hi.\n> One?\nYes.'],
    ['a quote within a text, with a date in it', 'Hi.\nYour page said:\n> please wait until 3 May 2022\nI waited.'],
    ['an answer below a quote that somebody announces', 'Hi.\n\nYour agent wrote:\n> Please wait.\n\nI waited.'],
    ['the head of a table', 'It says:\n\nid  amount\n----------\n7   500\n8   20'],
    ['the head of a table of names', 'account   owner\n---------------\nmain      Bo\nother     Ann'],
    ['a heading', 'One.\n\nWhat I did\n----------\nNothing so far'],
    ['an answer behind a dash', 'Is it yours?\n- no'],
    ['one of several things', 'Which one do you have?\n\n- blue'],
    ['a quote within a text', 'Your mail said:\n> please wait\nI waited.'],
    ['answers between lines with initials', `${WROTE}\n\nML> One?\n\nYes.\n\nML> Two?\n\nNo.`],
  ])('%s', (_, text) => {
    expect(newTextOf(text)).toBe(text);
    expect(newTextOf(`\n \n${text}\n\u00a0\n`)).toBe(text);
  });
});

describe('only what stands above is new', () => {
  const from = ['Bo Berg', '林玛拉', '山田太郎'].map((name) => ({ name, address: 'bo.berg@home.test' }));
  const newTextOf = (text: string) => newTextOfLines(text, from);

  test.each([
    ['`-- `', '-- \nBo Berg\nHome Ltd\n+49 1234 5678'],
    ['`--`', '--\nBo Berg'],
    ['`-- ` of many lines', `-- \n${'Bo Berg of Home Ltd, Long Street\n'.repeat(25)}`],
    ['underscores', '__\nBo Berg'],
    ['more underscores', '_____\nBo Berg'],
    ['a long line', '________________________________\nBo Berg\nHead of Things'],
    ['the footer of a list', '_______________________________________________\nusers mailing list\nusers@lists.test'],
    ['the footer of another list', `${'-'.repeat(69)}\nTo unsubscribe, e-mail: users-unsubscribe@x.test`],
    ['dashes', '-----\nBo Berg\nHead of Things'],
    ['many dashes', '---------------------------------\nBo Berg\nHead of Things\nTel: 123'],
    ['wide dashes', '——\n林玛拉'],
    ['a dash', '—\nBo'],
    ['a name behind a dash', '-Bo'],
    ['a name behind two', '--Bo Berg'],
    ['a name behind a delimiter', '-- Bo'],
    ['a name behind a wide dash', '— Bo Berg'],
    ['a name with a title', '-- Bo Berg, Home Ltd'],
    ['a saying below a name', '--------------------\nBo Berg\nEverybody is somebody, and nobody is everybody.'],
    [
      'a disclaimer below two dashes',
      `--\nBo Berg\nHome Ltd\n${'This message is confidential and privileged. '.repeat(3)}`,
    ],
    ['a box', '--------------\nBo\nTel 5\n--------------'],
    ['a Japanese box', '━━━━━━━━━━━━━━━━\n株式会社ホーム\n山田太郎\nTEL: 03-1234-5678\n━━━━━━━━━━━━━━━━'],
    ['a box of stars', '**********************\nBo Berg\n**********************'],
    ['stars', '*****\nBo Berg\nTel. +49 1234 5678'],
    ['an underscore', '_\nBo Berg'],
    ['equals signs', '==========\nBo Berg\nHome Ltd\nbo@home.test'],
    ['a card of NetEase', '| |\n张三\n|\n|\n邮箱：z@x.test\n|\n\n签名由 网易邮箱大师 定制'],
    ['a signature and a quote', `-- \nBo\n\n${WROTE}\n\n> Hi\n>\n> -- \n> Mara`],
    ['a delimiter alone', '-- \n'],
    ['a PGP signature', '-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abc\n-----END PGP SIGNATURE-----'],
    ['a quote without announcement', '> Hi\n>\n> which one?'],
    ['a quote with a face', `${WROTE}\n>One?\n>:(`],
    ['quotes of quotes', `${WROTE}\n>> two\n> one\n>>> three`],
    ['lines broken behind their mark', `${WROTE}\n> ${'x'.repeat(70)} and\nit went\n> on here`],
    [
      'a link broken behind its mark',
      `${WROTE}\n> see (http://x.test/a\nbcdef) for\n> more\n(http://x.test/b) >\n> end`,
    ],
    [
      'headers that a mailbox marked',
      '------ Original Message ------\n>From "Mara Lind" <m@x.test>\nTo bo@x.test\nSubject Which?\n\nDear Bo',
    ],
    ['an announcement and the mail in one line', `${WROTE} Dear Bo, which one?`],
    ['an announcement broken around a mark', 'On Tue, 3 May 2022 at 10:22, Mara Lind <m@x.test\n> wrote:\nDear Bo'],
    ['a broken announcement with a blank line', 'On Tue, 3 May 2022 at 10:22 Mara\n\n<\nm@x.test\n> wrote:\nDear Bo'],
    ['a signature in the language of machines', '--\nTo unsubscribe: send "leave" to x@lists.test\nFAQ: http://x.test'],
  ])('%s', (_, below) => {
    expect(newTextOf(`Please do.\n\n${below}`)).toBe('Please do.');
    expect(newTextOf(`Please do.\n\nRegards,\nBo\n\n${below}\n\n`)).toBe('Please do.\n\nRegards,\nBo');
  });

  test.each([
    ['one announced quote', `${WROTE}\n> One?\n> Two?`],
    ['its paragraphs', `${WROTE}\n\n> One?\n\n> Two?\n>\n>> Three?\n`],
    ['our own notice', `${WROTE}\n> ## Please write your answer above this line ##\n> Hi`],
    ['an announcement without an address', 'On 03/05/2022 10:22, Mara Lind wrote:\n> One?'],
    ['a broken announcement', 'On Tue, 3 May 2022 at 10:22, Mara Lind\n<mara@desk.test>\nwrote:\n\n> One?'],
    ['a German one', 'Am 03.05.22 um 10:22 schrieb Mara Lind:\n> Eins?'],
    ['a Chinese one', '在 2022/5/3 10:22, Mara Lind 写道:\n> 哪一个？'],
  ])('below %s: the answer', (_, above) => {
    const answer = 'The second one, please.\n\nThank you';
    for (const gap of ['\n', '\n\n', '\n\n\n']) expect(newTextOf(`${above}${gap}${answer}`)).toBe(answer);
    expect(newTextOf(`${above}\n\n${answer}\n\n-- \nBo Berg`)).toBe(answer);
    expect(newTextOf(`${above}\n\n${answer}\n\nSent from my iPhone`)).toBe(answer);
    expect(newTextOf(`${above}\n\n${answer}\n\n> and this?`)).toBe(answer);
  });

  test.each([
    ['announced by date and address', `${WROTE}\n> One?\n> Two?`],
    ['of several paragraphs', `${WROTE}\n\n> One?\n\n> Two?\n>\n>> Three?`],
    ['announced over two lines', 'On Tue, 3 May 2022 at 10:22, Mara Lind\n<mara@desk.test> wrote:\n\n> One?'],
    ['announced without an address', 'Am 03.05.22 um 10:22 schrieb Mara Lind:\n> Eins?'],
    [
      'forwarded, with its headers marked',
      'Begin forwarded message:\n\n> From: Mara <m@x.test>\n> Subject: x\n>\n> One?',
    ],
    ['with its headers marked', '> From: Mara <m@x.test>\n> Subject: x\n> Date: 3 May 2022 10:22\n>\n> One?'],
  ])('above and below one quote %s: both', (_, quote) => {
    for (const gap of ['\n', '\n\n', '\n\n\n']) {
      expect(newTextOf(`Hello.\n\nSee below.${gap}${quote}${gap}Yes.\n\nThank you`)).toBe(
        'Hello.\n\nSee below.\n\nYes.\n\nThank you',
      );
    }
    expect(newTextOf(`Hello.\n\n${quote}\n\nYes.\n\n-- \nBo Berg`)).toBe('Hello.\n\nYes.');
    expect(newTextOf(`Hello.\n\n-- \nBo Berg\n\n${quote}\n\nYes.`)).toBe('Hello.\n\nYes.');
  });

  test.each([
    ['a quote', `${WROTE}\n> only`],
    ['a forwarded mail', 'Begin forwarded message:\n\nFrom: Mara <m@x.test>\nSubject: x\n\nold'],
    ['repeated headers', 'From: Mara <m@x.test>\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo\nSubject: x\n\nold'],
  ])('of nothing but %s: nothing', (_, old) => {
    expect(newTextOf(old)).toBe('');
    expect(newTextOf(`\n\n${old}\n`)).toBe('');
  });

  test('the answers between quoted lines, without what follows the last', () => {
    const answered = `${WROTE}\n> One?\n\nYes.\n\n> Two?\n\nNo.`;
    expect(newTextOf(`${answered}\n\n> Three?\n> Four?\n\n-- \nBo`)).toBe(answered);
    expect(newTextOf(`${answered}\n\nSent from my iPhone`)).toBe(answered);
    expect(newTextOf(`${answered}\n\n-----Original Message-----\nFrom: x\n\nold`)).toBe(answered);
  });

  test('whatever the white space of the lines within is', () => {
    expect(newTextOf('a  \n\tb\u00a0c \n\n > x')).toBe('a  \n\tb\u00a0c');
    expect(newTextOf('\u200b\n\ufeffa\r\nb\r\n\r\n> x\r\n')).toBe('a\r\nb');
  });

  test('when nothing else was written: what is there', () => {
    expect(newTextOf(`Sent from my iPhone\n\n${WROTE}\n> Hi`)).toBe('Sent from my iPhone');
    expect(newTextOf('-- \nBo')).toBe('-- \nBo');
    for (const marked of ['> only\n> a quote', '-- \n> only\n>\n> a quote']) expect(newTextOf(marked)).toBe(marked);
  });

  test('in a text that is too long to look through, if its quote begins early', () => {
    expect(newTextOf(`Yes.\n\n${WROTE}\n\n${'old\n'.repeat(100_000)}`)).toBe('Yes.');
    const long = `Yes. ${'long\n'.repeat(100_000)}`.trim();
    expect(newTextOf(`${long}\n\n> old`)).toBe(`${long}\n\n> old`);
  });
});

describe('in an answer', () => {
  const answer = (text: string) =>
    newTextOfMail({ text, html: undefined, subject: 'Re: Which', inReplyTo: ['a1@desk.test'] });

  test('marked lines that nothing announces are left out between what was written, once', () => {
    for (const gap of ['\n', '\n\n']) {
      expect(answer(`Hello.${gap}> One?\n>\n> Two?${gap}Yes.`)).toBe('Hello.\n\nYes.');
      expect(answer(`Hello.${gap}> One?${gap}Yes.\n\n-- \nBo Berg`)).toBe('Hello.\n\nYes.');
    }
  });

  test.each([
    'It says:\n> One?\n\nWhat is that?',
    'Hello.\n\n> One?\n\nYes.\n\n> Two?\n\nNo.',
    'Hello.\n\n>>> import x\n>>> x()\n\nIt breaks.',
    'Hello.\n\n>>> buy now <<<\n\nIt breaks.',
    'Hello.\n\n>_<\n\nIt breaks.',
    'It was > 90 when I bought\n> 90 again at noon\nand then fell',
    'It was high\n> far too high\nfor me.',
  ])('but not where they are shown: %j', (text) => {
    expect(answer(text)).toBe(text);
  });

  test('a first mail keeps them', () => {
    const text = 'Hello.\n\n> One?\n\nYes.';
    expect(newTextOfMail({ text, html: undefined, subject: 'Which' })).toBe(text);
  });
});
