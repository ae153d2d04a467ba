import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from '../../support/a-mail.ts';

const encoded = (words: string) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;
const kindOf = async (headers: Readonly<Record<string, string>>, text: string) =>
  (await classifyMail(await parseMail(rawMail(headers, text)), mailFacts({ envelopeFrom: undefined }))).kind;

describe('an automatic answer in the words of its language', () => {
  test.each<[subject: string, headers: Readonly<Record<string, string>>, text: string]>([
    [
      'Automatic reply: [#48213] Your withdrawal',
      { From: 'anna@corp.example', 'X-Auto-Response-Suppress': 'All', 'Auto-Submitted': 'auto-generated' },
      'I am out of office.',
    ],
    [
      'Re: [#48213] Your withdrawal',
      { From: 'anna@corp.example', 'In-Reply-To': '<a@moorline.test>', 'X-Auto-Response-Suppress': 'All' },
      'I am out of the office from 20 to 30 November with no access to email. For urgent matters please contact bob@corp.example.',
    ],
    [
      'Re: [#48213] Your withdrawal',
      {
        From: 'anna@corp.example',
        Precedence: 'bulk',
        'In-Reply-To': '<a@moorline.test>',
        'X-Loop': 'anna@corp.example',
      },
      'Hello, I will not be reading my mail for a while.',
    ],
    [
      'Auto: Re: [#48213] Your withdrawal',
      { From: 'anna@corp.example', 'Auto-Submitted': 'auto-replied (vacation)', 'In-Reply-To': '<a@moorline.test>' },
      'I will be back on Monday.',
    ],
    [
      '[Ticket#2026112200012] Your withdrawal',
      { From: 'helpdesk@corp.example', Precedence: 'bulk', 'X-Powered-By': 'OTRS', 'Auto-Submitted': 'auto-generated' },
      'Thank you for your message. Your ticket number is 2026112200012.',
    ],
    [
      'Request 5512 has been opened',
      { From: 'servicedesk@corp.example', 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' },
      'Your request has been registered. An agent will contact you.',
    ],
    [
      'Re: [#48213] Your withdrawal',
      { From: 'support@shop.example', 'In-Reply-To': '<a@moorline.test>' },
      'This is an automated response. We have received your message and will answer within 24 hours.',
    ],
    [
      'Automatische Antwort: [#48213] Ihre Auszahlung',
      { From: 'hans@firma.example' },
      'Ich bin bis 30. November nicht im Büro. Ihre Mail wird nicht weitergeleitet.',
    ],
    [
      'AW: [#48213] Ihre Auszahlung',
      { From: 'hans@firma.example', 'In-Reply-To': '<a@moorline.test>' },
      'Sehr geehrte Damen und Herren,\n\nich bin vom 20. bis 30. November im Urlaub und habe keinen Zugriff auf meine E-Mails. In dringenden Fällen wenden Sie sich bitte an anna@firma.example.\n\nMit freundlichen Grüßen\nHans Meier',
    ],
    [
      'AW: [#48213] Ihre Auszahlung',
      { From: 'info@firma.example', 'X-Auto-Response-Suppress': 'All', 'In-Reply-To': '<a@moorline.test>' },
      'Vielen Dank für Ihre Anfrage. Ihre Nachricht ist bei uns eingegangen und wird schnellstmöglich bearbeitet.',
    ],
    [
      'Réponse automatique : [#48213] Votre retrait',
      { From: 'marie@boite.example' },
      "Bonjour, je suis absente jusqu'au 30 novembre.",
    ],
    [
      'RE: [#48213] Votre retrait',
      { From: 'marie@boite.example', 'In-Reply-To': '<a@moorline.test>' },
      "Bonjour,\n\nJe suis actuellement en congés jusqu'au 30 novembre inclus. En cas d'urgence, merci de contacter Paul (paul@boite.example).\n\nCordialement,\nMarie",
    ],
    [
      'RE: [#48213] Votre retrait',
      { From: 'contact@boite.example', 'X-Auto-Response-Suppress': 'All', 'In-Reply-To': '<a@moorline.test>' },
      'Nous avons bien reçu votre demande et nous reviendrons vers vous dans les meilleurs délais.',
    ],
    [
      'Respuesta automática: [#48213] Su retiro',
      { From: 'juan@correo.example' },
      'Estaré fuera de la oficina hasta el lunes.',
    ],
    [
      'RE: [#48213] Su retiro',
      { From: 'juan@correo.example', 'In-Reply-To': '<a@moorline.test>' },
      'Hola, estoy de vacaciones hasta el 30 de noviembre. En caso de urgencia pueden escribir a ana@correo.example. Responderé a mi regreso.',
    ],
    ['Resposta automática: [#48213] Saque', { From: 'joao@mail.example' }, 'Estou de férias até 30 de novembro.'],
    [
      'RES: [#48213] Saque',
      { From: 'contato@loja.example', 'X-Auto-Response-Suppress': 'All', 'In-Reply-To': '<a@moorline.test>' },
      'Recebemos a sua mensagem e responderemos o mais breve possível.',
    ],
    [
      'Risposta automatica: [#48213] Prelievo',
      { From: 'paolo@posta.example' },
      'Sono fuori ufficio fino al 30 novembre.',
    ],
    [
      'R: [#48213] Prelievo',
      { From: 'paolo@posta.example', 'In-Reply-To': '<a@moorline.test>' },
      'Buongiorno, sono assente fino al 30 novembre. In caso di urgenza scrivere a anna@posta.example. Risponderò al mio rientro.',
    ],
    ['Автоответ: [#48213] Вывод', { From: 'ivan@mail.example' }, 'Добрый день! Я в отпуске до 30 ноября.'],
    [
      'Re: [#48213] Вывод',
      { From: 'ivan@mail.example', 'In-Reply-To': '<a@moorline.test>' },
      'Здравствуйте! Я нахожусь в отпуске до 30 ноября. По срочным вопросам обращайтесь к Анне: anna@mail.example.',
    ],
    ['自动回复: [#48213] 提现', { From: 'lilei@qq.example' }, '您好，您的邮件我已收到，我会尽快回复。'],
    [
      'Re: [#48213] 提现',
      { From: 'wangfang@corp.example', 'In-Reply-To': '<a@moorline.test>' },
      '您好，我正在休假，11月30日回来。如有急事，请联系李雷 lilei@corp.example。',
    ],
    [
      'Re: [#48213] 提现',
      { From: 'service@shop.example', 'In-Reply-To': '<a@moorline.test>' },
      '此邮件由系统自动回复，请勿直接回复。',
    ],
    ['自動回覆: [#48213] 提款', { From: 'chen@corp.example' }, '我目前休假中，11/30 返回辦公室。'],
    ['自動応答: [#48213] 出金', { From: 'sato@mail.example' }, 'ただいま不在にしております。'],
    [
      'Re: [#48213] 出金',
      { From: 'madoguchi@shop.example', 'In-Reply-To': '<a@moorline.test>' },
      'このメールは自動返信です。お問い合わせを受け付けました。順次ご連絡いたします。',
    ],
    ['자동 회신: [#48213] 출금', { From: 'jihoon@corp.example' }, '11월 30일까지 휴가 중입니다.'],
    ['Otomatik yanıt: [#48213] Çekim', { From: 'mehmet@posta.example' }, "30 Kasım'a kadar izindeyim."],
    ['Trả lời tự động: [#48213] Rút tiền', { From: 'lan@thu.example' }, 'Tôi đang nghỉ phép đến ngày 30 tháng 11.'],
    [
      'Automatic reply: Withdrawal',
      {},
      'You have received this automatic reply because I am travelling. I will respond when I can.',
    ],
    ['Automatic reply', {}, 'Thanks for your email. I get a lot of mail and will reply within a week.'],
    ['Out of office', {}, 'I am travelling until 5 December with limited access to mail.'],
    ['Auto-Reply: Withdrawal', {}, 'I no longer work at Corp. Please contact bob@c.example.'],
    ['Autoresponder', {}, 'Hi, I have a new address: a@new.example. Please update your records.'],
    [
      'Automatische Antwort: Auszahlung',
      {},
      'Sie erhalten diese automatische Antwort, weil unser Büro geschlossen ist.',
    ],
    ['Abwesenheitsnotiz', {}, 'Ich habe das Unternehmen verlassen. Bitte wenden Sie sich an info@c.example.'],
    [
      'Abwesenheit: Auszahlung',
      {},
      'Vielen Dank für Ihre E-Mail. Ich bin heute außer Haus und kümmere mich morgen darum.',
    ],
    [
      'Réponse automatique : Retrait',
      {},
      'Ceci est une réponse automatique. Votre demande sera traitée sous 48 heures.',
    ],
    ['Absence du bureau', {}, 'Bonjour, nos bureaux sont fermés. Merci de nous joindre lundi au 01 23 45 67 89.'],
    [
      'Respuesta automática: Retiro',
      {},
      'Esta es una respuesta automática. Su solicitud ha sido recibida y será atendida.',
    ],
    ['Fuera de la oficina', {}, 'Regreso el lunes. Para temas de pagos escriba a pagos@c.example.'],
    ['Resposta automática: Saque', {}, 'Olá! Estou em viagem e responderei na segunda-feira.'],
    ['Risposta automatica: Prelievo', {}, 'Gentile cliente, la sua richiesta è stata presa in carico.'],
    ['Автоответ', {}, 'Здравствуйте! Ваше письмо получено. Это автоматический ответ, отвечать на него не нужно.'],
    ['Автоматический ответ: Вывод', {}, 'Я больше не работаю в компании. Пишите на info@c.example.'],
    ['自动回复：提现', {}, '这是自动回复。您的邮件已经收到，我看到后会第一时间回复您。'],
    ['自动回复', {}, '您好！我最近出差，不能及时回复，见谅。有事请打电话 13900139000。'],
    ['自动答复: 提现', {}, '本人已离职，请联系 info@c.example。'],
    ['自動返信', {}, 'お問い合わせありがとうございます。担当者より2営業日以内にご連絡いたします。'],
    ['不在通知: 出金', {}, '12月5日まで出張しております。お急ぎの方は携帯までご連絡ください。'],
    ['자동응답', {}, '안녕하세요. 메일을 잘 받았습니다. 확인 후 연락드리겠습니다.'],
    ['부재중: 출금', {}, '출장 중입니다. 급한 용무는 010-1234-5678로 연락 바랍니다.'],
    ['Otomatik yanıt: Çekim', {}, 'Bu otomatik bir yanıttır. Mesajınız alınmıştır.'],
    ['Trả lời tự động', {}, 'Đây là thư trả lời tự động. Chúng tôi sẽ phản hồi trong 24 giờ.'],
    [
      'Automatisch antwoord: Opname',
      {},
      'Ik ben op vakantie tot 5 december. Voor vragen over uw rekening kunt u bellen met 020 1234567.',
    ],
    ['Automatyczna odpowiedź', {}, 'To jest automatyczna odpowiedź. Dziękujemy za wiadomość.'],
    ['Automatiskt svar: Uttag', {}, 'Hej, jag är på semester. Detta är ett automatiskt svar.'],
    ['Automaattinen vastaus: Nosto', {}, 'Olen lomalla 5.12. asti.'],
    ['Odpowiedź automatyczna: Wypłata', {}, 'Jestem na urlopie do 5 grudnia. W pilnych sprawach proszę dzwonić.'],
    [
      'Re: Withdrawal',
      { From: 'desk@c.example', 'In-Reply-To': '<a@m.test>', Precedence: 'bulk' },
      'We got your mail about your account and will look into it. Your request has number 5512.',
    ],
    [
      'Re: Withdrawal',
      { From: 'desk@c.example', 'In-Reply-To': '<a@m.test>', 'X-Auto-Response-Suppress': 'All' },
      'Thank you for contacting Corp. Your request (5512) has been received and is being reviewed by our support staff. To add comments, reply to this email.',
    ],
    [
      'Re: Withdrawal',
      { From: 'desk@c.example', 'In-Reply-To': '<a@m.test>', 'X-Auto-Response-Suppress': 'All' },
      'Your ticket about the deposit has been received. Our team will reply within one business day.',
    ],
  ])('%s: %o', async (subject, headers, text) => {
    expect(await kindOf({ ...headers, Subject: encoded(subject) }, text)).toBe('auto-reply');
  });
});
