import { describe, expect, test } from 'vitest';
import { bounceText, readBounce } from '../../../support/a-bounce.ts';

type Headers = Readonly<Record<string, string>>;

const encoded = (words: string) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;
/** The mail of ours, whose words are about money, that such servers put below theirs. */
const ORIGINAL =
  '\n\n----- Original message -----\nFrom: Moorline <support@moorline.test>\nTo: wei@corp.example\nSubject: Your withdrawal of 500 USDT\n\nYour withdrawal was sent. Is it not yours? Please call us.\n\nKind regards,\nAnna\n';

describe('a bounce of a server, its sender written over by who passed it on', () => {
  test.each<[name: string, headers: Headers, text: string, hard: boolean, status: string]>([
    [
      'DBMAIL',
      { From: 'DBMAIL MTA <MAILER-DAEMON@dbmail.example>', Subject: encoded('DBMAIL: delivery failure') },
      "This is the DBMAIL MTA program.\n\nI'm sorry to inform you that your message, addressed to wei@corp.example, could not be delivered due to the following error.\n\n*** E-mail address wei@corp.example is not known here. ***\n\nIf you think this message is incorrect please contact postmaster@dbmail.example",
      true,
      '5.1.1',
    ],
    [
      'Citadel',
      { From: 'Citadel <room_aide@citadel.example>', Subject: encoded('Delivery Status Notification (Failure)') },
      'A message you sent could not be delivered to some or all of its recipients due to prolonged unavailability of its destination(s).\nGiving up on the following addresses:\n\nwei@corp.example: 4.4.1 Connection timed out',
      true,
      '4.4.1',
    ],
    [
      'chasquid',
      {
        From: 'Mail Delivery System <postmaster-dsn@chasquid.example>',
        Subject: encoded('Mail delivery failed: returning message to sender'),
      },
      'Delivery of your message failed permanently.\n\nDelivery to the following recipient(s) failed permanently:\n\n  - wei@corp.example\n\nTechnical details:\n- "wei@corp.example" (SMTP) failed permanently with error:\n    550 5.1.1 unknown user',
      true,
      '5.1.1',
    ],
    [
      'mox',
      { From: 'postmaster <postmaster@mox.example>', Subject: encoded('mail delivery failure') },
      'Delivery has failed permanently for your email to:\n\n\twei@corp.example\n\nNo further deliveries will be attempted.\n\nError during the last delivery attempt:\n\n\tpermanent: smtp: 550 5.1.1 no such user',
      true,
      '5.1.1',
    ],
    [
      'Stalwart',
      {
        From: 'Mail Delivery Subsystem <MAILER-DAEMON@stalwart.example>',
        Subject: encoded('Failed to deliver message'),
      },
      "Your message could not be delivered to the following recipients:\n\n<wei@corp.example> (host 'mx.corp.example' rejected command 'RCPT TO:<wei@corp.example>' with code 550 (5.1.1) 'User unknown')",
      true,
      '5.1.1',
    ],
    [
      'Postal',
      {
        From: 'Mail Delivery Service <mailer-daemon@postal.example>',
        Subject: encoded('Mail Delivery Failed (Your withdrawal)'),
      },
      "This is the mail delivery service responsible for delivering mail to wei@corp.example.\n\nThe message you sent can't be delivered. The following response was received from the remote server:\n\n550 No such recipient here",
      true,
      '5.1.1',
    ],
    [
      'maddy',
      {
        From: 'Mail Delivery System <MAILER-DAEMON@maddy.example>',
        Subject: encoded('Undelivered Mail Returned to Sender'),
      },
      'This is the mail delivery system at maddy.example.\n\nUnfortunately, your message could not be delivered to one or more recipients. The usual cause of this problem is invalid recipient address or maintenance at the recipient side.\n\nDelivery to wei@corp.example failed with error: 550 5.1.1 User does not exist',
      true,
      '5.1.1',
    ],
    [
      'nullmailer',
      {
        From: 'Message Delivery Subsystem <MAILER-DAEMON@nullmailer.example>',
        Subject: encoded('Returned mail: Could not send message'),
      },
      'This is the nullmailer delivery system.  The message attached below could\nnot be sent, as the message was rejected for the following recipients:\n\n<wei@corp.example>\n\tsmtp: Failed: 550 5.1.1 user unknown',
      true,
      '5.1.1',
    ],
    [
      'fetchmail',
      { From: 'FETCHMAIL-DAEMON@pc.example', Subject: encoded('Mail delivery error') },
      'Some addresses were rejected by the MDA fetchmail forwards to.\n\nwei@corp.example: 550 User unknown',
      true,
      '5.1.1',
    ],
    [
      'the sieve of Cyrus',
      { From: 'Mail Sieve Subsystem <postmaster@cyrus.example>', Subject: encoded('Automatically rejected mail') },
      'Your message was automatically rejected by Sieve, a mail\nfiltering language.\n\nThe following reason was given:\nwei@corp.example does not accept mail any more.',
      true,
      '5.2.1',
    ],
    [
      'VPOP3',
      { From: 'VPOP3 <postmaster@vpop.example>', Subject: encoded('Undeliverable mail: Your withdrawal') },
      'The attached message could not be delivered to the following recipient(s):\n\nwei@corp.example - 550 unknown user',
      true,
      '5.1.1',
    ],
    [
      'MailSite',
      { From: 'MailSite <mailsite@rockliffe.example>', Subject: encoded('Undeliverable Mail') },
      'Your message was not delivered to the following recipients:\n\nwei@corp.example: The mailbox is over its quota.',
      true,
      '5.2.2',
    ],
    [
      'FTGate',
      { From: 'FTGate <postmaster@ftgate.example>', Subject: encoded('Mail delivery failure') },
      "The message could not be delivered to wei@corp.example\nReason: 554 delivery error: This user doesn't have an account",
      true,
      '5.1.1',
    ],
    [
      'Mailtraq',
      { From: 'Mailtraq <postmaster@mailtraq.example>', Subject: encoded('Delivery Failure') },
      'A message sent by you was not delivered.\n\nTo: wei@corp.example\nReason: 550 Mailbox not found',
      true,
      '5.1.1',
    ],
    [
      'David',
      { From: 'David <david@tobit.example>', Subject: encoded('Unzustellbar: Ihre Auszahlung') },
      'Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger: wei@corp.example\nGrund: 550 Benutzer unbekannt',
      true,
      '5.1.1',
    ],
    [
      'Postfix in German',
      {
        From: 'Mail Delivery System <MAILER-DAEMON@pfde.example>',
        Subject: encoded('Ihre E-Mail konnte nicht zugestellt werden'),
      },
      'Dies ist das Mailsystem des Rechners mx.pfde.example.\n\nLeider konnte Ihre Nachricht einem oder mehreren Empfängern nicht zugestellt werden. Sie ist unten angehängt.\n\n<wei@corp.example>: host mx.corp.example[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)',
      true,
      '5.1.1',
    ],
    [
      'Exim in Spanish',
      {
        From: 'Sistema de correo <MAILER-DAEMON@exes.example>',
        Subject: encoded('Correo no entregado: se devuelve al remitente'),
      },
      'Este mensaje lo ha creado automáticamente el programa de correo.\n\nUn mensaje enviado por usted no pudo entregarse a uno o más de sus destinatarios:\n\n  wei@corp.example\n    550 5.1.1 usuario desconocido',
      true,
      '5.1.1',
    ],
    [
      'UUCP',
      { From: 'uucp@node.example', Subject: encoded('Warning From uucp') },
      "We have been unable to contact machine 'corp' since you queued your job.\n\n\tcorp!rmail wei@corp.example (Date 11/16)\n\nThe job will be deleted in several days if the problem is not corrected.",
      false,
      '4.4.1',
    ],
    [
      'Isode',
      {
        From: 'Isode M-Switch <postmaster@isode.example>',
        Subject: encoded('Delivery Report (failure) for wei@corp.example'),
      },
      "This report relates to your message: Subject: Your withdrawal\n\nYour message was not delivered to:   wei@corp.example\n        for the following reason:\n        Recipient's Mailbox unavailable\n        550 5.1.1 unknown",
      true,
      '5.1.1',
    ],
    [
      'qpsmtpd',
      { From: 'MAILER-DAEMON@qpsmtpd.example', Subject: encoded('Delivery failure') },
      'We could not deliver your mail.\n\nRecipient: wei@corp.example\nRemote host said: 552 5.2.2 mailbox full',
      true,
      '5.2.2',
    ],
    [
      'Axigen',
      { From: 'Axigen <mailer-daemon@axigen.example>', Subject: encoded('Mail delivery error') },
      'Your message could not be delivered to its intended recipients.\n\nFailed recipients:\n    wei@corp.example - 550 5.1.1 Recipient address unknown',
      true,
      '5.1.1',
    ],
    [
      'an appliance of Sophos',
      {
        From: 'Sophos Email Appliance <postmaster@sophos.example>',
        Subject: encoded('Undelivered Mail: policy violation'),
      },
      'The message you sent to wei@corp.example was blocked because it violates the content policy.\n\nSMTP reply: 554 5.7.1 Message rejected',
      true,
      '5.7.1',
    ],
    [
      'Sympa',
      { From: 'SYMPA <sympa@lists.example>', 'Auto-Submitted': 'auto-replied', Subject: encoded('Delivery failed') },
      'Your message for list talk@lists.example was not delivered to wei@corp.example: 550 5.1.1 unknown',
      true,
      '5.1.1',
    ],
    [
      'WorkMail',
      {
        From: 'Mail Delivery Subsystem <mailer-daemon@workmail.example>',
        Subject: encoded('Delivery Status Notification (Failure)'),
      },
      'An error occurred while trying to deliver the mail to the following recipients:\nwei@corp.example',
      true,
      '5.0.0',
    ],
    [
      'a server of Bulgaria',
      { From: 'postmaster@bg.example', Subject: encoded('Недоставена поща') },
      'Вашето съобщение не може да бъде доставено до следния получател:\n\n<wei@corp.example>: 550 5.1.1 няма такъв потребител',
      true,
      '5.1.1',
    ],
    [
      'Exchange in Turkish',
      { From: 'postmaster@exch.example', Subject: encoded('Teslim edilemedi: Çekim') },
      'Bu alıcılara veya gruplara teslimat başarısız oldu:\n\nwei@corp.example\nGirdiğiniz e-posta adresi bulunamadı. 550 5.1.10 RESOLVER.ADR.RecipientNotFound',
      true,
      '5.1.10',
    ],
    [
      'Exchange in Vietnamese',
      { From: 'postmaster@exch.example', Subject: encoded('Không thể gửi: Rút tiền') },
      'Không thể gửi thư của bạn tới những người nhận sau:\n\nwei@corp.example\nKhông tìm thấy địa chỉ email. 550 5.1.10 RESOLVER.ADR.RecipientNotFound',
      true,
      '5.1.10',
    ],
    [
      'Exchange in Korean',
      { From: 'postmaster@exch.example', Subject: encoded('배달되지 않음: 출금') },
      '다음 받는 사람에게 메시지를 배달하지 못했습니다.\n\nwei@corp.example\n입력한 전자 메일 주소를 찾을 수 없습니다. 550 5.1.10 RESOLVER.ADR.RecipientNotFound',
      true,
      '5.1.10',
    ],
    [
      'rmail',
      { From: 'rmail <root@bsd.example>', Subject: encoded('mail failed, returning to sender') },
      'mail: user wei@corp.example unknown; the message is returned below.\n\n|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <wei@corp.example> ... unknown host',
      true,
      '5.1.1',
    ],
    [
      'a cable provider',
      { From: 'Mail Administrator <Postmaster@cable.example>', Subject: encoded('Mail System Error - Returned Mail') },
      'This Message was undeliverable due to the following reason:\n\nEach of the following recipients was rejected by a remote mail server.\n\n    Recipient: <wei@corp.example>\n    Reason:    User unknown',
      true,
      '5.1.1',
    ],
  ])('%s', async (_name, headers, text, hard, status) => {
    for (const whole of [text, `${text}${ORIGINAL}`]) {
      expect(await readBounce(bounceText(whole, { 'Return-Path': '', ...headers }))).toMatchObject({
        kind: 'bounce',
        failed: [['wei@corp.example', hard, status]],
      });
    }
  });
});
