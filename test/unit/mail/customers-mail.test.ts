import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from '../../support/a-mail.ts';

const encoded = (words: string) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;
const kindOf = async (headers: Readonly<Record<string, string>>, text: string) =>
  (await classifyMail(await parseMail(rawMail(headers, text)), mailFacts({ envelopeFrom: undefined }))).kind;

const ADDRESSES = ['wei99@mail.example', 'postmaster@mail.example', 'bounces@mail.example', 'admin@mail.example'];

describe('a customer’s mail is a person’s, whatever their address is called', () => {
  test.each<[subject: string, text: string]>([
    [
      'Verification e-mails never arrive',
      'I have asked for the code five times. The mails are not delivered, although my mailbox is not full. Please send them to wei99@mail.example again.',
    ],
    [
      'Fwd: Undeliverable: your code',
      "Hi, my company's server sent me this when I wrote to you. What is wrong?\n\n---------- Forwarded message ---------\nFrom: Mail Delivery System <MAILER-DAEMON@mx.mail.example>\nSubject: Undelivered Mail Returned to Sender\nTo: <wei99@mail.example>\n\n<compliance@moorline.test>: host mx.moorline.test[192.0.2.1] said: 550 5.1.1 User unknown",
    ],
    [
      'WG: Unzustellbar: Meine Unterlagen',
      'Guten Tag, diese Meldung habe ich von unserem Server bekommen. Haben Sie die Unterlagen nun erhalten?\n\nVon: postmaster@firma.example\nGesendet: Montag, 16. November 2026 10:00\nAn: Anna Schmidt\nBetreff: Unzustellbar: Meine Unterlagen\n\nkyc@moorline.test\nDer Empfänger wurde nicht gefunden. 550 5.1.10 RESOLVER.ADR.RecipientNotFound',
    ],
    [
      'TR : Échec de la remise : documents',
      'Bonjour, voici ce que je reçois quand je vous envoie les documents. Merci de me dire à quelle adresse les envoyer.\n\nDe : postmaster@boite.example\nObjet : Échec de la remise : documents\nÉchec de la remise pour ces destinataires : kyc@moorline.test',
    ],
    [
      '转发：系统退信',
      '您好，我给你们发邮件被退回来了，请问正确的邮箱是多少？\n\n-----原始邮件-----\n发件人: PostMaster@qq.example\n主题: 系统退信\n收件人邮件地址不存在：kyc@moorline.test',
    ],
    [
      'メールが届かない',
      '認証コードのメールが届きません。迷惑メール設定は解除しました。yamada@docomo.example に再送してください。',
    ],
    ['인증 메일이 안 와요', '인증 메일이 발송되지 않습니다. minsu@naver.example 로 다시 보내 주세요.'],
    [
      'Письма не доставлены',
      'Мне не приходят письма с кодом, пишет что письмо не доставлено на ivan@mail.example. Что делать',
    ],
    [
      'Correo no entregado',
      'El correo con el código no fue entregado a juan@correo.example. Por favor envíenlo otra vez.',
    ],
    [
      'E-mail devolvido',
      'O vosso e-mail foi devolvido porque a minha caixa joao@mail.example estava cheia. Já está resolvida, podem enviar outra vez?',
    ],
    ['E-posta gelmiyor', 'Doğrulama e-postası ahmet@posta.example adresime teslim edilemedi. Lütfen tekrar gönderin.'],
    [
      'Không nhận được email',
      'Tôi không nhận được email xác minh tại an@thu.example, hệ thống báo gửi thất bại. Xin gửi lại.',
    ],
    [
      'Messaggio non consegnato',
      'Il messaggio con il codice non è stato consegnato a paolo@posta.example, errore 550. Potete rimandarlo?',
    ],
    [
      'Wiadomość nie dostarczona',
      'Wiadomość z kodem nie została dostarczona na jan@poczta.example. Proszę wysłać ponownie.',
    ],
    ['Mail niet bezorgd', 'De mail met de code is niet bezorgd op piet@mail.example. Kunt u die opnieuw sturen?'],
    ['Undeliverable', 'I sent the coins to an address that is marked as undeliverable in your app.'],
    ['550', 'I see code 550 in the app.'],
    ['Bounced', 'The cheque bounced. Will you take the money back?'],
    ['?', ''],
    ['Help', ''],
    ['Abwesenheit', 'Ich bin im Dezember sechs Wochen im Ausland. Kann ich mich von dort anmelden?'],
    ['Urlaub', 'Ich fahre in den Urlaub. Sperren Sie bitte so lange die Auszahlungen.'],
    ['Absence', 'Je serai absente deux mois. Pouvez-vous suspendre mon compte ?'],
    ['Fuera de la oficina', 'Siempre que llamo me dicen que están fuera de la oficina. Necesito hablar con alguien.'],
    ['Resposta automática', 'Só recebo resposta automática. Quero falar com uma pessoa.'],
    ['Автоответ', 'Опять автоответ! Мне нужен живой человек, верните деньги.'],
    ['自动回复', '又是自动回复，我要投诉你们。'],
    ['退款', '请把钱退回到原账户。'],
    ['发送失败', '转账发送失败，地址是 TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC'],
    ['不在', '先週は不在にしておりました。期限を延ばしてもらえますか。'],
    ['Auto: withdrawal', 'Please switch the automatic withdrawal off.'],
    ['Delivery Status Notification (Failure)', 'I get this when I answer your mails. What do I do?'],
    [
      'Delivery Status Notification (Failure)',
      'Your tracking page shows "delivery failed" for my hardware key. Order 5512.',
    ],
    [
      'failure notice',
      'Your app shows me a failure notice: "Hi. Unable to deliver your message to the following addresses." wei99@mail.example',
    ],
    [
      'Mail delivery failed: returning message to sender',
      'This keeps coming back to me, my mail to kyc@moorline.test fails. My account is wei99@mail.example.',
    ],
    ['User unknown', 'Your login page says: user unknown. My e-mail is wei99@mail.example.'],
    ['Address not found', 'When I withdraw it says: Address not found. TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC'],
    ['Message blocked', 'Your chat says: message blocked. Why?'],
    ['Read: my complaint', 'Has anybody read it? I sent it on 16 November.'],
    ['Confirm', 'Please confirm that you have received my message. I need it for my lawyer.'],
  ])('%s: %j', async (subject, text) => {
    for (const from of ADDRESSES) expect(await kindOf({ From: from, Subject: encoded(subject) }, text)).toBe('normal');
  });
});

describe('an office’s mail is a person’s', () => {
  test.each<[from: string, subject: string, text: string]>([
    [
      'Support Team <support@paymentco.example>',
      'Withdrawal 5512 failed',
      'Our withdrawal 5512 failed with error 550. It was rejected by your API. Please check.',
    ],
    [
      'Postmaster <postmaster@uni.example>',
      'Your mails to our students',
      'Your notifications to our students fail DMARC since Monday and are rejected with 550 5.7.1. Could you mend your DNS?',
    ],
    ['Lee <postmaster@lee.example>', 'Deposit', 'My deposit of 200 USDT is missing since Friday.'],
    ['Lee <postmaster@lee.example>', 'Blocked', 'You blocked me without a reason.'],
    ['Lee <postmaster@lee.example>', 'Returned', 'The bank returned the wire to you. Reference 4471.'],
    ['Lee <postmaster@lee.example>', 'Failed', 'I failed the video check. What next'],
    ['Lee <postmaster@lee.example>', 'Expired', 'The link in your message expired before I could use it.'],
    [
      'Lee <postmaster@lee.example>',
      'Delivery failed',
      'The card you mailed to me was never delivered. The post says address unknown.',
    ],
    ['Admin <admin@shop.example>', 'Delayed', 'Payouts to our shop are delayed for three days now.'],
    [
      'Admin <admin@shop.example>',
      'Message not delivered',
      'The SMS with the code is not delivered to +49 170 5550188.',
    ],
    [
      'root <root@box.example>',
      'cron',
      'My script that calls your API fails since noon: 503 Service Unavailable. Did you change anything?',
    ],
    ['System <system@trader.example>', 'Error', 'Error 1003 when I place an order.'],
    [
      'Info <info@firma.example>',
      'Rückläufer',
      'Ihr Brief an unsere Firma kam als Rückläufer zurück, wir sind umgezogen. Neue Adresse: Hauptstraße 5, Bonn.',
    ],
    ['Sales <sales@maker.example>', 'Rejected transfer', 'The transfer of 5 BTC was rejected by your compliance team.'],
    [
      'Webmaster <webmaster@site.example>',
      'Your newsletter bounced',
      'Your newsletter bounced at our server because the list has an old address. Please remove old@site.example.',
    ],
    [
      'Billing <billing@corp.example>',
      'Invoice not received',
      'We have not received the invoice for October. Please send it to billing@corp.example.',
    ],
    [
      'Abuse Desk <abuse@isp.example>',
      'Phishing in your name',
      'We received this phishing mail in your name from one of our customers. Do you know of it?',
    ],
    [
      'No Reply <noreply@family.example>',
      'Help',
      'Sorry for the address, it is the only one that I have. Please unlock my account.',
    ],
    [
      'Gateway Cafe <gateway@cafe.example>',
      'Card terminal',
      'The card terminal says that the transaction was refused. We could not sell anything today.',
    ],
    [
      'Mail Service GmbH <office@mailservice.example>',
      'Delivery problem with your letter',
      'The letter to our company was delivered to the wrong door. Please send it again to Hauptstraße 5.',
    ],
    [
      'Daemon Tools Ltd <ceo@daemon.example>',
      'KYB documents',
      'Attached are the documents of our company. Message us if anything is missing.',
    ],
    [
      'Bounce Music <bounces@music.example>',
      'Payout',
      'The payout for our festival has not arrived. Our account is festival@music.example',
    ],
    ['Auto Wash <auto@wash.example>', 'Auto: payment terminal', 'The terminal does not take coins any more.'],
    [
      'Sysadmin Bob <sysadmin@corp.example>',
      'Mail rejected by your server',
      'Your server rejects our mail: 550 5.7.1 blocked using zen.example, from 192.0.2.9. Please unblock us.',
    ],
    [
      'Bob <mailer@bob.example>',
      'Undelivered mail',
      'Your mail to bob@bob.example was undelivered as I changed hosts. Send it to bob@new.example please.',
    ],
    [
      'Notifications Inc <notifications@inc.example>',
      'Delivery failure',
      'The webhook deliveries to our endpoint fail with 550 since noon. Please resend them.',
    ],
    [
      'Postmaster <postmaster@bank.example>',
      'DMARC report question',
      'Your DMARC policy is p=none. Do you plan to change it?',
    ],
    [
      'Office <office@trust.example>',
      'Returned letter',
      'The letter for account 5512 came back to you, we believe. The address is 5 Main Street.',
    ],
    [
      'Admin <admin@startup.example>',
      'Invitation e-mail',
      'The invitation e-mail to ben@startup.example never showed up. Please invite him again.',
    ],
    [
      'Admin <admin@startup.example>',
      'Mail to ben@startup.example rejected',
      "Ben's mailbox rejects mail from you. He is ben@startup.example. We fixed it today.",
    ],
    [
      'Postmaster <postmaster@club.example>',
      'Mailbox full',
      'Sorry, the mailbox was full on Monday. Send the statement again.',
    ],
    [
      'Postmaster <postmaster@club.example>',
      'User unknown',
      'The user johnny that writes to you is unknown at our club.',
    ],
    [
      'Server Team <system@hoster.example>',
      'Delivery problems with moorline.test',
      'Mails from moorline.test to users at hoster.example are delayed because of greylisting 451 4.7.1. Whitelist our servers please.',
    ],
    ['Noreply Oh <noreply@oh.example>', 'Login', 'The login code is not coming.'],
    ['Bounce House <bounces@house.example>', 'Refund failed', 'Refund 88 failed. Please check with the bank.'],
    ['admin@gongsi.example', '邮件被拒', '贵司发来的邮件被我们的网关拒收，错误 550 5.7.1，请配置 SPF。'],
    ['admin@gongsi.example', '无法登录', '系统提示账号不存在。'],
    ['admin@kaisha.example', 'メールエラー', '貴社からのメールがエラーになります。SPFを確認してください。'],
    [
      'Systemadministrator <admin@firma.example>',
      'Mails an uns werden abgewiesen',
      'Ihre Mails an buchhaltung@firma.example werden von unserem Filter abgewiesen: 550 5.7.1. Bitte SPF korrigieren.',
    ],
    [
      'Administrateur <admin@societe.example>',
      'Messages rejetés',
      'Vos messages vers compta@societe.example sont rejetés (550 5.7.1). Merci de corriger votre SPF.',
    ],
    [
      'Administrador <admin@empresa.example>',
      'Correos rechazados',
      'Sus correos a pagos@empresa.example son rechazados por nuestro filtro: 550 5.7.1. Corrijan su SPF, por favor.',
    ],
    [
      'admin@firma.example',
      'Письма отклоняются',
      'Ваши письма на buh@firma.example отклоняются нашим фильтром: 550 5.7.1. Исправьте SPF.',
    ],
    [
      'Amministratore <admin@ditta.example>',
      'Messaggi respinti',
      'I vostri messaggi a conti@ditta.example vengono respinti: 550 5.7.1. Correggete lo SPF.',
    ],
    [
      'Sis Yoneticisi <admin@sirket.example>',
      'E-postalar reddediliyor',
      'muhasebe@sirket.example adresine e-postalarınız reddediliyor: 550 5.7.1. SPF kaydınızı düzeltin.',
    ],
  ])('of %s: %s: %j', async (from, subject, text) => {
    expect(await kindOf({ From: from, Subject: encoded(subject) }, text)).toBe('normal');
  });
});

describe('an answer of somebody who is away, or thanks, is a person’s', () => {
  test.each<[subject: string, text: string]>([
    ['Re: [#48213] Withdrawal not arrived', 'ok'],
    ['Re: [#48213] Withdrawal not arrived', 'Received, thank you.'],
    ['Re: [#48213] Withdrawal not arrived', 'I have received your message and will send the documents within 2 days.'],
    ['Re: [#48213] Withdrawal not arrived', "I'm on holiday until Friday, so please do not close this ticket."],
    [
      'Re: [#48213] Withdrawal not arrived',
      'I was on vacation last week and did not see your mail. Here is the hash: 4d5e6f',
    ],
    ['Re: [#48213] Withdrawal not arrived', 'We are away from the bank until Monday. I will send the statement then.'],
    [
      'Re: [#48213] Withdrawal not arrived',
      'I am on a business trip until Thursday and the phone with the authenticator is at home.',
    ],
    [
      'Re: [#48213] Withdrawal not arrived',
      'I am out of the office until Monday, I have no statement here. Is a photo enough?',
    ],
    [
      'Re: [#48213] Auszahlung',
      'Ich bin bis Montag nicht im Büro, die Unterlagen liegen dort. Ich schicke sie am Dienstag.',
    ],
    ['Re: [#48213] 提现', '已收到，谢谢。'],
    ['Re: [#48213] 提现', '您的邮件已收到，我会尽快上传身份证。'],
    ['Re: [#48213] 提现', '我在外出差，周三回来再发给你们。'],
    ['Re: [#48213] 出金', 'ご連絡ありがとうございます。確認しました。書類は明日送ります。'],
    ['Re: [#48213] 출금', '메일 감사합니다. 내일 서류를 보내겠습니다.'],
    ['Re: [#48213] Çekim', 'Pazartesiye kadar ofis dışındayım, belgeleri o zaman gönderirim.'],
    ['Re: [#48213] Rút tiền', 'Tôi đang đi công tác đến thứ sáu, tôi sẽ gửi giấy tờ sau.'],
    ['Re: [#48213] KYC', 'Auto reply again... I sent the passport 3 times.'],
    ['Re: [#48213] KYC', 'Out of office until 5 pm, then I can do the call.'],
    ['Re: [#48213] KYC', 'I will be on leave from 1 to 20 December. Will the withdrawal be done before?'],
    ['Re: [#48213] KYC', 'I am currently away from my desk. Give me ten minutes.'],
    ['Re: [#48213] KYC', "I'm out of the office until Wednesday. I will send you the scan when I am back."],
    ['Re: [#48213] KYC', 'On vacation, no access to my papers.'],
    ['Re: [#48213] Retrait', "Je suis absent jusqu'à lundi, je vous enverrai le document à mon retour."],
    ['Re: [#48213] Retiro', 'Estoy de vacaciones, lo envío cuando vuelva.'],
    ['Re: [#48213] Вывод', 'Буду в командировке до пятницы, документы пришлю потом.'],
    ['Re: [#48213] 充值', '目前在国外出差，手机收不到短信，紧急，请帮我换成邮箱验证。'],
    ['Re: [#48213] 出金', '出張中のため、書類は来週送ります。'],
    ['Re: [#48213] 출금', '지금 휴가 중이라 다음 주에 보내겠습니다.'],
  ])('%s: %j', async (subject, text) => {
    expect(await kindOf({ Subject: encoded(subject), 'In-Reply-To': '<a@moorline.test>' }, text)).toBe('normal');
  });
});

describe('whoever speaks of automatic answers and reports has written themselves', () => {
  test.each<[subject: string, text: string]>([
    [
      'Automated trading bot',
      'My automated bot replies to orders too late. This is an automatic message limit? Please raise it.',
    ],
    ['This is an automated response?', 'I only ever get "This is an automated response". Is anybody there?'],
    ['Holiday', 'Are you open on holidays?'],
    ['Vacation notice', 'I shall be in Peru for two months and will log in from there. Please note it.'],
    ['Out of office', 'Hello, I am leaving the office now. The form is attached.'],
    ['Automatische Antwort', 'Ich bekomme von Ihnen immer nur eine automatische Antwort. Wann kümmert sich jemand?'],
    ['Nicht im Büro', 'Ihr Mitarbeiter war nie im Büro erreichbar. Rufen Sie mich an.'],
    ['Zustellung', 'Das Paket mit dem Hardware-Schlüssel konnte nicht zugestellt werden. klara@post.example'],
    ['Nicht zugestellt', 'Der Brief mit der PIN wurde nicht zugestellt.'],
    ['E-Mail kommt nicht an', 'Ihre E-Mail mit dem Link kommt bei klara@post.example nicht an, auch nicht im Spam.'],
    ['Réponse automatique', 'Encore une réponse automatique ! Répondez-moi vraiment.'],
    ['Échec', 'Échec du retrait, le message est : adresse inconnue.'],
    ['Mail non reçu', "Le mail de confirmation n'a pas été reçu sur luc@boite.example"],
    ['Respuesta automática', 'Su respuesta automática no me sirve de nada.'],
    ['Devuelto', 'El banco ha devuelto el dinero a ustedes.'],
    ['Ausência', 'Vou estar ausente um mês. Posso bloquear os saques?'],
    ['Não entregue', 'O cartão não foi entregue.'],
    ['Risposta automatica', 'Ricevo solo una risposta automatica. Qualcuno può aiutarmi?'],
    ['Автоматический ответ', 'Пришёл автоматический ответ, а помощи нет.'],
    ['Возврат', 'Сделайте возврат перевода, он не дошёл.'],
    ['自动回复：您好', '为什么总是自动回复？三天了没人理我。'],
    ['退信', '我退信了三次，请告诉我正确的邮箱。'],
    ['自動返信', '自動返信ばかりで困っています。担当者から連絡をください。'],
    ['送信エラー', 'アプリで送信エラーと表示されます。'],
    ['자동 회신', '자동 회신만 오고 아무도 답을 안 합니다.'],
    ['Otomatik yanıt', 'Sürekli otomatik yanıt geliyor, kimse yardım etmiyor.'],
    ['Trả lời tự động', 'Tôi chỉ nhận được trả lời tự động. Xin giúp tôi.'],
    ['Automatisch antwoord', 'Ik krijg alleen maar een automatisch antwoord.'],
    ['Afwezig', 'Ik ben een maand afwezig. Kan ik mijn rekening op slot zetten?'],
    ['Automatyczna odpowiedź', 'Dostaję tylko automatyczną odpowiedź. Proszę o kontakt.'],
    ['Automatiskt svar', 'Jag får bara automatiskt svar. Kan någon hjälpa mig?'],
    ['Delivery Notification', 'I got the delivery notification but no card.'],
    ['Returned mail', 'I returned the mail with the old key to you.'],
    ['Warning: message delayed 4 hours', 'What does this warning mean? It was about my message to you.'],
    ['Mail system error', 'The mail system of your site shows an error when I ask for the link.'],
    ['Could not send', 'The app could not send 0.5 ETH to my wallet.'],
    ['Spam report', 'I report spam that I got from your partner.'],
    ['Unsubscribe', 'unsubscribe'],
    ['Not read: my ticket', 'My ticket was not read since 16 November.'],
    ['Deleted: my account', 'My account was deleted on 16 November. I did not ask for it.'],
    ['Confirm my email', 'Your message says click the link below to confirm, but the link is dead.'],
  ])('%s: %j', async (subject, text) => {
    expect(await kindOf({ Subject: encoded(subject) }, text)).toBe('normal');
  });
});
