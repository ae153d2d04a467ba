import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Record<string, string>, text: string, failed: readonly Failed[]];

const GOOGLE = {
  From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
  'X-Failed-Recipients': 'wei@corp.example',
};

const ROWS: readonly Row[] = [
  [
    'Gmail',
    { ...GOOGLE, Subject: 'Delivery Status Notification (Failure)' },
    `** Address not found **

Your message wasn't delivered to wei@corp.example because the address couldn't be found, or is unable to receive mail.

Learn more here: https://support.google.com/mail/?p=NoSuchUser

The response was:

The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. Learn more at https://support.google.com/mail/?p=NoSuchUser a1-20020a05sor.450 - gsmtp`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Gmail of old',
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
      Subject: 'Delivery Status Notification (Failure)',
    },
    `This is an automatically generated Delivery Status Notification

Delivery to the following recipient failed permanently:

     wei@corp.example

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the recipient domain. We recommend contacting the other email provider for further information about the cause of this error. The error that the other server returned was: 550 550 5.7.1 <wei@corp.example>... Access denied (state 14).

   ----- Original message -----

Received: by 192.0.2.8 with SMTP id a1
To: other@third.example`,
    [['wei@corp.example', true, '5.7.1']],
  ],
  [
    'Gmail that goes on trying',
    { ...GOOGLE, Subject: 'Delivery Status Notification (Delay)' },
    `This is an automatically generated Delivery Status Notification

THIS IS A WARNING MESSAGE ONLY.

YOU DO NOT NEED TO RESEND YOUR MESSAGE.

Delivery to the following recipient has been delayed:

     wei@corp.example

Message will be retried for 2 more day(s)

Technical details of temporary failure:
The recipient server did not accept our requests to connect. Learn more at http://mail.google.com/support/bin/answer.py?answer=7720
[mail.corp.example. (10): Connection timed out]`,
    [['wei@corp.example', false, '4.4.1']],
  ],
  [
    'Google Workspace in Chinese',
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
      Subject: '=?utf-8?B?6YCB6L6+54q25oCB6YCa55+lIChGYWlsdXJlKQ==?=',
    },
    `** 找不到地址 **

由于系统找不到 wei@corp.example 这个地址，或该地址无法接收邮件，因此您的邮件未能送达。

响应如下：

550 5.1.1 The email account that you tried to reach does not exist.`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Google Groups',
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
      'X-Failed-Recipients': 'team@groups.example',
      Subject: 'Delivery Status Notification (Failure)',
    },
    `Hello support@moorline.test,

We're writing to let you know that the group you tried to contact (team) may not exist, or you may not have permission to post messages to the group. A few more details on why you weren't able to post:

 * You might have spelled or formatted the group name incorrectly.
 * The owner of the group may have removed this group.`,
    [['team@groups.example', true, '5.7.1']],
  ],
  [
    'Yahoo',
    { From: 'MAILER-DAEMON@yahoo.example', Subject: 'Failure Notice' },
    `Sorry, we were unable to deliver your message to the following address.

<wei@corp.example>:
Remote host said:
550 5.1.1 <wei@corp.example>... User Unknown
 [RCPT_TO]

--- Below this line is a copy of the message.

Received: from [192.0.2.8] by web.mail.yahoo.example`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Yahoo of old',
    { From: 'MAILER-DAEMON@yahoo.example', Subject: 'Delivery failure' },
    `Message from  yahoo.example.
Unable to deliver message to the following address(es).

<wei@yahoo.example>:
This user doesn't have a yahoo.example account (wei@yahoo.example) [0]

--- Original message follows.

Return-Path: <support@moorline.test>
Received: from desk.moorline.test`,
    [['wei@yahoo.example', true, '5.1.1']],
  ],
  [
    'Yahoo, over quota',
    { From: 'MAILER-DAEMON@yahoo.example', Subject: 'Delivery failure' },
    `Message from  yahoo.example.
Unable to deliver message to the following address(es).

<wei@yahoo.example>:
Sorry, your message to wei@yahoo.example cannot be delivered.  This account is over quota.

--- Original message follows.`,
    [['wei@yahoo.example', true, '5.2.2']],
  ],
  [
    'AOL of old',
    { From: 'Mail Delivery Subsystem <MAILER-DAEMON@aol.example>', Subject: 'Returned mail: User unknown' },
    `The original message was received at Sun, 22 Nov 2026 03:00:00 -0500 (EST)
from desk.moorline.test [192.0.2.7]


*** ATTENTION ***

Your e-mail is being returned to you because there was a problem with its
delivery.  The AOL address which was undeliverable is listed in the section
labeled: "----- The following addresses had permanent fatal errors -----".

The reason your mail is being returned to you is listed in the section
labeled: "----- Transcript of Session Follows -----".

--AOL Postmaster


   ----- The following addresses had permanent fatal errors -----
<wei@aol.example>

   ----- Transcript of session follows -----
... while talking to air-xj01.mail.aol.example.:
>>> RCPT To:<wei@aol.example>
<<< 550 MAILBOX NOT FOUND
550 <wei@aol.example>... User unknown`,
    [['wei@aol.example', true, '5.1.1']],
  ],
  [
    'GMX',
    {
      From: 'GMX Mailer Daemon <mailer-daemon@gmx.example>',
      Subject: 'Mail delivery failed: returning message to sender',
    },
    `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error. The following address
failed:

"wei@corp.example":
SMTP error from remote server after RCPT command:
host: mail.corp.example
5.1.1 <wei@corp.example>... User Unknown


--- The header of the original message is following. ---

Received: from [192.0.2.7] by mail.gmx.example
To: <wei@corp.example>`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    '1&1',
    {
      From: 'Mail Delivery System <mailer-daemon@kundenserver.example>',
      Subject: 'Mail delivery failed: returning message to sender',
    },
    `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error. The following address
failed:

wei@corp.example:
For the following reason:
Mail size limit exceeded. For explanation visit
http://postmaster.example/en/error-messages?ip=192.0.2.7

--- The header of the original message is following. ---

Received: from desk.moorline.test`,
    [['wei@corp.example', true, '5.3.4']],
  ],
  [
    'T-Online, in German',
    {
      From: 'Mail Delivery System <MAILER-DAEMON@t-online.example>',
      Subject: 'Nachricht konnte nicht zugestellt werden',
    },
    `Ihre Nachricht konnte nicht zugestellt werden.

Empfänger: wei@corp.example
Grund: Der Empfänger ist unbekannt.

----- Ursprüngliche Nachricht -----
Received: from desk.moorline.test`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Mail.ru',
    { From: 'Mail Delivery System <mailer-daemon@mail.example>', Subject: 'Mail failure.' },
    `Это письмо создано автоматически сервером Mail.Ru, отвечать на него не
нужно.

К сожалению, Ваше письмо не может быть доставлено одному или нескольким
получателям:

**********************

wei@mail.example: ящик переполнен

**********************`,
    [['wei@mail.example', true, '5.2.2']],
  ],
  [
    'a Russian server that names no code',
    {
      From: 'MAILER-DAEMON@yandex.example',
      Subject: '=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDRgdC+0L7QsdGJ0LXQvdC40LU=?=',
    },
    `Ваше письмо не доставлено следующему получателю:

wei@corp.example
Такой пользователь не найден.`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Verizon',
    { From: 'post_master@vtext.example', Subject: 'Undeliverable Message' },
    `Message could not be delivered to mobile.
Error: No valid recipients for this MM.
RCPT TO: 5550100@vtext.example`,
    [['5550100@vtext.example', true, '5.1.1']],
  ],
  [
    'AT&T and its like',
    { From: 'MAILER-DAEMON@sbcmail.example', Subject: 'failure notice' },
    `Sorry, I wasn't able to deliver your message to one or more recipients.

wei@corp.example:
Your message was rejected because the user's mailbox is over quota.`,
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'Prodigy',
    { From: 'MAILER-DAEMON@prodigy.example', Subject: 'Returned mail' },
    `Unable to deliver mail.
User's mailbox is full: <wei@prodigy.example>`,
    [['wei@prodigy.example', true, '5.2.2']],
  ],
  [
    'Free',
    { From: 'MAILER-DAEMON@free.example', Subject: 'Message non distribué' },
    `Votre message n'a pas pu être remis au destinataire suivant :

<wei@free.example> : la boîte du destinataire est pleine`,
    [['wei@free.example', true, '5.2.2']],
  ],
  [
    'UOL and Terra',
    { From: 'Postmaster <postmaster@uol.example>', Subject: 'Mensagem não entregue' },
    `Sua mensagem não pôde ser entregue ao destinatário abaixo:

wei@uol.example
Motivo: usuário desconhecido`,
    [['wei@uol.example', true, '5.1.1']],
  ],
  [
    'Telefonica',
    { From: 'Postmaster <postmaster@telefonica.example>', Subject: 'Mensaje no entregado' },
    `No se ha podido entregar el mensaje al siguiente destinatario:

wei@telefonica.example: el buzón está lleno`,
    [['wei@telefonica.example', true, '5.2.2']],
  ],
  [
    'Libero',
    { From: 'Mail Delivery System <mailer-daemon@libero.example>', Subject: 'Impossibile recapitare il messaggio' },
    `Il messaggio non è stato recapitato al seguente destinatario:

wei@libero.example
Utente sconosciuto`,
    [['wei@libero.example', true, '5.1.1']],
  ],
  [
    'KPN',
    { From: 'Mail Delivery Subsystem <mailer-daemon@kpn.example>', Subject: 'Onbestelbaar bericht' },
    `Uw bericht kon niet worden bezorgd bij de volgende ontvanger:

wei@kpn.example
Reden: onbekende gebruiker. Het adres bestaat niet.`,
    [['wei@kpn.example', true, '5.1.1']],
  ],
];

describe('a bounce without a report, of a provider of mailboxes', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    const raw = bounceText(text, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
    expect(await readBounce(raw)).toMatchObject({ kind: 'bounce', failed });
  });
});
