import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { textOfHtml } from '../../../../shared/platform/html/html-as-text.ts';

const OWN = 'Yes, please do.\nThank you!';
const OLD = 'Dear Bo,\n\nwhich?';
const MARKED = '> Dear Bo,\n>\n> which?';
const WIDE =
  '> Dear Bo, we have received what you sent us and would like to ask you which of\nthe two\n> addresses you mean, since we cannot find the second one of them in our own\nbooks,\n> so please tell us.';

/** A text in lines of at most so many letters. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}

describe('an earlier mail is left out', () => {
  test.each([
    ['two lines, the verb alone', 'Il giorno 3 maggio 2022 10:22, Mara Lind <mara@desk.test>\nha scritto:'],
    ['two lines, the address alone', 'Op 3 mei 2022 10:22 schreef Mara Lind\n<mara@desk.test>:'],
    ['one line', 'On 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:'],
  ])('whose lines were broken behind their marks: %s', (_, announcement) => {
    expect(newTextOf(`${OWN}\n\n${announcement}\n\n${WIDE}`)).toBe(OWN);
  });

  test('whose lines were broken at any width, up to the last', () => {
    const words = `Dear Bo, we have received what you sent and would like to know which of both addresses it is
      that you mean, since we cannot find the second one of them in our books and have asked everybody else in vain`;
    for (let width = 52; width < 71; width++) {
      const marked = wrapped(words, 70).map((line) => wrapped(`> ${line}`, width).join('\n'));
      const quote = `On 3 May 2022 at 10:22, Mara <m@x.test> wrote:\n${marked.join('\n')}`;
      expect(newTextOf(`${OWN}\n\n${quote}`), quote).toBe(OWN);
    }
  });

  test.each([
    ['no year, in three', 'On May 3, at 10:22 AM, Mara Lind\n<mara@desk.test>\nwrote:'],
    ['no year, in three, a bare address', 'On Tue, May 3 10:22 AM, Mara Lind\nmara@desk.test\nwrote:'],
    ['neither year nor time, in three', 'On Tue, May 3, Mara Lind\n<mara@desk.test>\nwrote:'],
    ['a weekday and a time', 'On Tuesday, 10:22, Mara Lind\n<mara@desk.test>\nwrote:'],
    [
      'a name that takes two lines',
      'On Tue, May 3, 2022 at 10:22 AM Mara Lind, Customer Happiness Team of the Great\nDesk Company Ltd. <mara@desk.test> wrote:',
    ],
    ['an address that takes a line', 'Mara Lind\n<support+id4021-a8f31@customer-relations.desk-company.test>\nwrites:'],
    ['an address for a name', 'mara@desk.test <mara@desk.test> escreveu no dia terça,\n3/05/2022 à(s) 10:22:'],
    [
      'a long name, then the verb',
      'Mara Elisabeth Lind-Hohenstein via Customer Desk <m@desk.test> escreveu\nno dia terça, 3/05/2022 à(s) 10:22:',
    ],
    ['the verb behind its dashes', '---- On Tue, 03 May 2022 10:22:33 +0800 Mara Lind <mara@desk.test>\nwrote ----'],
    ['a link for an address', 'On Tue, May 3, 2022, Mara Lind <m...@desk.test <javascript:;>> wrote:'],
    ['an address twice', 'On May 3, 2022, at 10:22 AM, Mara Lind <mara@desk.test\n<mailto:mara@desk.test>> wrote:'],
    ['a telephone', 'On May 3, 2022, at 10:22 AM, +1 (555) 123-4567 <5551234567@mms.test> wrote:'],
    ['whose message it is', "Excerpts from Mara Lind's message of May 3, 2022 10:22 am:"],
    ['a name and its address', 'Mara Lind <mara@desk.test>:'],
    ['a name and its address, in a language unknown', 'Mara Lind <mara@desk.test> qwertz:'],
    ['a name and a date', 'Mara Lind on 3 May 2022:'],
  ])('below an unusual announcement: %s', (_, announcement) => {
    for (const gap of ['\n', '\n\n']) {
      expect(newTextOf(`${OWN}\n\n${announcement}${gap}${MARKED}`)).toBe(OWN);
      expect(newTextOf(`${OWN}\n\n${announcement}${gap}${MARKED}\n\n-- \nBo Berg\nHome`)).toBe(OWN);
    }
  });

  test.each([
    ' --- On Tue, 5/3/11, Mara Lind <mara@desk.test> wrote:',
    ' -- On Tue, 5/3/11, Mara Lind <mara@desk.test> wrote:',
    '--- On Tue, 5/3/11, Mara Lind <mara@desk.test> wrote:',
    ' ---- On Tue, 03 May 2022 10:22:33 +0200 Mara Lind <mara@desk.test> wrote ----',
  ])('announced behind the last words, with its dashes: %s', (announcement) => {
    expect(newTextOf(`${OWN}${announcement}\n${MARKED}`)).toBe(OWN);
    expect(newTextOf(`${OWN}${announcement}\n\n${OLD}`)).toBe(OWN);
  });

  test.each([
    ['Antwort Nachricht', '-----Antwort Nachricht-----'],
    [
      'drawn with equals signs',
      `${'='.repeat(40)}\n\nMessage du : 03/05/2022 10:22\nDe : "Mara" <m@x.test>\nA : b@x.test\nCopie à : \nSujet : Question`,
    ],
    [
      'one line that has several',
      '*From:* Mara Lind [mailto:m@x.test]\n*Sent:* Tuesday, May 3, 2022 10:22 AM *To:* Bo *Subject:* x',
    ],
    ['sender and time', 'From: Mara Lind <mara@desk.test>\nDate: Tuesday, May 3, 2022 10:22 AM'],
    [
      'in a language that no table knows',
      'Foo: Mara Lind <mara@desk.test>\nBar: 3 May 2022 10:22\nBaz: Bo Berg <bo@home.test>\nQux: RE: question',
    ],
    [
      'marked, above unmarked lines',
      '> From: Mara <m@x.test>\n> Sent: Tuesday, May 3, 2022 10:22 AM\n> To: Bo\n> Subject: x\n>',
    ],
    ['GroupWise, in words', '>>> On 5/3/2022 at 10:22 AM, in message <a1@x.test>, Mara Lind <m@x.test> wrote:'],
    ['sender and time, at once', 'From: mara@desk.test\nSent: Tuesday, May 3, 2022 10:22 AM'],
    ['a name and when it was sent', 'From: Mara Lind\nSent: Tuesday, May 3, 2022 10:22 AM'],
    ['a name and when it was sent', 'Von: Mara Lind\nGesendet: Dienstag, 3. Mai 2022 10:22'],
    ['Outlook’s line and what it left', '________________________________\nFrom: Mara\nSent: Tuesday'],
    ['Outlook’s line and what it left', '________________\n보낸 사람: 마라\n제목: x'],
    ['Outlook’s line and a gap', '________________________________\n\nFrom: Mara\nSent: Tuesday'],
    ['sender and weekday', 'From: "Lind, Mara" <mara@desk.test>\nSent: Tuesday'],
    ['sender and day', 'From: Mara Lind <mara@desk.test>\nDate: 3 May 2022'],
    ['a date that is left out', 'From: mara@desk\nSent: ...'],
    ['a date that is left out', 'Sent: ...\nTo: mara@desk'],
    [
      'all in a line, the date first',
      'Date: Tue, 3 May 2022 10:22 From: Mara <m@x.test> To: Bo Subject: your question?',
    ],
    ['when it was sent, and to whom', 'Sent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo Berg'],
    ['when it was sent, and to which address', 'Sent: Tuesday, May 3, 2022 10:22 AM\nTo: bo@home.test'],
    ['a sender alone', 'From: Mara Lind <mara@desk.test>'],
    ['an address alone', 'From: mara@desk.test'],
    ['sender and recipient', 'От: Mara Lind <mara@desk.test>\nДо: Bo Berg <bo@home.test>'],
    ['three without a date', '发件人：林玛拉\n收件人：张伟\n主题：Re: 提现'],
    ['three without a date', '差出人：林\n宛先：ベルク\n件名：Re: 質問'],
    ['an abbreviated label', 'Da: Mara Lind\nInviato: martedì 3 maggio 2022 10:22\nA: Bo\nOgg: R: domanda'],
    [
      'AOL, old',
      'Subj: Your question\nDate: 5/3/02 10:22:33 AM Eastern Daylight Time\nFrom: mara@desk.test\nTo: bo@home.test',
    ],
    ['of a desk', '---\nPrevious replies:'],
    ['of a desk', '-----\n\nEarlier messages'],
    ['of a desk', '---\nBisherige Antworten'],
    ['of a desk', '------------\n历史回复：'],
    ['Bulgarian', '-------- Оригинално писмо --------'],
    [
      'a language unknown, drawn above known labels',
      '-------- Foo bar --------\nFrom: Mara <m@x.test>\nDate: 3 May 2022 10:22',
    ],
    ['the beginning, without a colon', 'Begin forwarded message\n\nFrom: Mara Lind'],
  ])('below headers: %s', (_, headers) => {
    expect(newTextOf(`${OWN}\n\n${headers}\n\n${OLD}`)).toBe(OWN);
  });

  test.each([
    'From: Mara <m@x.test>\nSent: Tuesday, May 3, 2022 10:22 AM',
    'From: Mara Lind\nDate: 3 May 2022\nSubject: Re: x',
  ])('below headers that follow at once: %j', (headers) => {
    expect(newTextOf(`${OWN}\n${headers}\n\n${OLD}`)).toBe(OWN);
  });

  test.each([
    'From: Mara Lind [mailto:mara@desk.test]\nSent: Tuesday, May 3, 2022 10:22 AM',
    '\nDate: Tue, 3 May 2022 10:22:33 +0200\nTo: bo@home.test',
  ])('with nothing below: %j', (headers) => {
    expect(newTextOf(`${OWN}\n${headers}`)).toBe(OWN);
  });

  test('whose announcement is marked, below a single word', () => {
    for (const day of ['3 May 2022, at 10:22', 'May 3, 2022, at 10:22 AM', 'Tue, May 3, 2022 at 10:22 AM']) {
      const marked = `> On ${day}, Mara Lind <mara@desk.test> wrote:\n> \n> Dear Bo`;
      for (const own of ['Yes', 'ok', 'Thanks', 'Done']) expect(newTextOf(`${own}\n${marked}`)).toBe(own);
    }
  });

  test('without what a program that watches left as its last line', () => {
    expect(newTextOf(`${OWN}\n\u1427`)).toBe(OWN);
    expect(newTextOf(`${OWN}\n\u1427\n\nOn 3 May 2022 at 10:22, Mara <m@x.test> wrote:\n\n${OLD}`)).toBe(OWN);
    expect(newTextOf('ᐃᐧᓂ')).toBe('ᐃᐧᓂ');
  });

  test('below headers, whatever else begins with their words', () => {
    const own = 'From: the shop downtown, I mean.\n\nTo: be honest, it broke.';
    expect(newTextOf(`${own}\n\nFrom: Mara <m@x.test>\nSent: 3 May 2022 10:22\nTo: Bo\nSubject: x\n\n${OLD}`)).toBe(
      own,
    );
  });

  test.each([
    '<hr><div><b>From:</b> Mara &lt;m@x.test&gt; <b>Date:</b> Tue, 3 May 2022 10:22</div>',
    '<hr><div><b>From: </b>Mara <b>Date: </b>Tue, 3 May 2022 10:22 AM</div>',
    '<hr><div><b>From:</b> <span>Mara</span><br><b>Date:</b> <span>Tue, 3 May 2022 10:22 AM</span></div>',
    '<div style="border-top: 1px solid #ccc"><b>Von:</b> Mara<br><b>Gesendet:</b> Dienstag, 3. Mai 2022 10:22</div>',
    '<div style="border-top-color: rgb(229, 229, 229); border-top-style: solid;"><b>От:</b> Mara<br><b>Отправлено:</b> вторник, 3 мая 2022 г. 10:22<br><b>Кому:</b> Bo</div>',
    '<div style="border-width: 1pt medium medium; border-style: solid none none; border-color: rgb(225, 225, 225) currentcolor currentcolor"><b>Foo:</b> Mara<br><b>Bar:</b> x<br><b>Baz:</b> Bo</div>',
    '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Mara Lind</p></div>',
    '<div style="border: none; border-top: 1.0pt solid #B5C4DF; padding: 3.0pt 0in 0in 0in"><p><b><span>Foo:</span></b> Mara Lind<br></p></div>',
    '<div style="border-top : solid rgb(181, 196, 223) 1pt"><p><span style="font-weight: bold">Foo: </span>Mara Lind<br></p></div>',
  ])('below headers that a line is drawn above: %s', (headers) => {
    const html = `<div>Yes, please.</div>${headers}<div>Dear Bo<br>which?</div>`;
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe('Yes, please.');
  });
});

describe('headers at the top of a mail', () => {
  const headers = 'Od: Bo Berg\nWysłano: wtorek, 3 maja 2022 10:22\nDo: Mara Lind <mara@desk.test>\nTemat: Pytanie';
  const of = (name: string, text: string) =>
    newTextOfMail({ text, html: undefined, from: [{ name, address: 'bo@home.test' }] });

  test('are left out when they name its own writer', () => {
    expect(of('Bo Berg', `${headers}\n\nYes, please do.`)).toBe('Yes, please do.');
    expect(of('bo', `${headers.replace('Bo Berg', 'Bo Berg <bo@home.test>')}\n\nYes, please do.`)).toBe(
      'Yes, please do.',
    );
  });

  test('make nothing new of a mail that is somebody else’s', () => {
    expect(of('Cleo', `${headers}\n\nYes, please do.`)).toBe('');
  });
});

describe('a forward with nothing of its own', () => {
  test.each([
    'De : Mara Lind <mara@desk.test>\nDate : mardi 3 mai 2022\nRépondre à : x@desk.test\nÀ : Bo\nObjet : Question\n\nBonjour',
    'Begin forwarded message:\n\nDear Bo,\nwhich?',
  ])('says nothing new: %j', (text) => {
    expect(newTextOfMail({ text, html: undefined, subject: 'Fwd: Question' })).toBe('');
    expect(newTextOfMail({ text: `See this.\n\n${text}`, html: undefined, subject: 'Fwd: Question' })).toContain(
      'See this.',
    );
  });

  test('is one by its subject, and by what it begins with', () => {
    const told = 'Begin forwarded message:\n\nI cannot forward it, so I type it.';
    expect(newTextOfMail({ text: told, html: undefined, subject: 'Re: Question' })).toBe(told);
    const own = 'Please look at this.';
    expect(newTextOfMail({ text: own, html: undefined, subject: 'Fwd: Question' })).toBe(own);
  });
});

describe('what only looks like headers is shown', () => {
  test.each([
    'Hello.\n\nFrom: Amsterdam\nDate: 3 May 2022 10:22\n\nWhere is it?',
    'Hello.\n\nFrom: bo@x.test\nDate: 3 May 2022 10:22\nAmount: 5 BTC\n\nWhere is it?',
    'Hello.\n\nFrom: my wallet\nSent: 3 May 2022 10:22\nAmount: 5 BTC\n\nWhere is it?',
    'Hello.\n\nSent: 3 May 2022 10:22\nTo: 0xabc123def456\n\nWhere is it?',
    'Hello.\n\nFrom: my wallet, to yours.\n\nWhere is it?',
    'Hello.\n\nFrom: Binance\nTo: Moorline\nSent: 2022-05-03 10:22:33\n\nPlease find my money.',
    'Hello.\n\nFrom: my own wallet\nSent: 2022-05-03 10:22:33\n\nPlease find my money.',
    'Subject: Withdrawal\nFrom: Bo\nTo: you\n\nPlease pay me out.',
    'From: Bo Berg <bo@home.test>\nDate: 3 May 2022 10:22\n\nPlease pay me out.',
    'Hello.\n\nFrom: bo@home.test\nSent: 5 BTC\n\nWhere is it?',
    'Hello.\n\nSent: 5 BTC\nTo: ann@x.test\n\nWhere is it?',
    'On page 3 of what you sent me you say that Mara Lind\n<mara@desk.test>\nwrote it:\nis it so?',
    'I got a strange mail.\n\nFrom: scam@evil.test\n\nAm I safe?',
    'Hello.\n\nFrom: scam@evil.test\nIt asked me for my password. Am I safe?',
    'Hello.\n\n---\nPrevious conversation was with Ann.\n\nPlease help.',
    'Hello, this came today:\n\nFrom: mara@desk.test\n\nIs it yours?',
    'Hello, this came today:\nFrom: Mara Lind <mara@desk.test>\nDate: 3 May 2022 10:22\n\nIs it yours?',
    'Hello.\n\nFrom: Bo\nTo: Ann\n\nWhere is it?',
    'Hello.\n---- Steps to reproduce ----\n1. one',
    'Hello.\n---\nThe previous replies did not help.',
    'Hello.\n\nPrevious replies:\n\nnone',
    'Hello.\n\n--- Message to Bob ---\nHello Bob',
    'Hello.\n\nName: Bo Berg\nDate: 3 May 2022 10:22\nWallet: 0xabc\nMail: bo@x.test\n\nWhere is it?',
    'Hello.\n\nMy transfers on 3 May 2022:\n\n1. five\n2. six',
    'Hello.\n\nOn Tuesday at 10:22 I wrote to mara@desk.test:\n\nwhere is it?',
    'Hello.\n\nI asked Mara Lind <mara@desk.test>:\n\nwhere is it?',
    'Hello --- on 3 May 2022 Mara wrote:\nwait. I waited.',
    'Hello.\n-----Error message-----\nIt broke.',
    'Hello.\n\n> One?\n\nYes, the blue one\n\n> Two?\n\nNo.',
    'Hello.\n> Which one of the two would you like us to bring to your home?\nThe blue one\n> And when would you like us to bring it there?\nnow',
  ])('%j', (text) => {
    expect(newTextOf(text)).toBe(text);
  });

  test('below a line that is drawn, too', () => {
    const html = '<p>Hello.</p><hr><p><b>Name:</b> Bo<br><b>Date:</b> 3 May 2022 10:22<br><b>Problem:</b> stuck</p>';
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe(textOfHtml(html));
  });
});
