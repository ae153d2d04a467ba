import { describe, expect, test } from 'vitest';
import { bounceText, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [
  name: string,
  headers: Readonly<Record<string, string>>,
  text: string,
  failed: readonly (readonly [recipient: string, hard: boolean, status?: string])[],
];

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const NOBODY = { 'Return-Path': '' };
const DAEMON = { ...NOBODY, From: 'Mail Delivery Subsystem <MAILER-DAEMON@sender.test>' };
const POSTMASTER = { ...NOBODY, From: 'postmaster@sender.test' };
const WEI = 'wei@corp.example';
const HEAD =
  'Received: from desk by mx; Sun, 22 Nov 1998 03:00:00 +0000\nFrom: support@moorline.test\nTo: wei@corp.example\nSubject: Hello\nMessage-ID: <1@moorline.test>\n\nHello';

const ROWS: readonly Row[] = [
  [
    'SMS gateway',
    { ...NOBODY, 'Return-Path': '<>', From: 'sms@carrier.example', Subject: 'Message Undeliverable' },
    'The following message to <15550100@sms.example> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown subscriber',
    [['15550100@sms.example', true, '5.1.0']],
  ],
  [
    'IronPort',
    { ...DAEMON, Subject: 'Delivery Status Notification (Failure)' },
    `The following message to <wei@corp.example> was undeliverable.\nThe reason for the problem:\n5.1.2 - Bad destination host 'DNS Hard Error looking up corp.example (MX):  NXDomain'\n`,
    [[WEI, true, '5.1.2']],
  ],
  [
    'IronPort tmp',
    { ...DAEMON, Subject: 'Delivery Status Notification (Delay)' },
    `The following message to <wei@corp.example> has been delayed.\nThe reason for the problem:\n4.4.2 - Bad connection 'timeout'\n`,
    [[WEI, false, '4.4.2']],
  ],
  [
    'LISTSERV unknown',
    {
      ...NOBODY,
      From: 'L-Soft list server at LISTS.EXAMPLE (1.8d) <LISTSERV@lists.example>',
      Subject: 'Message ("Your message dated ...")',
    },
    `Your message dated Sun, 22 Nov 1998 with subject "Hello" has been\nrejected because the list TALK does not exist at this site.\n\n  talk@lists.example\n`,
    [['talk@lists.example', true]],
  ],
  [
    'NTMail',
    { ...NOBODY, From: 'Mail Administrator <postmaster@sender.test>', Subject: 'Mail Failure: Hello' },
    `Your message to wei@corp.example could not be delivered\n\n   The reason given was\n   The user account is unknown\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'Lotus SMTP MTA',
    { ...NOBODY, From: 'SMTP MTA <smtpmta@sender.test>', Subject: 'Delivery Failure Report' },
    `Your document:  Hello\nwas not delivered to:  wei@corp.example\nbecause:  SMTP MTA was unable to deliver the message: 550 wei@corp.example... User unknown\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'Mercury NW',
    { ...NOBODY, From: 'Electronic Postmaster <Maiser@sender.test>', Subject: 'Postmaster notify: see inside' },
    `The attached message could not be delivered to the following address(es):\n\n wei@corp.example: 552 Quota exceeded\n`,
    [[WEI, true, '5.2.2']],
  ],
  [
    'Merak',
    { ...POSTMASTER, Subject: 'Delivery Failure' },
    `Message from mx.sender.test:\n\nYour message could not be delivered to the following address(es):\n\n<wei@corp.example>\nReason: [550 5.1.1 unknown or illegal alias: wei@corp.example]\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'Kerio',
    { ...NOBODY, From: 'Mail Delivery Subsystem <postmaster@sender.test>', Subject: 'Mail delivery failed: Hello' },
    `Your message could not be delivered:\n\n  To: wei@corp.example\n  Sent: Sun, 22 Nov 2009\n  Subject: Hello\n\nThe mail server mx.corp.example rejected it: 550 5.1.1 User unknown\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'Domino Spanish',
    {
      ...NOBODY,
      From: 'Mail Router <router@sender.test>',
      Subject: encoded('FALLO DE ENTREGA: El usuario wei no aparece en el Directorio de Domino'),
    },
    'El mensaje\n\n  Asunto: Hola\n\nno se ha entregado a:\n\n  wei@corp.example\n\nporque:\n\n  El usuario wei (wei@corp.example) no aparece en el Directorio de Domino',
    [[WEI, true, '5.1.1']],
  ],
  [
    'docomo imode jp',
    { ...NOBODY, From: 'Mail Delivery <postmaster@docomo.example>', Subject: encoded('メール未送信のお知らせ') },
    'お客様のメールは送信できませんでした。\n\n宛先: wei@docomo.example\n理由: ドメイン指定受信により受信できません。',
    [['wei@docomo.example', true]],
  ],
  [
    'nifty',
    { ...DAEMON, Subject: 'Returned mail: User unknown' },
    `\n** 送信先メールアドレスが見つかりません **\n\n  <wei@nifty.example>\n\n----- メールのヘッダ -----\n${HEAD}`,
    [['wei@nifty.example', true, '5.1.1']],
  ],
  [
    'Free.fr sp',
    { ...NOBODY, From: 'MAILER-DAEMON <postmaster@orange.example>', Subject: encoded('Délai de remise dépassé') },
    `Bonjour,\n\nLe message que vous avez envoyé n'a pas pu être remis à :\n\nwei@orange.example\n\nLe serveur destinataire ne répond pas depuis 3 jours.`,
    [['wei@orange.example', true]],
  ],
  [
    'Seznam',
    { ...NOBODY, From: 'Seznam.cz <mailer-daemon@seznam.example>', Subject: encoded('Nedoručený e-mail') },
    'Dobrý den,\n\nVáš e-mail pro adresáta wei@seznam.example nebyl doručen. Adresát tohoto jména zde neexistuje.',
    [['wei@seznam.example', true, '5.1.1']],
  ],
  [
    'wp.pl',
    { ...DAEMON, Subject: encoded('Zwrot poczty') },
    'Serwer poczty informuje, że przesyłka nie mogła zostać doręczona.\n\nwei@wp.example: konto nie istnieje',
    [['wei@wp.example', true, '5.1.1']],
  ],
  [
    'Naver 2',
    { ...NOBODY, From: 'postmaster@naver.example', Subject: encoded('[네이버] 메일 수신거부 안내') },
    '보내신 메일이 수신자의 정책으로 전달되지 않았습니다.\n\n받는 사람: wei@naver.example\n사유: 수신 거부',
    [['wei@naver.example', true, '5.7.1']],
  ],
  [
    '263',
    { ...NOBODY, From: 'mailer-daemon@263.example', Subject: encoded('退信: Hello') },
    '尊敬的用户：\n您的邮件未能投递到 wei@corp.example。\n原因：对方服务器返回 554 Message rejected',
    [[WEI, true, '5.7.1']],
  ],
  [
    'Alimail temp',
    { ...NOBODY, From: 'postmaster@aliyun.example', Subject: encoded('邮件投递延迟通知') },
    '您发送给 wei@corp.example 的邮件因对方服务器繁忙暂未投递成功，系统将在 24 小时内继续重试。',
    [[WEI, false]],
  ],
  [
    'Outlook.com zh',
    { ...NOBODY, From: 'postmaster@outlook.example', Subject: encoded('传递状态通知(失败)') },
    '这是自动生成的传递状态通知。\n\n传递给以下收件人失败。\n\n       wei@corp.example',
    [[WEI, true, '5.0.0']],
  ],
  [
    'ja Exchange delay',
    { ...NOBODY, From: 'Microsoft Exchange <postmaster@sender.test>', Subject: encoded('配信の遅延: Hello') },
    '次の受信者またはグループへのメッセージの配信が遅れています:\n\nwei@corp.example\n\nこのメッセージはまだ配信されていません。引き続き配信を試みます。',
    [[WEI, false]],
  ],
  [
    'user moved',
    { ...POSTMASTER, Subject: 'Undeliverable: Hello' },
    'Your message to wei@corp.example could not be delivered.\n\nThe user has moved; please use wei@home.example instead.',
    [[WEI, true, '5.1.6']],
  ],
  ['relay', { ...DAEMON, Subject: 'Returned mail' }, '<wei@corp.example>: 550 we do not relay', [[WEI, true, '5.7.1']]],
  [
    'too large',
    { ...DAEMON, Subject: 'Mail delivery failed' },
    'Your message was too large to be delivered to:\n\n  wei@corp.example\n\nLimit: 10 MB',
    [[WEI, true, '5.3.4']],
  ],
  [
    'postfix temp fail given back',
    { ...DAEMON, Subject: 'Undelivered Mail Returned to Sender' },
    `This is the mail system at host mx.sender.test.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<wei@corp.example>: host mx.corp.example[192.0.2.25] said: 450 4.1.1 <wei@corp.example>: Recipient address rejected: unverified address (in reply to RCPT TO command)`,
    [[WEI, false, '4.1.1']],
  ],
  [
    'postfix alias',
    { ...DAEMON, Subject: 'Undelivered Mail Returned to Sender' },
    `This is the mail system at host mx.sender.test.\n\n<wei@home.example> (expanded from <wei@corp.example>): user unknown`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'plain host',
    { ...DAEMON, Subject: 'Returned mail: unreachable recipients' },
    'wei@corp.example: Host not found',
    [[WEI, true, '5.1.2']],
  ],
  [
    'bitnet',
    { ...NOBODY, From: 'BSMTP mailer <MAILER@sender.test>', Subject: 'Undelivered mail' },
    `Your mail was not delivered to some or all of its intended\nrecipients for the following reason(s):\n\n     wei@corp.example   No such user\n\n--------------------RETURNED MAIL FILE--------------------\n${HEAD}`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'VM SMTP',
    { ...NOBODY, From: 'SMTP@sender.test', Subject: 'Undeliverable Mail' },
    `SENDER.TEST unable to deliver following mail to recipient(s):\n    <wei@corp.example>\nSENDER.TEST received negative reply from host:\n    mx.corp.example\n    550 <wei@corp.example>... User unknown\n\n           ** Text of Mail follows **\n${HEAD}`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'VMS',
    { ...NOBODY, From: 'SMTP delivery agent <postmaster@sender.test>', Subject: 'Undeliverable mail' },
    `Your message was not delivered to the following addressees:\n\n    Addressee: wei@corp.example\n    Error message: %MAIL-E-NOSUCHUSR, no such user WEI at node CORP\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'MX for VMS',
    { ...NOBODY, From: 'MX Mailer <MX%@sender.test>', Subject: 'SMTP delivery error report' },
    `Note: this message was generated automatically.\n\nAn error was detected while processing the enclosed message.  A list of\nthe affected recipients follows.  This list is in a special format that\nallows software like LISTSERV to automatically take action on incorrect\naddresses; you can safely ignore the numeric codes.\n\n--> Error description:\nError-For:  wei@corp.example\nError-Code: 3\nError-Text: %MX_SMTP-F-NOSUCHUSER, no such user\n\nError-End:  One error reported\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'PP',
    {
      ...NOBODY,
      From: 'The PP Mailer <postmaster@sender.test>',
      Subject: 'Delivery Report (failure) for wei@corp.example',
    },
    `This report relates to your message: Subject: Hello,\n        Message-ID: <1@moorline.test>,\n        To: wei@corp.example\n\n        of Sun, 22 Nov 1998 03:00:00 +0000\n\nYour message was not delivered to   wei@corp.example\n        for the following reason:\n        Unknown Address:\n        MTA 'mx.corp.example' gives error message <wei@corp.example>... User unknown\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'ZMailer',
    { ...NOBODY, From: 'The Post Office <postmaster@sender.test>', Subject: 'Delivery problems with your mail' },
    `This is a collection of reports about email delivery\nprocess concerning a message you originated.\n\nFAILED:\n  Original Recipient:\n    rfc822;wei@corp.example\n  Control data:\n    smtp corp.example wei@corp.example 99\n  Diagnostic texts:\n    <smtp mx.corp.example [192.0.2.25]: 550 5.1.1 User unknown\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'Sun Internet Mail',
    { ...NOBODY, From: 'SIMS <postmaster@sender.test>', Subject: 'Delivery Notification: Delivery has failed' },
    `Your message cannot be delivered to the following recipients:\n\n  Recipient address: wei@corp.example\n  Reason: Over quota\n`,
    [[WEI, true, '5.2.2']],
  ],
  [
    'inet gateway cc:Mail',
    { ...NOBODY, From: 'ccmail gateway <ccMail_Link@sender.test>', Subject: 'Undeliverable Message' },
    `Message undeliverable to:\n\n   wei@corp.example\n\nReason: No such post office\n`,
    [[WEI, true]],
  ],
];

describe('a bounce without a report, of gateways, providers and old networks', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    const read = await readBounce(bounceText(text, headers));
    expect(read.kind).toBe('bounce');
    expect(read.failed.map((each, at) => each.slice(0, failed[at]?.length))).toEqual(failed);
  });
});
