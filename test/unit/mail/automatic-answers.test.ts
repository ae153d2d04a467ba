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
  ])('%s: %o', async (subject, headers, text) => {
    expect(await kindOf({ ...headers, Subject: encoded(subject) }, text)).toBe('auto-reply');
  });
});
