import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Record<string, string>, text: string, failed: readonly Failed[]];

/** As they lie in archives: without the envelope. */
const NOBODY = { 'Return-Path': '' };
const WEI: readonly Failed[] = [['wei@corp.example', true, '5.1.1']];

const ROWS: readonly Row[] = [
  [
    'Lotus Notes with a gateway for SMTP',
    {
      From: 'Notes_Mail_Router <Mail_Router@sender.test>',
      Subject: 'DELIVERY FAILURE: User wei (wei@corp.example) not listed in public Name & Address Book',
    },
    'Your document:  Hello\n\nwas not delivered to:  wei@corp.example\n\nbecause:  User wei (wei@corp.example) not listed in public Name & Address Book',
    WEI,
  ],
  [
    'Lotus cc:Mail',
    { From: 'cc:Mail Link to SMTP Undeliverable Message <postman@sender.test>', Subject: 'Message not deliverable' },
    'Message is undeliverable.\nReason: User "wei@corp.example" is not known on this post office.\n\nOriginal text follows:\n----------------------',
    WEI,
  ],
  [
    'Novell GroupWise of old',
    { From: 'Mail_System@sender.test', Subject: 'Message status - undeliverable' },
    '\nThe attached file had the following undeliverable recipient(s):\n\twei@corp.example\n\n\tUnknown user',
    WEI,
  ],
  [
    'GroupWise, with a transcript',
    { From: 'GroupWise Gateway <gwia@sender.test>', Subject: 'Mail Failure - Unknown user' },
    'The message that you sent was undeliverable to the following:\n\twei@corp.example (user not found)\n\nPossibly truncated original message follows:\n',
    WEI,
  ],
  [
    'PMDF',
    { From: 'PMDF e-Mail Interconnect <postmaster@sender.test>', Subject: 'Delivery report' },
    'The message could not be delivered to the following address(es):\n\nThe message below:\n\n  Date: Sun, 22 Nov 1998 03:00:00 +0100\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: wei@corp.example\n  Reason: illegal host/domain name found',
    [['wei@corp.example', true, '5.1.2']],
  ],
  [
    'Mercury',
    { From: 'Mail System <maiser@sender.test>', Subject: 'Mail delivery failed: returned to sender' },
    'This is a message from the Mercury mail system.\n\nThe following addresses could not be delivered:\n\n   wei@corp.example (User not known at this site)\n\nThe first lines of the message were:',
    WEI,
  ],
  [
    'Mercury that says why in a line',
    { From: 'Electronic Postmaster <Postmaster@sender.test>', Subject: 'Postmaster notify: delivery failure.' },
    'The attached message has failed delivery and has been referred to you\nas postmaster. The following error report or reports were given to explain\nthe problem:\n\n   *** wei@corp.example\n550 no such user',
    WEI,
  ],
  [
    'MDaemon that gave up',
    { From: 'MAILER-DAEMON@sender.test', Subject: 'Warning: wei@corp.example - User unknown!' },
    'The following data may contain sections which represent BASE64 encoded\nfile attachments. MDaemon has identified these attachments.\n\nwei@corp.example - no such user here.\n\nReturn-path: <support@moorline.test>\nReceived: from x by y\nTo: wei@corp.example\nFrom: support@moorline.test',
    WEI,
  ],
  [
    'IMail',
    { From: 'Postmaster <postmaster@sender.test>', Subject: 'Undeliverable Mail', 'X-Mailer': '<SMTP32 vXXXXXX>' },
    'Unknown user: wei@corp.example\n\nRCPT TO generated following response:\n550 5.1.1 User unknown\n\nOriginal message follows.\n\nReceived: from x',
    WEI,
  ],
  [
    'IMail, invalid final delivery',
    { From: 'Postmaster <postmaster@sender.test>', Subject: 'Undeliverable Mail', 'X-Mailer': '<IMail v6.06>' },
    'invalid final delivery user: wei@corp.example\n\nOriginal message follows.',
    WEI,
  ],
  [
    'CompuServe',
    { From: 'CompuServe Postmaster <postmaster@compuserve.example>', Subject: 'Undeliverable message' },
    'Your message could not be delivered for the following reason:\n\nInvalid receiver address: 71234.56@corp.example\n\n--- Returned message ---\n\nFrom: support@moorline.test',
    [['71234.56@corp.example', true, '5.1.1']],
  ],
  [
    'AOL',
    { From: 'Mail Delivery Subsystem <MAILER-DAEMON@aol.example>', Subject: 'Returned mail: User unknown' },
    'The original message was received at Sun, 22 Nov 1998 03:00:00 -0500 (EST)\nfrom mail.sender.test [192.0.2.7]\n\n\n*** ATTENTION ***\n\nYour e-mail is being returned to you because there was a problem with its\ndelivery.  The AOL address which was undeliverable is listed in the section\nlabeled: "----- The following addresses had permanent fatal errors -----".\n\n   ----- The following addresses had permanent fatal errors -----\n<wei@aol.example>\n\n   ----- Transcript of session follows -----\n... while talking to air-xc01.mail.aol.example.:\n>>> RCPT To:<wei@aol.example>\n<<< 550 MAILBOX NOT FOUND\n550 <wei@aol.example>... User unknown',
    [['wei@aol.example', true, '5.1.1']],
  ],
  [
    'Hotmail',
    { From: 'Hotmail Postmaster <postmaster@hotmail.example>', Subject: 'Undeliverable Mail' },
    "Attention: This is an automated response.\n\nYour message was not delivered to the following recipients:\n\n     wei@hotmail.example\n\nThe recipient's account has been disabled.",
    [['wei@hotmail.example', true, '5.2.1']],
  ],
  [
    'the SMTP service of Microsoft that gave up',
    { From: 'postmaster@sender.test', Subject: 'Delivery Status Notification (Failure)' },
    'This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       wei@corp.example\n       anna@shop.example\n\n',
    [
      ['wei@corp.example', true, '5.0.0'],
      ['anna@shop.example', true, '5.0.0'],
    ],
  ],
  [
    'the SMTP service of Microsoft in German',
    { From: 'postmaster@sender.test', Subject: 'Benachrichtigung zum Übermittlungsstatus (Fehlgeschlagen)' },
    'Dies ist eine automatisch erstellte Benachrichtigung über den Zustellstatus.\n\nÜbermittlung an folgende Empfänger fehlgeschlagen.\n\n       wei@corp.example\n',
    [['wei@corp.example', true, '5.0.0']],
  ],
  [
    'the SMTP service of Microsoft in French',
    { From: 'postmaster@sender.test', Subject: "Notification d'état de remise (Échec)" },
    "Ceci est une notification d'état de remise générée automatiquement.\n\nÉchec de la remise aux destinataires suivants.\n\n       wei@corp.example\n",
    [['wei@corp.example', true, '5.0.0']],
  ],
  [
    'a gateway of X.400',
    { From: 'X.400 Gateway <mta@sender.test>', Subject: 'Delivery Report (failure) for wei@corp.example' },
    'This report relates to your message: Subject: Hello\n\nYour message was not delivered to   wei@corp.example\n  for the following reason:\n     Unable to transfer message: unrecognised O/R name\n     (unknown recipient)\n\n***** The following information is directed towards the local administrator\n***** and is not intended for the end user\n',
    WEI,
  ],
  [
    'a gateway of MessageLabs',
    { From: 'MAILER-DAEMON@messagelabs.example', Subject: 'failure notice' },
    'This is the mail delivery agent at messagelabs.example.\nI was unable to deliver your message to the following addresses:\n\nwei@corp.example\n\nReason: 550 5.1.1 user unknown\n\nThe message subject was: Hello',
    WEI,
  ],
  [
    'a gateway of Symantec',
    { From: 'Symantec Mail Security <postmaster@sender.test>', Subject: 'Delivery failure' },
    'Your mail to the following recipients could not be delivered because the server mail.corp.example [192.0.2.25] said: no such user:\n\nwei@corp.example',
    WEI,
  ],
  [
    'Mirapoint',
    { From: 'Mail Delivery Subsystem <postmaster@sender.test>', Subject: 'Undeliverable message' },
    'The following message could not be delivered because the address\nwei@corp.example does not exist:\n',
    WEI,
  ],
  [
    'an Internet provider of Russia',
    {
      From: '=?utf-8?B?0J/QvtGH0YLQvtCy0LDRjyDRgdC70YPQttCx0LA=?= <postmaster@sender.test>',
      Subject: '=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDRgdC+0L7QsdGJ0LXQvdC40LU=?=',
    },
    'Это письмо создано автоматически сервером.\n\nК сожалению, ваше письмо не может быть доставлено получателю:\n\nwei@corp.example\n\nПользователь не найден.',
    WEI,
  ],
  [
    'a Polish provider',
    { From: 'Administrator poczty <postmaster@sender.test>', Subject: 'Zwrot: niedostarczona wiadomość' },
    'Wiadomość nie mogła zostać dostarczona do adresata:\n\n  wei@corp.example\n\nNie ma takiego użytkownika.',
    WEI,
  ],
  [
    'an Italian provider',
    { From: 'Servizio Posta <postmaster@sender.test>', Subject: 'Mancata consegna del messaggio' },
    'Il messaggio non può essere consegnato al seguente destinatario:\n\nwei@corp.example\n\nUtente sconosciuto.',
    WEI,
  ],
  [
    'a Spanish provider',
    { From: 'Sistema de correo <postmaster@sender.test>', Subject: 'Correo devuelto' },
    'Su mensaje no ha podido ser entregado a:\n\n   wei@corp.example\n\nEl usuario no existe.',
    WEI,
  ],
  [
    'a Portuguese provider',
    { From: 'Sistema de Correio <postmaster@sender.test>', Subject: 'Mensagem devolvida' },
    'A sua mensagem não pôde ser entregue ao destinatário wei@corp.example.\n\nMotivo: usuário desconhecido.',
    WEI,
  ],
  [
    'a German provider',
    { From: 'Mailsystem <postmaster@sender.test>', Subject: 'Fehler bei der Zustellung' },
    'Ihre E-Mail konnte nicht zugestellt werden.\n\nEmpfänger: wei@corp.example\nFehler: Der Empfänger ist unbekannt.',
    WEI,
  ],
  [
    'a French provider',
    { From: 'Service de messagerie <postmaster@sender.test>', Subject: 'Message non délivré' },
    "Votre message n'a pas pu être délivré à l'adresse suivante :\n\n<wei@corp.example>\n\nCet utilisateur n'existe pas.",
    WEI,
  ],
  [
    'NetEase 126',
    { From: 'Postmaster@126.example', Subject: '系统退信' },
    '抱歉，您的邮件被退回来了……\n\n原邮件信息：\n时 间 2026-11-22\n主 题 Hello\n收件人 wei@corp.example\n\n退信原因：\n收件人邮箱地址不存在。 SMTP error, RCPT TO: host corp.example said: 550 User not found',
    WEI,
  ],
  [
    'Alibaba Cloud',
    { From: 'postmaster@aliyun.example', Subject: '退信通知: Hello' },
    '很抱歉，您的邮件无法送达收件人：wei@corp.example\n\n失败原因：该用户不存在（550 5.1.1 unknown user）',
    WEI,
  ],
  [
    'docomo',
    { From: 'Mail Delivery Subsystem <mail-daemon@docomo.example>', Subject: 'Returned mail: User unknown' },
    '宛先のメールアドレスが見つかりませんでした。\n(docomo)\n\n<wei@docomo.example>: Unknown User',
    [['wei@docomo.example', true, '5.1.1']],
  ],
  [
    'au',
    { From: 'Postmaster@ezweb.example', Subject: 'Mail System Error - Returned Mail' },
    'The user(s) account is temporarily limited.\n\nUser: <wei@ezweb.example>\n\nThe user(s) account is disabled.',
    [['wei@ezweb.example', true, '5.2.1']],
  ],
  [
    'a Korean server',
    { From: 'postmaster@sender.test', Subject: '메일 전송 실패 안내' },
    '보내신 메일이 아래 사유로 전송되지 못했습니다.\n\n받는 사람: wei@corp.example\n사유: 존재하지 않는 사용자입니다.',
    WEI,
  ],
  [
    'James',
    { From: 'postmaster@sender.test', Subject: 'Re:Hello' },
    "Hi. This is the James mail server at mx.sender.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.  Below\nI include the list of recipients and the reason why I was unable to deliver\nyour message.\n\nFailed recipient(s):\nwei@corp.example\n\nError message:\n550 5.1.1 user unknown",
    WEI,
  ],
  [
    'smail',
    { From: '<MAILER-DAEMON@sender.test>', Subject: 'mail failed, returning to sender' },
    '|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <wei@corp.example> ... unknown host\n|------------------------- Message text follows: ------------------------|\nReceived: from x by y\nTo: wei@corp.example',
    [['wei@corp.example', true, '5.1.2']],
  ],
  [
    'a mailer of Netscape',
    { From: 'Mail Delivery System <postmaster@sender.test>', Subject: 'Mail System Error - Returned Mail' },
    'This Message was undeliverable due to the following reason:\n\nThe user(s) account is over quota.\n\nUser: <wei@corp.example>\n\nPlease reply to <postmaster@sender.test>',
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'Exchange with IMC',
    {
      From: 'Administrator <postmaster@sender.test>',
      Subject: 'Undeliverable: Hello',
      'X-Mailer': 'Internet Mail Service (5.5.2653.19)',
    },
    "Your message\n\n  To:      'wei@corp.example'\n  Subject: Hello\n  Sent:    Sun, 22 Nov 1998 03:00:00 +0100\n\ndid not reach the following recipient(s):\n\nwei@corp.example on Sun, 22 Nov 1998 03:00:05 +0100\n    The e-mail address could not be found\n\tThe MTS-ID of the original message is: c=us;a= ;p=corp;l=X\n    MSEXCH:IMS:CORP:HQ:X 0 (000C05A6) Unknown Recipient",
    WEI,
  ],
  [
    'Courier',
    { From: '"Courier mail server at sender.test" <@sender.test>', Subject: 'NOTICE: mail delivery status.' },
    'This is a delivery status notification from mx.sender.test,\nrunning the Courier mail server, version 0.60.\n\nThe original message was received on Sun, 22 Nov 2026 03:00:00 +0000\nfrom desk.moorline.test\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<wei@corp.example>:\n    mail.corp.example [192.0.2.25]:\n>>> RCPT TO:<wei@corp.example>\n<<< 550 User unknown.\n\n---------------------------------------------------------------------------',
    WEI,
  ],
  [
    'QSBMF in a few words',
    { From: 'MAILER-DAEMON@sender.test', Subject: 'failure notice' },
    'Hi. This is the program at sender.test.\n\nRecipient address blanks:\n\n<wei@corp.example>:\nthis address no longer accepts mail.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <support@moorline.test>',
    [['wei@corp.example', true, '5.2.1']],
  ],
  [
    'MMDF',
    { From: 'Postmaster <mmdf@sender.test>', Subject: 'Failed mail (msg.aa12345)' },
    "Your message could not be delivered to\n'wei@corp.example (host: corp.example) (queue: smtp)' for the following\nreason: ' 550 unknown user'\n\n  Your message begins as follows:\n\nTo: wei@corp.example",
    WEI,
  ],
  [
    'sendmail 5 in whose transcript somebody is unknown',
    { From: 'MAILER-DAEMON@sender.test (Mail Delivery Subsystem)', Subject: 'Returned mail: User unknown' },
    '   ----- Transcript of session follows -----\nWhile talking to corp.example:\n>>> RCPT To:<wei@corp.example>\n<<< 550 <wei@corp.example>... User unknown\n550 <wei@corp.example>... User unknown\n\n   ----- Unsent message follows -----\nReceived: by sender.test',
    WEI,
  ],
  [
    'VMS',
    { From: 'Postmaster@sender.test (PMDF Mail Server)', Subject: 'Undeliverable mail' },
    'The message could not be delivered to:\n\nAddressee: wei@corp.example\nReason:\n  550 5.1.1 User unknown\n\n----------------------------------------',
    WEI,
  ],
];

describe('a bounce of a server of old or abroad, without an envelope', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    expect(await readBounce(bounceText(text, { ...NOBODY, ...headers }))).toMatchObject({ kind: 'bounce', failed });
  });
});
