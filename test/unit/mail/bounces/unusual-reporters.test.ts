import { describe, expect, test } from 'vitest';
import { bounceParts, bounceText, type Failed, RETURNED, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Record<string, string>, text: string, failed: readonly Failed[]];

const NOBODY = { 'Return-Path': '' };
const WEI: readonly Failed[] = [['wei@corp.example', true, '5.1.1']];
const SOMEHOW: readonly Failed[] = [['wei@corp.example', true, '5.0.0']];
const QUEUED: readonly Failed[] = [['wei@corp.example', true, '5.4.7']];
const SENT =
  'Received: from desk.moorline.test by mx.sender.test; Sun, 22 Nov 2026 03:00:00 +0000\nFrom: support@moorline.test\nTo: wei@corp.example\nSubject: Hello\nMessage-ID: <1@moorline.test>\n\nHello';

const ROWS: readonly Row[] = [
  [
    'a mail system in a few words',
    { From: 'mailsystem@sender.test', Subject: 'Mail error' },
    'Error 550 delivering to wei@corp.example: unknown user',
    WEI,
  ],
  [
    'root in the name of a mail system',
    { From: 'Mail System <root@sender.test>', Subject: '*** WARNING *** Mail not delivered' },
    "Mail to wei@corp.example was not delivered:\n<wei@corp.example>... User's mailbox is closed",
    [['wei@corp.example', true, '5.2.1']],
  ],
  [
    'a gateway between networks',
    { From: 'NETMAIL <netmail@sender.test>', Subject: 'Undeliverable mail' },
    'Netmail was unable to deliver the following mail:\n\nTo: wei@corp.example\nReason: unknown recipient\n\n------',
    WEI,
  ],
  [
    'a gateway that speaks in codes of X.400',
    { From: 'Gateway <gateway@sender.test>', Subject: 'Non-delivery report' },
    'Non-delivery of your message to\n  S=wei; O=corp; A=x; C=de (wei@corp.example)\nDiagnostic: 0 (unrecognised OR name)',
    WEI,
  ],
  [
    'a server in German without umlauts',
    { From: 'postmaster@sender.test', Subject: 'Mail could not be delivered' },
    'Der Empfaenger wei@corp.example ist nicht erreichbar.',
    [['wei@corp.example', true, '5.4.1']],
  ],
  [
    'a Spanish server whose user has no room',
    { From: 'Correo <postmaster@sender.test>', Subject: 'Aviso: correo no entregado' },
    'No se ha podido entregar el correo a wei@corp.example porque la cuenta esta llena.',
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'a mailer without a name',
    { From: 'mailer@sender.test', Subject: 'Returned mail: User unknown' },
    `550 wei@corp.example... User unknown\n\n----- Returned message -----\n${SENT}`,
    WEI,
  ],
  [
    'a daemon',
    { From: 'daemon@sender.test', Subject: 'Undelivered mail' },
    `The following mail could not be delivered:\n\nTo: wei@corp.example\nError: User unknown\n\n----- Original message -----\n${SENT}`,
    WEI,
  ],
  [
    'uucp',
    { From: 'UUCP Administrator <uucp@sender.test>', Subject: 'Warning From uucp' },
    `We have been unable to contact machine 'corp' since you queued your job.\n\n\tcorp!mail wei@corp.example  (Date 11/22)\n\nThe job will be deleted in several days if the problem is not corrected.`,
    [['wei@corp.example', false, '4.4.1']],
  ],
  [
    'a postmaster of a gateway',
    { From: 'SMTP Gateway <smtp-gw@sender.test>', Subject: 'Undeliverable message' },
    'Message to wei@corp.example was not delivered.\nReason: 550 No such user',
    WEI,
  ],
  [
    'a mail agent',
    { From: 'Mail Delivery Agent <mda@sender.test>', Subject: 'Delivery failure' },
    'Delivery to wei@corp.example failed: no such mailbox.',
    WEI,
  ],
  [
    'an NT gateway',
    { From: 'NTMail <postmaster@sender.test>', Subject: 'Delivery Failure' },
    'Your message could not be delivered to wei@corp.example:\n   The user name is not known.\n\n--- Message Header Follows ---\nReceived: from x',
    WEI,
  ],
  [
    'EMWAC',
    { From: 'postmaster@sender.test', Subject: 'Mail undeliverable' },
    'IMS could not deliver your mail:\n\nRecipient: wei@corp.example\nReason: No such local user',
    WEI,
  ],
  [
    'Post.Office',
    { From: 'Post.Office <Postmaster@sender.test>', Subject: 'Undeliverable Mail' },
    'The message you sent to wei@corp.example could not be delivered within 5 days.\n\nThe message is being returned to you.',
    QUEUED,
  ],
  [
    'sendmail after five days',
    { Subject: 'Returned mail: Cannot send message for 5 days' },
    `   ----- The following addresses had permanent fatal errors -----\n<wei@corp.example>\n\n   ----- Transcript of session follows -----\n<wei@corp.example>... Deferred: Connection timed out with mail.corp.example.\nMessage could not be delivered for 5 days\nMessage will be deleted from queue\n\n   ----- Original message follows -----\n${SENT}`,
    [['wei@corp.example', true, '5.4.1']],
  ],
  [
    'sendmail after four hours',
    { Subject: 'Warning: could not send message for past 4 hours' },
    `    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- The following addresses had transient non-fatal errors -----\n<wei@corp.example>\n\n   ----- Transcript of session follows -----\n<wei@corp.example>... Deferred: Connection refused by mail.corp.example.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old`,
    [['wei@corp.example', false, '4.4.1']],
  ],
  [
    'Exim of a provider, in HTML',
    {
      From: 'Mail Delivery System <Mailer-Daemon@sender.test>',
      Subject: 'Mail delivery failed: returning message to sender',
      'Content-Type': 'text/html; charset=utf-8',
    },
    '<html><body><p>A message that you sent could not be delivered to one or more of its recipients.</p><p>The following address failed:</p><blockquote>wei@corp.example<br>550 5.1.1 User unknown</blockquote></body></html>',
    WEI,
  ],
  [
    'a server that writes in base64',
    { From: 'postmaster@sender.test', Subject: 'Undeliverable: Hello', 'Content-Transfer-Encoding': 'base64' },
    Buffer.from('Delivery has failed to these recipients:\n\nwei@corp.example\nUser unknown').toString('base64'),
    WEI,
  ],
  [
    'a Turkish server',
    { From: 'Posta Sunucusu <postmaster@sender.test>', Subject: 'İletilemedi: Merhaba' },
    'İletiniz şu alıcıya teslim edilemedi:\n\nwei@corp.example\n\nKullanıcı bulunamadı.',
    WEI,
  ],
  [
    'a Dutch server',
    { From: 'Postmaster <postmaster@sender.test>', Subject: 'Onbestelbaar: Hallo' },
    'Uw bericht kon niet worden bezorgd bij:\n\nwei@corp.example\n\nGebruiker onbekend.',
    WEI,
  ],
  [
    'a Swedish server',
    { From: 'Postmaster <postmaster@sender.test>', Subject: 'Olevererbart: Hej' },
    'Ditt meddelande kunde inte levereras till:\n\nwei@corp.example\n\nMottagaren hittades inte.',
    WEI,
  ],
  [
    'Exchange in Russian',
    { From: 'Microsoft Outlook <postmaster@sender.test>', Subject: 'Не удается доставить: Привет' },
    'Сбой доставки следующим получателям или группам:\n\nwei@corp.example\nВведенный адрес электронной почты не найден.',
    WEI,
  ],
  [
    'Exchange in Polish',
    { From: 'Microsoft Outlook <postmaster@sender.test>', Subject: 'Nie można dostarczyć: Witam' },
    'Dostarczenie do następujących odbiorców lub grup nie powiodło się:\n\nwei@corp.example\nWprowadzony adres nie istnieje.',
    WEI,
  ],
  [
    'Exchange in Spanish',
    { From: 'Administrador del sistema <admin@sender.test>', Subject: 'No se puede entregar: Hola' },
    'Su mensaje no llegó a algunos o a ninguno de los destinatarios deseados.\n\nNo se pudo localizar a los destinatarios siguientes:\n\n      wei@corp.example el 22/11/2026 3:00\n            La dirección no existe.',
    WEI,
  ],
  [
    'Exchange in German',
    { From: 'Systemadministrator <admin@sender.test>', Subject: 'Unzustellbar: Hallo' },
    'Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\nFolgende(r) Empfänger kann/können nicht erreicht werden:\n\n      wei@corp.example am 22.11.2026 03:00\n            Der Empfänger wurde nicht gefunden.',
    WEI,
  ],
  [
    'Exchange in Italian',
    { From: 'Amministratore di sistema <admin@sender.test>', Subject: 'Non recapitabile: Ciao' },
    'Il messaggio non è stato recapitato ad alcuni o a tutti i destinatari.\n\nImpossibile raggiungere i seguenti destinatari:\n\n      wei@corp.example su 22/11/2026 3.00\n            Indirizzo non trovato.',
    WEI,
  ],
  [
    'Exchange in Portuguese',
    { From: 'Administrador do sistema <admin@sender.test>', Subject: 'Não entregue: Olá' },
    'A mensagem não foi entregue a alguns ou a todos os destinatários.\n\nNão foi possível alcançar os seguintes destinatários:\n\n      wei@corp.example em 22/11/2026 03:00\n            O endereço não existe.',
    WEI,
  ],
  [
    'QQ',
    { From: 'PostMaster@qq.example', Subject: '来自qq.example的退信' },
    '很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n\n被退回邮件\n主  题：Hello\n时  间：2026-11-22 03:00:00\n\n无法发送到 wei@corp.example\n\n退信原因 收件人邮件地址（wei@corp.example）不存在，邮件无法送达。',
    WEI,
  ],
  [
    'a server of Taiwan',
    { From: 'Mail Delivery System <MAILER-DAEMON@sender.test>', Subject: '郵件無法投遞' },
    '您寄出的郵件無法送達以下收件者：\n\nwei@corp.example\n\n原因：使用者不存在',
    WEI,
  ],
  [
    'Sina',
    { From: 'MAILER-DAEMON@sina.example', Subject: '系统退信/Systems bounce' },
    '抱歉，您的邮件被退回来了……\n\n收件人：wei@corp.example\n退信代码：550 User unknown',
    WEI,
  ],
  [
    'SoftBank',
    { From: 'mailer-daemon@softbank.example', Subject: 'Mail System Error - Returned Mail' },
    'This Message was undeliverable due to the following reason:\n\nEach of the following recipients was rejected by a remote mail server.\nThe reasons given by the server are included to help you determine why\neach recipient was rejected.\n\n    Recipient: <wei@softbank.example>\n    Reason:    <wei@softbank.example>... User unknown',
    [['wei@softbank.example', true, '5.1.1']],
  ],
  [
    'a Japanese gateway',
    { From: 'メール配信システム <postmaster@sender.test>', Subject: '配信不能通知' },
    '以下の宛先にメールを配信できませんでした。\n\n宛先: wei@corp.example\n理由: ユーザーが存在しません',
    WEI,
  ],
  [
    'Zimbra',
    { From: 'Mail Delivery System <postmaster@sender.test>', Subject: 'Undelivered Mail Returned to Sender' },
    'This is the mail system at host zimbra.sender.test.\n\nYour message could not be delivered to one or more recipients.\n\n<wei@corp.example>: user lookup error: account does not exist',
    WEI,
  ],
  [
    'Barracuda',
    {
      From: 'Barracuda Spam Firewall <postmaster@sender.test>',
      Subject: '**Message you sent blocked by our bulk email filter**',
    },
    'Your message to: wei@corp.example\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Hello',
    [['wei@corp.example', true, '5.7.1']],
  ],
  [
    'ArGoSoft',
    { From: 'ArGoSoft Mail Server <postmaster@sender.test>', Subject: 'Undelivered mail' },
    'Your message was not delivered to\n\nwei@corp.example\n\nThe server answered: 550 no such user',
    WEI,
  ],
  [
    'WinProxy',
    { From: 'Mail Robot <robot@sender.test>', Subject: 'Mail delivery error' },
    'This is an automatically generated message.\n\nMail to wei@corp.example could not be delivered: 550 no such user',
    WEI,
  ],
  [
    'someone who calls themselves a bounce',
    { From: 'bounce@sender.test', Subject: 'Hello' },
    'Your mail could not be delivered to\n\nwei@corp.example\n\n550 5.1.1 User unknown',
    WEI,
  ],
  [
    'a postmaster that answers the subject',
    { From: 'postmaster@sender.test', Subject: 'Re: Hello' },
    `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to:\n\n  wei@corp.example\n\n----- This is a copy of the message -----\n\n${SENT}`,
    SOMEHOW,
  ],
];

describe('a bounce of an unusual reporter', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    expect(await readBounce(bounceText(text, { ...NOBODY, ...headers }))).toMatchObject({ kind: 'bounce', failed });
  });

  test.each([
    '<>',
    'MAILER-DAEMON',
    'postmaster',
    'MAILER-DAEMON (Mail Delivery System)',
    'Mail Delivery Subsystem',
    '"Mail Delivery System" <>',
    '"Mail Delivery Subsystem" <MAILER-DAEMON>',
    'Postmaster <postmaster>',
    'System Attendant <HQ-SA@sender.test>',
    'Mail System Internal Data <MAILER-DAEMON@sender.test>',
    'Mailer <mailer-daemon-1@sender.test>',
    'MAILER_DAEMON@sender.test',
    'Mailer-Daemon@[192.0.2.7]',
    'postmaster@localhost',
    'PostMaster-1 <postmaster-1@sender.test>',
    'Returned mail <mail-returned@sender.test>',
    '',
  ])('that calls itself %j', async (from) => {
    const text =
      'Your message could not be delivered to the following recipient:\n\n  wei@corp.example\n    User unknown\n';
    const headers = { ...NOBODY, From: from, Subject: 'Undeliverable mail' };
    expect(await readBounce(bounceText(text, headers))).toMatchObject({ kind: 'bounce', failed: WEI });
  });

  test('of whom nothing is known, but that gives the mail back to whom it is from', async () => {
    const parts = [
      { type: 'text/plain', text: 'The message below could not be delivered to wei@corp.example:\n\nNo such user.' },
      RETURNED,
    ];
    const headers = {
      'Return-Path': '<cs7@sender.test>',
      From: 'cs7@sender.test',
      Subject: 'Undeliverable message',
      'Content-Type': 'multipart/mixed; boundary="=_b"',
    };
    expect(await readBounce(bounceParts(parts, headers))).toMatchObject({ kind: 'bounce', failed: WEI });
    const toOthers = { ...headers, To: 'others@moorline.test' };
    expect(await readBounce(bounceParts(parts, toOthers))).toMatchObject({ kind: 'normal' });
  });

  test.each<Record<string, string>>([
    { From: 'MAILER-DAEMON@sender.test', 'Return-Path': '', 'List-Id': '<talk.lists.example>' },
    { From: 'postmaster@sender.test', Precedence: 'list' },
  ])('in words that nobody knows, with the mail that came back: %o', async (headers) => {
    const parts = [{ type: 'text/plain; charset=utf-8', text: 'Tyvärr: wei@corp.example – gick bort.' }, RETURNED];
    const all = { Subject: 'Hej', 'Content-Type': 'multipart/mixed; boundary="=_b"', ...headers };
    expect(await readBounce(bounceParts(parts, all))).toMatchObject({
      kind: 'bounce',
      reason: expect.stringMatching(/^(?:reporter|null-sender)-and-original$/),
      failed: SOMEHOW,
    });
  });

  test.each([
    ['multipart/mixed', 'message/rfc822'],
    ['multipart/mixed', 'text/rfc822-headers'],
    ['multipart/report; report-type=delivery-status', 'message/rfc822'],
    ['multipart/related', 'message/rfc822'],
  ])('without fields, in a %s with a %s', async (type, original) => {
    const parts = [
      { type: 'text/plain', text: 'Mail could not be delivered to <wei@corp.example>: 550 5.1.1 User unknown' },
      { ...RETURNED, type: original },
    ];
    const headers = { ...NOBODY, From: 'postmaster@sender.test', 'Content-Type': `${type}; boundary="=_b"` };
    expect(await readBounce(bounceParts(parts, headers))).toMatchObject({ kind: 'bounce', failed: WEI });
  });
});
