import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Record<string, string>, text: string, failed: readonly Failed[]];

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

const ROWS: readonly Row[] = [
  [
    'QQ',
    { From: 'PostMaster <PostMaster@qq.example>', Subject: encoded('来自qq.com的退信'), ...HTML },
    `<div>尊敬的用户您好：</div><p>抱歉，您的邮件被退回来了……</p>
<table><tr><td>原邮件信息：</td></tr><tr><td>时　间：</td><td>2026-11-22 11:00:00</td></tr>
<tr><td>主　题：</td><td>Hello</td></tr><tr><td>收件人：</td><td>wei@corp.example</td></tr></table>
<p>无法发送到 wei@corp.example</p>
<p>退信原因：</p><p>收件人邮件地址（wei@corp.example）不存在，邮件无法送达。</p>
<p>host mail.corp.example[192.0.2.25] said: 550 Mailbox not found.</p>
<p>解决方案：</p><p>请联系您的收件人，重新核实邮箱地址，或发送到其他收信邮箱。</p>`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Tencent for companies, mailbox full',
    { From: 'PostMaster@exmail.example', Subject: encoded('系统退信'), ...HTML },
    `<p>很抱歉，您发送的邮件被退回，以下是该邮件的相关信息：</p>
<p>被退回邮件</p><p>主题：提现</p><p>无法发送到 wei@corp.example</p><p>退信原因：收件人邮箱空间已满。</p>`,
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'NetEase 163',
    { From: 'Postmaster@163.example', Subject: encoded('系统退信') },
    `抱歉，您的邮件被退回来了。

被退回邮件信息：
主 题: 提现
时 间: 2026-11-22 11:00:00
收件人: wei@corp.example

退信原因：
收件人不存在。SMTP error, RCPT TO: host mail.corp.example 550 User not found: wei@corp.example

建议解决方案：请核实收件人地址后再发送。`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Coremail',
    { From: 'Postmaster@corp.test', Subject: encoded('系统退信/Systems bounce') },
    `您好，您的邮件无法投递到以下地址：

<wei@corp.example>
连接对方服务器超时。

The following address(es) failed.`,
    [['wei@corp.example', true, '5.4.1']],
  ],
  [
    'Alibaba Mail',
    { From: 'Mailer-Daemon <postmaster@aliyun.example>', Subject: encoded('【系统退信/Systems bounce】Hello') },
    `您好，您发送给 wei@corp.example 的邮件被退回。
Hi, your message to wei@corp.example could not be delivered.

退信原因 (Reason): 554 RCPT (wei@corp.example) dosn't exist`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Sina',
    { From: 'MAILER-DAEMON@sina.example', Subject: encoded('退信通知') },
    `很抱歉，您的来信无法投递，系统将其退回：

wei@sina.example
用户已被冻结`,
    [['wei@sina.example', true, '5.2.1']],
  ],
  [
    'a server in Taiwan',
    { From: 'postmaster@hinet.example', Subject: encoded('無法傳遞的郵件') },
    `您的郵件無法傳送給下列收件者：

wei@hinet.example
使用者的信箱空間已滿`,
    [['wei@hinet.example', true, '5.2.2']],
  ],
  [
    'EYOU',
    { From: 'MAILER-DAEMON@eyou.example', Subject: 'failure notice' },
    `This is the deliver program at mx.eyou.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

wei@eyou.example
 invalid address

--- Attachment is a copy of the message.`,
    [['wei@eyou.example', true, '5.1.1']],
  ],
  [
    'EZweb',
    { From: 'Postmaster <Postmaster@ezweb.example>', Subject: 'Mail System Error - Returned Mail' },
    `The user(s) account is disabled.
<wei@ezweb.example>: 550 user unknown (in reply to end of DATA command)

-- body --
Received: from desk.moorline.test`,
    [['wei@ezweb.example', true, '5.1.1']],
  ],
  [
    'EZweb and KDDI, mailbox full',
    { From: 'Mailer-Daemon@ezweb.example', Subject: 'Mail System Error - Returned Mail' },
    `Your mail sent on: Sun, 22 Nov 2026 03:00:00 +0900
Could not be delivered to: <wei@ezweb.example>
As their mailbox is full.
Please resend message to the intended recipient.`,
    [['wei@ezweb.example', true, '5.2.2']],
  ],
  [
    'docomo',
    { From: 'Mail Delivery Subsystem <MAILER-DAEMON@docomo.example>', Subject: 'Returned mail: User unknown' },
    `The original message was received at Sun, 22 Nov 2026 12:00:00 +0900
from desk.moorline.test [192.0.2.7]

   ----- The following addresses had permanent fatal errors -----
<wei@docomo.example>
    (reason: 550 Unknown user wei@docomo.example)

   ----- Transcript of session follows -----
... while talking to mfsmax.docomo.example.:
>>> DATA
<<< 550 Unknown user wei@docomo.example
554 5.0.0 Service unavailable`,
    [['wei@docomo.example', true, '5.1.1']],
  ],
  [
    'SoftBank',
    { From: 'Mail Delivery Subsystem <MAILER-DAEMON@softbank.example>', Subject: encoded('送信エラー通知') },
    `下記のアドレスへのメールは配信できませんでした。

<wei@softbank.example>
宛先のメールボックスの容量が超過しています。`,
    [['wei@softbank.example', true, '5.2.2']],
  ],
  [
    'Biglobe',
    { From: 'postmaster@biglobe.example', Subject: 'Returned mail: Unable to deliver mail' },
    `   ----- The following addresses had delivery problems -----
wei@biglobe.example

   ----- Non-delivered information -----
The number of messages in recipient's mailbox exceeded the local limit.

   ----- Message header follows -----
Return-Path: <support@moorline.test>`,
    [['wei@biglobe.example', true, '5.2.2']],
  ],
  [
    'm-FILTER',
    { From: 'MAILER-DAEMON@corp.test', Subject: 'failure notice', 'X-Mailer': 'm-FILTER' },
    `wei@corp.example
-------server message
550 5.1.1 unknown user <wei@corp.example>
-------original mail info
Date: Sun, 22 Nov 2026 12:00:00 +0900
From: support@moorline.test
To: wei@corp.example`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'ActiveHunter',
    { From: 'MAILER-DAEMON@corp.test', Subject: 'FAILURE NOTICE :' },
    `  ----- The following addresses had permanent fatal errors -----

>>> wei@corp.example

  ----- Transcript of session follows -----
550 sorry, no mailbox here by that name (#5.1.1 - chkusr)`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'a Japanese server',
    { From: 'postmaster@ntt.example', Subject: encoded('配信不能通知') },
    `お送りいただいたメールは、以下の宛先に届けることができませんでした。

  wei@ntt.example

理由: 宛先のメールアドレスは存在しません。`,
    [['wei@ntt.example', true, '5.1.1']],
  ],
  [
    'Naver',
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@naver.example>',
      Subject: encoded('[발송실패 안내] Hello'),
      ...HTML,
    },
    `<p>메일이 정상적으로 발송되지 못했습니다.</p>
<table><tr><td>받는사람</td><td>wei@naver.example</td></tr>
<tr><td>실패 이유</td><td>받는 사람의 메일 주소가 존재하지 않는 아이디입니다. 550 5.1.1 No such user</td></tr></table>`,
    [['wei@naver.example', true, '5.1.1']],
  ],
  [
    'Daum',
    { From: 'mailer-daemon@daum.example', Subject: encoded('메일 전송 실패 안내') },
    `보내신 메일이 아래의 수신자에게 전송되지 못하였습니다.

wei@daum.example
메일함 용량이 가득 찼습니다.`,
    [['wei@daum.example', true, '5.2.2']],
  ],
  [
    'Exchange in Japanese',
    { From: 'Microsoft Outlook <postmaster@corp.test>', Subject: encoded('配信不能: こんにちは') },
    `次の受信者またはグループへの配信に失敗しました:

wei@corp.example<mailto:wei@corp.example>
入力した電子メール アドレスが見つかりませんでした。

管理者向けの診断情報:

生成サーバー: mx.corp.test

wei@corp.example
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

元のメッセージ ヘッダー:

Received: from desk.moorline.test`,
    [['wei@corp.example', true, '5.1.1']],
  ],
];

describe('a bounce without a report, of a provider in Asia', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    const raw = bounceText(text, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
    expect(await readBounce(raw)).toMatchObject({ kind: 'bounce', failed });
  });
});
