import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from '../../support/a-mail.ts';

type Headers = Readonly<Record<string, string>>;

const encoded = (words: string) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;
const kindOf = async (headers: Headers, text: string) =>
  (await classifyMail(await parseMail(rawMail(headers, text)), mailFacts({ envelopeFrom: undefined }))).kind;
const ANSWER: Headers = { Subject: 'Re: [#48213] Case', 'In-Reply-To': '<a@moorline.test>' };

describe('a notice of somebody who is away, in answer and without any header, is a machine’s whatever their office does', () => {
  test.each([
    'Sehr geehrte Damen und Herren,\n\nich bin vom 20. bis 30. November im Urlaub und habe keinen Zugriff auf meine E-Mails. In dringenden Fällen wenden Sie sich bitte an anna@firma.example.\n\nMit freundlichen Grüßen\nHans Meier',
    'Hola, estoy de vacaciones hasta el 30 de noviembre. En caso de urgencia pueden escribir a ana@correo.example. Responderé a mi regreso.',
    'Buongiorno, sono assente fino al 30 novembre. In caso di urgenza scrivere a anna@posta.example. Risponderò al mio rientro.',
    'Hello,\n\nThank you for your email. I am out of the office from Monday, 23 November through Friday, 27 November, returning on Monday, 30 November. I will have limited access to email during this time.\n\nIf you need immediate assistance, please contact Anna Li at anna.li@firm.example or +44 20 7946 0000. Questions about invoices and refunds are handled by billing@firm.example.\n\nBest regards,\nWei Zhang\nFinance Manager\nFirm Ltd',
    'Thank you for your message. Our office is closed until 2 January. Deposits and withdrawals are handled by treasury@firm.example in the meantime. For anything else, please call +44 20 7946 0000.',
    "Hi there,\n\nThanks for your email! I'm on parental leave until March 2027. For account questions, please reach out to accounts@firm.example; for refunds, contact refunds@firm.example.\n\nThanks,\nAnna",
    '您好：\n\n感谢您的来信！我将于11月23日至11月30日休假，期间无法及时查看邮件。如有急事，请致电 010-88886666 或联系财务部同事 caiwu@firm.example。退款事宜请联系客服部 kefu@firm.example。我会在返岗后尽快回复您。\n\n祝好\n李雷',
    '您好，您的邮件已收到。本人正在出差，12月1日返回公司，届时将尽快回复您的邮件。紧急事宜请联系客服 400-800-1234。',
    '您好：\n\n感謝您的來信。我目前休假中，將於11月30日返回辦公室。如有緊急事項，請聯絡我的同事陳小姐（chen@firm.example，分機 123）。\n\n謝謝',
    'お世話になっております。\n\n11月23日から30日まで休暇をいただいております。期間中はメールの確認ができません。お急ぎの場合は、経理部の鈴木（suzuki@firm.example）までご連絡ください。\n\nご不便をおかけしますが、よろしくお願いいたします。\n佐藤',
    'メールをいただきありがとうございます。ただいま出張のため不在にしております。12月1日以降に改めてご連絡いたします。返金や口座に関するお問い合わせは support@firm.example までお願いいたします。',
    '안녕하세요.\n\n메일 주셔서 감사합니다. 11월 30일까지 휴가 중입니다. 급한 용무는 동료 김지훈(jihoon@firm.example)에게 연락 부탁드립니다. 환불 및 계좌 문의는 billing@firm.example로 연락 바랍니다. 복귀 후 회신 드리겠습니다.\n\n감사합니다.',
    '안녕하세요, 현재 출장 중이어서 이메일 확인이 어렵습니다. 긴급한 경우 010-1234-5678로 연락 주시기 바랍니다.',
    'Здравствуйте!\n\nБлагодарю за Ваше письмо. Я нахожусь в отпуске до 30 ноября. По вопросам возврата средств обращайтесь, пожалуйста, к Анне: anna@firm.example. Отвечу на Ваше письмо по возвращении.\n\nС уважением,\nИван Петров',
    'Добрый день! Спасибо за сообщение. С 23 по 30 ноября меня не будет в офисе. По срочным вопросам звоните моему коллеге: +7 495 123-45-67.',
    'Hola:\n\nGracias por su mensaje. Me encuentro fuera de la oficina hasta el 30 de noviembre. Para temas de reembolsos o cuentas, contacte con pagos@firma.example. Contestaré a su correo a mi regreso.\n\nSaludos cordiales,\nAna García',
    'Estaré ausente del 23 al 30 de noviembre y no tendré acceso al correo. Si es urgente, llame a la oficina: +34 910 000 000.',
    'Bonjour,\n\nMerci pour votre message. Je suis absent du bureau du 23 au 30 novembre inclus. Pour toute question concernant un compte ou un remboursement, vous pouvez contacter compta@firme.example. Je vous répondrai dès mon retour.\n\nCordialement,\nJean Dupont',
    'Je suis actuellement en congés jusqu’au 30 novembre, je n’aurai pas accès à mes mails. En cas d’urgence, merci de joindre le secrétariat au 01 23 45 67 89.',
    'Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin ab dem 30.11.2026 wieder im Büro. Derzeit bin ich nicht im Haus. Ihre E-Mail wird nicht weitergeleitet. Bei Fragen zu Konten oder Überweisungen wenden Sie sich bitte an buchhaltung@firma.example oder telefonisch an +49 30 1234567.\n\nMit freundlichen Grüßen\nKarl Weber',
    'Sehr geehrte Damen und Herren, ich bin bis einschließlich 30. November außer Haus. In dringenden Fällen steht Ihnen mein Kollege Herr Braun (braun@firma.example) gerne zur Verfügung. Vielen Dank für Ihr Verständnis.',
    'Olá,\n\nObrigado pela sua mensagem. Estou de férias até 30 de novembro. Para assuntos de reembolso ou conta, entre em contato com financeiro@firma.example. Responderei no meu retorno.\n\nAtenciosamente,\nPedro',
    'Prezados, estarei ausente de 23 a 30 de novembro, sem acesso ao e-mail. Em caso de urgência, ligue para o escritório: +55 11 5555-0000.',
    'Xin chào,\n\nCảm ơn bạn đã gửi email. Tôi đang nghỉ phép đến ngày 30 tháng 11. Nếu có việc gấp, vui lòng liên hệ chị Lan: lan@firm.example, 0912 345 678. Tôi sẽ trả lời bạn sau khi trở lại.\n\nTrân trọng,\nMinh',
    'Cảm ơn anh/chị đã liên hệ. Hiện tôi đang đi công tác và sẽ trở lại văn phòng vào ngày 1/12. Mọi vấn đề về tài khoản và hoàn tiền xin gửi về ketoan@firm.example.',
    "Merhaba,\n\nMesajınız için teşekkür ederim. 30 Kasım'a kadar yıllık izindeyim. Acil durumlarda lütfen Ayşe ile iletişime geçin: ayse@firma.example. Dönüşümde size yanıt vereceğim.\n\nSaygılarımla,\nMehmet",
    '23-30 Kasım tarihleri arasında ofis dışındayım. Hesap ve iade konuları için muhasebe@firma.example adresine yazabilirsiniz.',
    'Gentile cliente, grazie per il suo messaggio. Sono in ferie fino al 30 novembre. Per questioni di rimborso o conti contattare amministrazione@ditta.example. Risponderò al mio rientro.',
    'Beste,\n\nBedankt voor uw bericht. Ik ben tot 30 november met vakantie. Voor vragen over uw rekening kunt u contact opnemen met administratie@firma.example.\n\nMet vriendelijke groet,\nPiet',
    'Thank you for your email. I am currently out of the office and will return on Monday, November 30, 2026. I will have limited access to email during this time. For immediate assistance, please contact Jane Smith at jane@firm.example.',
    'Hi,\n\nThanks for reaching out. I am away on vacation through December 4 with no access to email. If this is urgent, please contact my manager, Bob Lee (bob@firm.example). Otherwise I will respond when I return.\n\nBest,\nAnna',
    'I will be out of the office from 23 to 27 November. If your matter is urgent, please call the office on 020 7946 0000. Otherwise, I will reply to your message on my return.',
    'I am on maternity leave and will be returning in June 2027. Please direct all inquiries to hr@firm.example.',
    'Thank you for contacting us. Our offices are closed for the holidays and will reopen on January 4. We will respond to your message as soon as possible.',
    "I'm out of office this week. For billing issues, email billing@firm.example. For everything else I'll get back to you next week.",
    'Hello, I am out of the office on business travel until Thursday. My response may be delayed. Thank you for your patience.',
    'Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre E-Mail. Ich bin zurzeit nicht im Büro und ab dem 30.11.2026 wieder für Sie erreichbar. Ihre Nachricht wird nicht gelesen oder weitergeleitet. In dringenden Angelegenheiten kontaktieren Sie bitte meine Kollegin Frau Schmidt unter schmidt@firma.example.\n\nFreundliche Grüße\nHans Meier',
    'Guten Tag, ich bin vom 23.11. bis 27.11. in Urlaub. Meine E-Mails werden in dieser Zeit nicht bearbeitet. Bei dringenden Fragen rufen Sie bitte unsere Zentrale an: 030 123456.',
    "Bonjour,\n\nJe vous remercie de votre message. Je suis en congé jusqu'au 30 novembre et je prendrai connaissance de votre message à mon retour. Pour toute urgence, veuillez vous adresser à Paul Martin (paul@firme.example).\n\nBien cordialement,",
    'Estimado/a,\n\nGracias por su correo. Estoy de vacaciones del 23 al 30 de noviembre, con acceso limitado al correo. Para cualquier asunto urgente puede contactar con Juan Pérez en juan@firma.example.\n\nUn saludo',
    '您好！我正在休年假，11月30日恢复上班。期间如有紧急事务，请联系我的同事王芳（wangfang@firm.example）。给您带来不便，敬请谅解。',
    '您好，来信已收到，我会尽快给您答复，谢谢！目前出差在外，12月1日回公司。',
    '您好，我目前不在办公室，将于12月1日回来。如有急事请拨打我的手机13900139000。',
    '平素よりお世話になっております。\n誠に勝手ながら、12月28日から1月4日まで休業とさせていただきます。\nお問い合わせへの返信は1月5日以降となります。\nよろしくお願い申し上げます。',
    'お世話になっております。本日は休暇を取得しております。明日以降にご返信いたします。お急ぎの方は代表番号 03-1234-5678 までお電話ください。',
    '안녕하세요. 현재 연차 휴가 중입니다. 12월 1일에 복귀할 예정입니다. 급하신 용무는 대표번호 02-1234-5678로 연락 주시기 바랍니다. 감사합니다.',
    'Здравствуйте. Благодарю Вас за обращение. В настоящее время я нахожусь в отпуске по 30 ноября включительно. По всем вопросам Вы можете обратиться к моей коллеге Анне Смирновой (anna@firm.example). С уважением, Иван',
    'Olá, agradeço o seu contato. Estou em férias e retorno no dia 30/11. Em caso de urgência, entre em contato com Maria (maria@firma.example). Atenciosamente, João',
    'Tôi đang nghỉ phép từ ngày 23/11 đến 30/11. Trong thời gian này tôi không thể trả lời email. Nếu cần gấp xin liên hệ số 0912 345 678. Trân trọng.',
    "Merhaba, şu anda yıllık izindeyim ve 30 Kasım'da döneceğim. Acil konular için ofisimizi 0212 123 45 67 numarasından arayabilirsiniz. İyi çalışmalar.",
    'I am out of the office today and will return tomorrow morning. For urgent matters, please call my cell at 555-010-1234. Thanks!',
    'Dear sender,\n\nI am on leave from November 23 to November 27. During my absence, please contact the finance team (finance@firm.example).\n\nKind regards,\nLi Wei',
    'Ich bin derzeit im Urlaub und ab Montag wieder erreichbar. Ihre E-Mail wird automatisch an meine Vertretung weitergeleitet.',
    'Gracias por escribir. Estoy fuera de la oficina y regreso el 1 de diciembre. Para urgencias llame al 600 123 456.',
    '您好！邮件已收到，谢谢。我在休假，回来后会尽快回复。',
    'ご連絡ありがとうございます。本日不在にしております。明日ご返信いたします。',
    '안녕하세요. 출장으로 부재중입니다. 복귀 후 연락드리겠습니다.',
    'Добрый день. Я в отпуске до 1 декабря. Отвечу на письма после возвращения.',
    'Obrigada pelo contato. Estou de licença maternidade até março. Assuntos urgentes: equipe@firma.example.',
    'Cảm ơn bạn. Hiện tôi đang nghỉ lễ. Tôi sẽ phản hồi sớm nhất có thể khi quay lại.',
    "E-postanız için teşekkürler. Tatildeyim, 1 Aralık'ta döneceğim. Acil durumlar için: ofis@firma.example",
  ])('%j', async (text) => {
    expect(await kindOf({ ...ANSWER, From: `${encoded('佐藤 Wei')} <wei@corp.example>` }, text)).toBe('auto-reply');
    expect(await kindOf({}, text)).toBe('normal');
  });
});

describe('somebody who is away and says anything of their own is a person', () => {
  test.each([
    "I'm currently on holiday until Monday. I will reply when I am back with the papers.",
    'Currently on vacation until Friday. Back on Monday. Thanks',
    'I am away until Friday. Urgent: my son used my phone.',
    'I am away until Friday. In case of emergency call my wife on +44 20 7946 0000.',
    'I am on annual leave until Friday. Please contact my bank at +44 20 7946 0000.',
    'I am on leave until 30 Nov. Please keep the ticket open. I will reply when I am back.',
    'I am out of the office until Monday. The statement is in my desk there.',
    'Thank you for your message. I am on vacation until Friday, I can answer on my phone only.',
    'Thank you for your message. I am on holiday until Friday and cannot reach my hardware key.',
    'Thanks for your message. I am travelling until Friday. The hotel needs the money, for urgent payment use the other card.',
    'I am out of the office until Monday. For urgent matters freeze everything.',
    'I am on annual leave until 30 Nov. I will send you the passport when I return.',
    'I am on sick leave until Friday. If you close the case, I will contact the police.',
    'I am on sick leave since my account was emptied. Please contact me at wei@example.com.',
    'Out of office until Monday. Deposits are missing since Friday.',
    'Thank you for your message. I am on annual leave until 30 November. My coins were sent to the wrong chain.',
    'I am on vacation until Friday. Thanks for your message. What do I need to do?',
    '我正在休假，账户请先不要动。我会尽快回复。',
    '我在出差，12月1日回来。如有急事请联系我老婆 13900139000。',
    '我正在休假，身份证在家里，12月1日回来后补充材料。',
    '我正在休假，回来后会尽快回复。请保留工单。',
    '感谢您的来信。我正在出差，提现还没有到账。',
    '現在休暇をいただいております。戻り次第書類をお送りいたします。',
    '現在出張中です。お急ぎとのことですが、書類は自宅にあります。',
    '휴가 중입니다. 복귀 후 서류를 보내드리겠습니다.',
    '휴가 중이라 신분증이 없습니다. 급한 문제이니 연락 주세요.',
    'Я в отпуске до пятницы. По возвращении отвечу и вышлю паспорт.',
    'Я нахожусь в отпуске до 30 ноября. Если срочно, звоните моей жене +7 495 123-45-67.',
    'Спасибо за письмо. Я в командировке до пятницы, деньги так и не пришли.',
    'Ich bin bis Freitag im Urlaub. Nach meiner Rückkehr reiche ich die Unterlagen ein.',
    'Ich bin bis Freitag im Urlaub. Bitte halten Sie den Fall offen. Vielen Dank für Ihr Verständnis.',
    'Vielen Dank für Ihre Nachricht. Ich bin bis Freitag nicht im Büro und brauche das Geld vorher.',
    'Ich bin bis Freitag im Urlaub. In dringenden Fällen rufen Sie meine Frau an: 0170 5550188.',
    "Je suis en vacances jusqu'à lundi. Je vous répondrai avec les documents.",
    "Merci pour votre message. Je suis en congés jusqu'à lundi, gardez le dossier ouvert.",
    "Je suis absent jusqu'au 5 décembre. En cas d'urgence appelez ma femme au 06 12 34 56 78.",
    'Estoy de vacaciones hasta el lunes. Responderé con los documentos.',
    'Gracias por su mensaje. Estoy de viaje y el dinero no ha llegado.',
    'Estou de férias até segunda. Em caso de urgência liguem para 912345678, mas não encerrem o caso.',
    'Obrigado pela sua mensagem. Estou de férias, o saque ainda não chegou.',
    'Tôi đang nghỉ phép đến thứ hai. Tôi sẽ trả lời kèm giấy tờ.',
    'Cảm ơn bạn đã gửi email. Tôi đang đi công tác, tiền vẫn chưa đến.',
    'Pazartesiye kadar izindeyim. Dönüşümde belgeleri göndereceğim.',
    'Mesajınız için teşekkür ederim. İzindeyim, param hâlâ gelmedi.',
    'We are on holiday until Monday. I will get back to you with the bank statement.',
    'I am away until Friday. Please contact the police.',
    "I'm out of the office until Monday. If the transfer is not back by then, I will contact my lawyer.",
    'I am on annual leave until Monday. Please call the number in my profile.',
    'I am out of office until Monday, hurry.',
    'I am out of office until Monday. Unblock me.',
    "I'm on holiday until Monday. I will check the transaction when I'm back.",
    'I am out of the office until Friday and will return the form by then.',
    'I am out of the office until Friday and will return the funds on Monday.',
    'I am on vacation. I will not be able to answer the phone call for the video check.',
    'Thank you for your email. I am on vacation until Friday. Your support is bad.',
    'Thank you for your email. I am on vacation until Friday. Please direct the refund to my other card.',
    'I am on annual leave until Friday. For the KYC please send the link to wei@example.com.',
    "I am out of the office until Monday. For everything else I'll get back to you with my lawyer.",
    'I am on holiday until Friday. My reply may be late. Somebody logs in as me.',
    'I am on annual leave until 30 Nov. Please forward my case to the fraud team.',
    'I am on vacation until Monday. If you need the phone number, call 13900139000 and ask for Li. Stop the transfer.',
    'Ich bin bis Montag im Urlaub. Meine Nachrichten werden nicht beantwortet. Was ist los bei Ihnen.',
    'Ich bin bis 30.11. nicht im Büro. Für die Auszahlung nutzen Sie bitte das andere Konto.',
    "Je suis en congés jusqu'au 30. Pour le retrait, envoyez l'argent à ma banque, contact@banque.example.",
    'Estoy de vacaciones hasta el lunes, con acceso limitado al correo. Alguien entró en mi cuenta.',
    '我目前出差在外，12月1日回公司。公司账户不要动。',
    '我正在休假。如有问题请联系我的律师 lawyer@example.cn。',
    '休暇をいただいております。口座の件は至急ご対応をお願いいたします。',
    '現在休暇中です。お急ぎでしたら妻の電話 090-1234-5678 までお願いします。',
    '휴가 중입니다. 급한 문의는 연락 주세요. 제 돈이 사라졌습니다.',
    'Я в отпуске до пятницы. По вопросам перевода обращайтесь в полицию.',
    'Tôi đang nghỉ phép. Trong thời gian này tôi không thể rút tiền.',
    'Şu anda izindeyim. Acil: hesabımı kapatın, beni arayın 0532 123 45 67.',
  ])('%j', async (text) => {
    expect(await kindOf(ANSWER, text)).toBe('normal');
  });

  test('and so is who sends a file with it', async () => {
    const notice = 'I am out of the office until Monday. I will reply when I return.';
    const type = 'multipart/mixed; boundary="b"';
    const file = 'Content-Type: image/png\r\nContent-Disposition: attachment; filename="p.png"\r\n\r\nabc';
    const mail = `--b\r\nContent-Type: text/plain\r\n\r\n${notice}\r\n--b\r\n${file}\r\n--b--`;
    expect(await kindOf({ ...ANSWER, 'Content-Type': type }, mail)).toBe('normal');
    expect(await kindOf(ANSWER, notice)).toBe('auto-reply');
  });
});

describe('a first mail under nothing but a machine’s words', () => {
  test.each([
    ['Automatic reply', 'You never answer. I wait since Monday.'],
    ['Auto reply', 'I write for the fifth time. Read it.'],
    ['Out of office', 'My case is closed and I did not ask for it.'],
    ['自动回复', '三天了，没有人理我。'],
    ['自動返信', '私の件はどうなっていますか。'],
    ['자동응답', '제가 세 번 썼습니다.'],
    ['Автоответ', 'Мне никто не отвечает третий день.'],
    ['Automatische Antwort', 'Seit drei Tagen liest niemand meine Mails.'],
    ['Réponse automatique', 'Personne ne lit mon dossier.'],
    ['Respuesta automática', 'Nadie lee mi caso.'],
    ['Resposta automática', 'Ninguém lê o meu caso.'],
    ['Otomatik yanıt', 'Benim dosyamı kimse okumuyor.'],
    ['Trả lời tự động', 'Không ai đọc thư của tôi.'],
  ])('is of somebody who complains of them: %s: %s', async (subject, text) => {
    expect(await kindOf({ Subject: encoded(subject) }, text)).toBe('normal');
  });

  test.each([
    ['Automatic reply', 'I am on vacation until Monday.'],
    ['Out of office', 'My office is closed. I will be back on Monday.'],
    ['自动回复', '我正在休假，无法及时回复。'],
    ['Automatische Antwort', 'Ich bin bis Montag im Urlaub.'],
    ['Réponse automatique', 'Je suis en congés. Je vous répondrai dès mon retour.'],
    ['Trả lời tự động', 'Tôi đang nghỉ phép.'],
  ])('is a machine’s where it says what notices say: %s: %s', async (subject, text) => {
    expect(await kindOf({ Subject: encoded(subject) }, text)).toBe('auto-reply');
  });
});

describe('words of machines in what people write', () => {
  test.each([
    ['Read: my case', 'It was read on 20 Nov and nobody answered.'],
    [
      'Please confirm your message',
      'I got this with a link: https://evil.example. It says that my account will be held.',
    ],
    ['Verify your email to withdraw', 'I click on the link https://moorline.test/v and nothing happens'],
    ['Report domain: evil.example Submitter: Wei', 'The site copies yours. It stole coins.'],
    ['Re: [#48213] Case', 'This message was automatic reply number five from you. Read the case'],
    ['Re: [#48213] Case', 'This is an automatic reply again and again'],
  ])('make no machine of them: %s: %s', async (subject, text) => {
    expect(await kindOf({ Subject: subject, 'In-Reply-To': '<a@moorline.test>' }, text)).toBe('normal');
  });

  test('a report of DMARC has a number or a file', async () => {
    const subject = 'Report domain: moorline.test Submitter: corp.example';
    expect(await kindOf({ Subject: `${subject} Report-ID: <1>` }, '')).toBe('auto-reply');
    const file = { 'Content-Type': 'application/zip; name="report.zip"' };
    expect(await kindOf({ Subject: subject, ...file }, 'abc')).toBe('auto-reply');
  });
});

describe('who is away and cannot get at their telephone, mail or codes asks for help, and is a person', () => {
  test.each([
    'I am travelling until 5 May. I have no access to my phone.',
    'I am on holiday until Friday. I have no access to my e-mail.',
    'I am away until Friday. I have no access to my phone. Best regards, Wei',
    'I am out of the office until Friday and have no access to my phone.',
    'Thank you for your message. I am travelling with no access to the code.',
    'Thank you for your message. I am on holiday until Monday. I have no access to the internet.',
    'I am travelling until Friday. I will not be able to check my 2FA app.',
    'I am on holiday. I can answer the form on Monday only.',
    'Our office is closed. Your mails are not being read since the hack.',
    'We are closed until Monday. If the transfer fails please call my office.',
    'We are closed until Monday. If my withdrawal is stuck, call our office at +44 20 7946 0000.',
    'Ich bin im Urlaub. Ich habe keinen Zugriff auf meine E-Mails.',
    'Ich bin bis Freitag auf Reisen unterwegs und habe keinen Zugriff auf mein Handy.',
    'Ich bin krank. Ich kann Ihnen das Formular erst am Montag beantworten.',
    'Wir haben bis Montag geschlossen. Falls die Überweisung scheitert, rufen Sie bitte mein Büro an.',
    "Je suis en voyage. Je n'ai pas accès à mes mails.",
    'Je suis en vacances. Je ne pourrai pas répondre au code.',
    "Je suis en vacances jusqu'au 5 mai. Je ne pourrai pas répondre.",
    'Estoy de viaje. No tengo acceso a mis correos.',
    'Estoy de viaje hasta el lunes. No podré leer los mensajes del móvil.',
    'Estou viajando. Não tenho acesso aos e-mails.',
    'Sono in viaggio. Non potrò leggere la mail.',
    'Sono in viaggio fino a lunedì. Non potrò rispondere.',
    'Ik ben op reis. Ik heb geen toegang tot mijn e-mail.',
    'Я в отпуске до пятницы. Не имею доступа к почте.',
    'Tôi đang đi công tác. Tôi không thể trả lời email.',
    'Tatildeyim. E-posta erişimim çok sınırlı.',
    '我出差中，无法查看邮件，周五回来。',
    '我正在出差，手机收不到验证码。',
    '我在国外旅行，手机收不到邮件。',
    '公司放假到周五。如果转账失败，请联系公司同事 010-88886666。',
    '旅行中です。メールを確認できません。',
    '出張中です。メールの確認ができません。',
    '여행 중입니다. 메일을 확인할 수 없습니다.',
  ])('%j', async (text) => {
    expect(await kindOf({ ...ANSWER, From: `${encoded('王伟 Wang')} <wang@customer.test>` }, text)).toBe('normal');
  });
});

describe('an office that cannot get at its mail and thanks, says what becomes of mails, or whom to ask, is a notice', () => {
  test.each([
    'I am travelling until 5 May with limited access to e-mail. For urgent matters please contact my colleague Anna at anna@firm.example.',
    'I am on vacation until Friday. I have no access to my e-mail. Your e-mail will not be forwarded.',
    'Thank you for your e-mail. I am on vacation until Friday. I have limited access to my e-mail.',
    'I am out of the office until 5 May. I have limited access to my e-mail.',
    'We are closed until Monday. If you have questions about a transfer, please call our office at +44 20 7946 0000.',
    'Ich bin bis 5. Mai im Urlaub. Ich habe keinen Zugriff auf meine E-Mails. Meine Vertretung ist Anna Ott (anna@firma.example).',
    'Ich bin im Urlaub. Ich habe keinen Zugriff auf meine E-Mails. Ihre E-Mail wird nicht weitergeleitet.',
    "Je suis en congés jusqu'au 5 mai. Je n'ai pas accès à mes mails. En cas d'urgence, contactez anna@firme.example.",
    'Estoy de viaje hasta el 5 de mayo. No tengo acceso al correo. En caso de urgencia contacte con ana@firma.example.',
    'Estou de férias até 5 de maio. Não tenho acesso aos e-mails. Em caso de urgência, contacte ana@firma.example.',
    'Sono in ferie fino al 5 maggio. Non potrò leggere la mail. In caso di urgenza contattare anna@ditta.example.',
    'Ik ben tot 5 mei op vakantie. Ik heb geen toegang tot mijn e-mail. Bij vragen kunt u contact opnemen met anna@firma.example.',
    'Я в отпуске до 5 мая. Доступ к почте ограничен. По срочным вопросам пишите anna@firm.example.',
    'Tôi đang nghỉ phép đến ngày 5/5. Tôi không thể trả lời email. Nếu cần gấp, vui lòng liên hệ lan@firm.example.',
    "5 Mayıs'a kadar izindeyim. E-posta erişimim çok sınırlı. Acil durumlarda lütfen ayse@firma.example ile iletişime geçin.",
    '我正在出差，期间无法查看邮件。如有急事请联系同事 wang@firm.example。',
    '5月5日まで出張中です。メールの確認ができません。お急ぎの場合は suzuki@firm.example までご連絡ください。',
    '5월 5일까지 출장 중입니다. 메일을 확인할 수 없습니다. 급한 용무는 kim@firm.example로 연락 바랍니다.',
  ])('%j', async (text) => {
    expect(await kindOf({ ...ANSWER, From: `${encoded('王伟 Wang')} <wang@corp.example>` }, text)).toBe('auto-reply');
  });
});
