import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';

const reply = (text: string) => newTextOfMail({ text, html: undefined, from: [], subject: 'Re: [#7] Your question' });

describe('labels that mails have are somebody’s own words', () => {
  test.each([
    [
      'ru, a transfer',
      'От кого: биржа\nКому: Ваша площадка\nДата: 03.05.2022 10:22\nТема: перевод 90 USDT\n\nДенег нет!',
    ],
    ['es, a transfer', 'De: mi banco\nPara: Desk\nFecha: 03/05/2022 10:22\nAsunto: depósito\n\nNo llega.'],
    [
      'fr, an amount among them',
      'De : ma banque\nÀ : vous\nDate : 03/05/2022 10:22\nMontant : 90 EUR\nObjet : dépôt\n\nRien.',
    ],
    ['zh, a wallet', '发件人：我的钱包\n收件人：平台\n时间：2022-05-03 10:22\n主题：充值90\n\n还没到'],
    ['tr, a transfer', 'Gönderen: banka\nAlıcı: Desk\nTarih: 03.05.2022 10:22\nKonu: 90 USDT\n\nParam yok'],
    [
      'en, addresses of wallets',
      'From: TXa91bQ\nTo: TQe72cK\nDate: 2022-05-03 10:22:33\nAmount: 90\nSubject: refund\n\nPlease look',
    ],
    ['en, a span of time', 'From: 2022-05-03 10:00\nTo: 2022-05-04 11:00\nSubject: no trading\nI lost 90'],
    ['en, wallets by name', 'Sent: 2022-05-03 10:22\nFrom: wallet one\nTo: wallet two\n\nwhere is it'],
    ['en, a bank’s', 'I paid, see here\n\nFrom: Bo Berg\nTo: Desk Ltd\nSent: 3 May 2022 10:22\nPlease book it.'],
    ['en, a log-in', 'From: Oslo\nDate: 3 May 2022 10:22\nSubject: New device\nNot me'],
    [
      'en, an amount below the address of a bank',
      'Look here:\n\nFrom: Bo\nTo: Desk\nDate: 3 May 2022\nSubject: paid\n\nWell?',
    ],
  ])('%s', (_, text) => {
    expect(reply(text)).toBe(text);
    expect(newTextOf(text)).toBe(text);
  });

  test.each([
    ['first', 'От: Desk <a@desk.test>\nДата: 3 мая 2022, 10:22\nКому: bo@home.test\nТема: Счёт\n\nэто вы писали?'],
    [
      'first, as clients date it',
      'From: Desk <a@desk.test>\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: bo@home.test\nSubject: Bill\n\nIs it you?',
    ],
    [
      'introduced',
      'I got this:\n\nFrom: Desk <a@desk.test>\nDate: Tue, 3 May 2022 10:22\nTo: bo@home.test\nSubject: Bill\n\nPay now\n\nIs it you?',
    ],
    [
      'introduced by a question',
      'Is this mail yours?\n\nFrom: Desk <a@desk.test>\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: bo@home.test\nSubject: Bill\n\nPay now',
    ],
    ['with words for a divider', 'Begin forwarded message:\n\nI cannot forward, so I type it: they ask for 90 USDT'],
    [
      'with words for a divider within',
      'The chat.\n\n[10:22] He: pay\nOriginal message:\nhttps://chat.test/9\n\nI did. Help.',
    ],
  ])('a mail that somebody asks about, %s', (_, text) => {
    expect(reply(text)).toBe(text);
  });

  test.each([
    ['zh', '发件人: 林玛拉\n发送时间: 2022年5月3日 10:22\n收件人: 客服\n主题: 提现'],
    ['en', 'From: Mara Lind\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Support\nSubject: Question'],
    ['de', 'Von: Mara Lind\nGesendet: Dienstag, 3. Mai 2022 10:22\nAn: Support\nBetreff: Frage'],
    ['ko', '보낸 사람: 마라\n보낸 날짜: 2022년 5월 3일 화요일 오전 10:22\n받는 사람: 지원\n제목: 질문'],
    ['an answer', 'De: Mara\nPara: Bo\nFecha: 03/05/2022 10:22\nAsunto: RE: pregunta'],
    ['bold', '*From:* Mara\n*Date:* 3 May 2022 10:22\n*To:* Bo\n*Subject:* Question'],
    ['below a line', '________________________________\nFrom: Mara\nDate: 3 May 2022 10:22\nTo: Bo\nSubject: Question'],
  ])('but the names and the time that clients write above an earlier mail are not: %s', (_, headers) => {
    expect(newTextOf(`Yes, please do.\n\n${headers}\n\nDear Bo,\n\nwhich?`)).toBe('Yes, please do.');
  });
});

describe('a mail, an address or a transfer that somebody tells of, with addresses', () => {
  test.each([
    ['I got a phishing mail today.', 'From', 'Subject', 'I pressed the link. What now??'],
    ['今天收到一封钓鱼邮件。', '发件人', '主题', '点了链接，怎么办？'],
    ['今日フィッシングメールが届きました。', '差出人', '件名', 'リンクを押してしまいました。'],
    ['Сегодня пришло фишинговое письмо.', 'От', 'Тема', 'Ссылка открыта.'],
    ['Hoy recibí un correo de phishing.', 'De', 'Asunto', 'Hice clic.'],
    ['Bugün bir oltalama maili aldım.', 'Kimden', 'Konu', 'Bağlantıya tıkladım.'],
    ['The thief wrote to me from there.', 'From', 'Subject', 'I am afraid. Help.'],
  ])('a false mail without a day: %s', (said, from, subject, below) => {
    for (const gap of ['\n', '\n\n']) {
      const text = `${said}${gap}${from}: Desk Safety <safety@desk-login.test>\n${subject}: Your account\n\n${below}`;
      expect(reply(text)).toBe(text);
    }
  });

  test.each([
    'Please change my e-mail address\nFrom: old@home.test\nTo: new@home.test\nThe old one was stolen.',
    'Bitte ändern Sie meine E-Mail-Adresse\n\nVon: alt@home.test\nAn: neu@home.test\n\nDie alte ist weg.',
    'I sent it by mistake to another user\n\nFrom: a@x.test\nTo: b@x.test\nDate: 2022-05-03 10:22\n\nPlease stop it!',
    'We see this transfer.\n\nFrom: a@x.test\nTo: b@x.test\nDate: 2022-05-03 10:22\nAmount: 5\n\nIs it yours',
  ])('%s', (text) => {
    expect(reply(text)).toBe(text);
  });

  test.each([
    'From: Mara <m@x.test>\nSubject: Which',
    'From: Mara <m@x.test>\nTo: Bo <b@x.test>\nDate: Tuesday, 3 May 2022\nSubject: Which',
    'From: Mara <m@x.test>\nTo: Bo <b@x.test>\nSent: 3 May 2022 10:22',
  ])('but an earlier mail’s headers are none: %j', (headers) => {
    expect(reply(`Yes, please.\n\n${headers}\n\nwe have two of them`)).toBe('Yes, please.');
  });
});

describe('what somebody tells of a conversation stays', () => {
  test.each([
    'Xin chào,\n\nVào ngày 3 thg 5 2022 nhân viên đã viết:\n\nkhông thể\n\nTôi không đồng ý',
    'Merhaba,\n\n3 Mayıs 2022 Salı günü ekibiniz şunu yazdı:\n\ndonduruldu\n\nNeden?',
    '안녕하세요.\n\n2022년 5월 3일 상담원이 작성:\n\n정지되었습니다\n\n왜요?',
    'The caller said on Monday, 3 May 2022 10:22:\n\n|dear friend\n|send 90\n\nand I did',
  ])('of nobody by name or address: %j', (text) => {
    expect(reply(text)).toBe(text);
  });

  test('answers among questions, whatever they begin with', () => {
    const text = `> Please tell us the hash of what you paid in and its network
trc20 hash 77aa
> and also the amount and the hour of the payment that you made
90 at noon
> and a telephone number, with the country and all of the digits
47 4000 0000`;
    expect(reply(text)).toBe(text);
  });
});
