import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { textOfHtml } from '../../../../shared/platform/html/html-as-text.ts';

const OWN = 'Yes, that one.';
const OLD = 'we have two of them,\nwhich one is it?';

/** Sender, time, recipient, subject, as clients label them, and a time as they write it. A row a language. */
const LABELS: readonly (readonly [language: string, from: string, date: string, to: string, subject: string])[] = [
  ['tr', 'Kimden', 'Gönderme Tarihi', 'Kime', 'Konu'],
  ['sk', 'Od', 'Odoslané', 'Komu', 'Predmet'],
  ['cs', 'Od', 'Odesláno', 'Komu', 'Předmět'],
  ['pl', 'Od', 'Wysłano', 'Do', 'Temat'],
  ['es', 'De', 'Enviado el', 'Para', 'Asunto'],
  ['pt', 'De', 'Enviada em', 'Para', 'Assunto'],
  ['ca', 'De', 'Enviat el', 'Per a', 'Assumpte'],
  ['eu', 'Nork', 'Bidaltze-data', 'Nori', 'Gaia'],
  ['sr', 'Од', 'Послато', 'Коме', 'Тема'],
  ['mk', 'Од', 'Испратено', 'До', 'Предмет'],
  ['bg', 'От', 'Изпратено на', 'До', 'Относно'],
  ['kk', 'Кімнен', 'Жіберілген', 'Кімге', 'Тақырыбы'],
  ['ka', 'ვისგან', 'გაგზავნის დრო', 'ვის', 'თემა'],
  ['hy', 'Ումից', 'Ուղարկված է', 'Ում', 'Թեմա'],
  ['az', 'Kimdən', 'Göndərildi', 'Kimə', 'Mövzu'],
  ['uz', 'Kimdan', 'Yuborilgan', 'Kimga', 'Mavzu'],
  ['sq', 'Nga', 'Dërguar', 'Drejtuar', 'Subjekti'],
  ['sw', 'Kutoka', 'Iliyotumwa', 'Kwa', 'Mada'],
  ['cy', 'Oddi wrth', 'Anfonwyd', 'At', 'Pwnc'],
  ['vi', 'Người gửi', 'Ngày gửi', 'Người nhận', 'Tiêu đề'],
  ['fa', 'از', 'ارسال شده', 'به', 'موضوع'],
  ['hi', 'प्रेषक', 'भेजा गया', 'को', 'विषय'],
  ['ko', '보낸 사람', '보낸 날짜', '받는 사람', '제목'],
  ['ar', 'من', 'تم الإرسال', 'إلى', 'الموضوع'],
];

describe('headers with names for addresses end the new text', () => {
  test.each(LABELS)('in %s, in lines and in one', (_, from, date, to, subject) => {
    for (const when of ['3.5.2022 10:22', '2022-05-03']) {
      const fields = [`${from}: Mara Lind`, `${date}: ${when}`, `${to}: Bo Berg`, `Cc: Ann`, `${subject}: Which`];
      expect(newTextOf(`${OWN}\n\n${fields.join('\n')}\n\n${OLD}`)).toBe(OWN);
      expect(newTextOf(`${OWN}\n\n${fields.join(' ')}\n\n${OLD}`)).toBe(OWN);
    }
  });

  test.each([
    'From: Mara Lind\nSubject: Which\nDate: 3 May 2022\nTo: Bo Berg',
    'From: Mara Lind\nDate: May 3, 2022\nSubject: Which\nTo: Bo Berg',
    'Von: Mara Lind\nGesendet: Dienstag, 3. Mai 2022\nBetreff: Welche',
    'Od: Mara Lindová\nOdoslané: utorok, 3. mája 2022\nPredmet: Otázka',
    'Od: Mara Lindová\nOdoslané: utorok\nPredmet: Otázka',
    'From: Mara Lind\nSent: Tuesday, May 3\nTo: Bo\nSubject: Which',
    '发件人：林玛拉\n收件人：张伟\n主题：提现',
    '差出人: 林\n宛先: ベルク\n件名: 質問',
    'From: Mara Lind\nSent: Tuesday, 3 May 2022',
    'Изпратено на: вторник, 3 май 2022 10:22\nДо: ...',
  ])('without an address or a time: %j', (headers) => {
    for (const gap of ['\n', '\n\n']) expect(newTextOf(`${OWN}${gap}${headers}\n\n${OLD}`)).toBe(OWN);
  });

  test.each(['From: Mara Lind\nSubject: Which', 'Kimden: Mara\nKonu: Soru', 'From: Mara Lind\nTo: Bo Berg'])(
    'above a letter or marked lines: %j',
    (headers) => {
      expect(newTextOf(`${OWN}\n\n${headers}\n\nDear Bo,\n\n${OLD}`)).toBe(OWN);
      if (!headers.includes('To:')) expect(newTextOf(`${OWN}\n\n${headers}\n\n${OLD.replace(/^/gm, '> ')}`)).toBe(OWN);
    },
  );

  test.each([
    '<hr><div><b>From:</b> Mara Lind</div>',
    '<hr><div><b>Von:</b> Mara Lind &lt;m@x.test&gt;</div>',
    '<hr><div><b>De :</b> Mara Lind<br><b>Date :</b> mardi 3 mai 2022</div>',
    '<hr><div><div><b>From:</b> Mara Lind</div><div><b>Sent:</b> Tue 5/3/2022</div></div>',
    '<div style="border-style: solid none none none; border-width: 1pt; padding: 3pt 0 0"><p><b>From:</b> Mara</p></div>',
    '<div style="border:none;border-top:solid windowtext 1.0pt"><p><b>Od:</b> Mara Lind</p></div>',
  ])('below a line that HTML draws: %s', (headers) => {
    const html = `<p>${OWN}</p>${headers}<div>we have two of them,<br>which one is it?</div>`;
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe(OWN);
  });
});

describe('what names a sender and is no header stays', () => {
  test.each([
    'It did not arrive.\n\nFrom: Binance\nTo: Moorline\nDate: 3.5.2022 10:22\nSubject: deposit\n\nPlease help',
    'It did not arrive.\n\nFrom: Binance\nDate: 3.5.2022 10:22\nTo: Moorline\nSubject: 500 USDT\n\nPlease help',
    'It did not arrive.\n\nFrom: Binance\nDate: 3.5.2022\nAmount: 500\nTo: Moorline\nSubject: deposit\n\nPlease help',
    'Not me.\n\nFrom: Berlin\nDate: 3 May 2022 10:22\nSubject: New login\n\nPlease block it',
    'I got this mail.\n\nFrom: Moorline Security\nSubject: Your account\n\nI pressed the link, help!',
    'I got this mail.\n\nFrom: Moorline Team\nSent: Tuesday, 3 May 2022\nSubject: Your account\n\nI pressed it, help!',
    'Someone cheats your users.\n\nFrom: Moorline Team\nSubject: Verify now\n\nPlease stop them.',
    '我收到这封邮件。\n\n发件人：平台\n收件人：张伟\n主题：充值\n\n我点了，请帮忙',
    '有人冒充你们。\n\n发件人：平台客服\n收件人：张伟\n主题：账户\n\n我点了链接，请冻结',
    'Please help.\n\nSent: yesterday\nSubject: New login\nFrom: Berlin\n\nThank you',
    'See below.\n\nFrom: Bo Berg\nDate: 3 May 2022\nTo: Desk Ltd\nSubject: deposit\n\nPlease book it.',
    'Hello.\n\nFrom: Monday\nTo: Friday\nSubject: my absence\n\nI will be away.',
  ])('%j', (text) => {
    expect(newTextOf(text)).toBe(text);
  });

  test.each([
    '<p>Hello.</p><hr><p>From: my wallet<br>To: yours</p><p>Where is it</p>',
    '<p>Hello.</p><hr><p>From: Binance<br>To: Moorline<br>Amount: 500 USDT</p><p>Where is it</p>',
    '<p>Hello.</p><hr><p>From: Monday on</p><p>I am away.</p>',
    '<p>Hello.</p><hr><p>From: Binance<br>To: Moorline</p><p>Where is it</p>',
    '<p>They sent me:</p><hr><p>From: Moorline Team<br>Date: 3 May 2022</p><p>Press here</p><p>Is it yours?</p>',
    '<p>Hi.</p><div style="border-top:1px solid #ccc"><b>Network:</b> A<br><b>Sum:</b> 10.50<br><b>Hash:</b> abc</div><p>Where</p>',
  ])('below a line that HTML draws: %s', (html) => {
    expect(newTextOfMail({ text: textOfHtml(html), html })).toBe(textOfHtml(html));
  });
});
