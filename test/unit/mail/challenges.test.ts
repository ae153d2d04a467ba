import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from '../../support/a-mail.ts';

type Row = readonly [name: string, headers: Readonly<Record<string, string>>, text: string];

const kindOf = async (headers: Readonly<Record<string, string>>, text: string) =>
  classifyMail(await parseMail(rawMail(headers, text)), mailFacts({ envelopeFrom: undefined }));

const CHALLENGES: readonly Row[] = [
  [
    'TMDA',
    { From: 'Wei Zhang <wei-confirm-1234.5678.abcdef@corp.example>', Subject: 'Please confirm your message' },
    'This message was created automatically by mail delivery software (TMDA).\n\nYour message attached below is being held because the address <support@moorline.test> has not been verified.\n\nTo release your message for delivery, please send an empty message to the following address, or use your mailer\'s "Reply" feature.',
  ],
  [
    'TMDA behind an answer',
    { From: 'wei@corp.example', Subject: 'Re: Hello [confirm]', 'In-Reply-To': '<1@moorline.test>' },
    'Your message is being held because your address has not been verified.\n\nTo release your message for delivery, simply reply to this message.',
  ],
  [
    'Spam Arrest',
    { From: 'Wei Zhang <wei@corp.example>', Subject: 'Re: Hello (verification required)' },
    'Hi,\n\nI just received your message. Before I can read it I need you to verify that you are a person and not a spammer. Click the link below:\n\nhttps://spamarrest.example/a2?abc',
  ],
  [
    'a provider',
    { From: 'wei@earthlink.example', Subject: 'Re: Hello' },
    'I apologize for this automatic reply to your email.\n\nTo control spam, I now allow incoming messages only from senders I have approved beforehand.\n\nIf you would like to be added to my list of approved senders, please fill out the short request form (see link below).\n\nhttps://webmail.earthlink.example/wam/addme',
  ],
  [
    'a program of one’s own',
    { From: 'wei@corp.example', Subject: 'Confirmation needed for your mail: Hello' },
    'Please confirm that you sent this message by answering this mail. Your message will be delivered as soon as you confirm. You only need to do this once.',
  ],
  [
    'qconfirm',
    { From: 'wei-qconfirm@corp.example', Subject: 'Please confirm delivery of your message' },
    'Your message to wei@corp.example has not yet been delivered. It is on hold until you confirm that you are its sender. Just reply to this mail.',
  ],
  [
    'ASK',
    { From: 'wei@corp.example', Subject: 'Please confirm (conf#0123456789abcdef)' },
    'This message confirms that I received your mail. Your address is unknown, so your mail is queued. Please reply to this message, leaving the subject as it is, and your mail will be delivered.',
  ],
  [
    'a list that wants a moderator',
    { From: 'talk-request@lists.example', Subject: 'Your message to Talk awaits moderator approval' },
    "Your mail to 'Talk' with the subject\n\n    Hello\n\nIs being held until the list moderator can review it for approval.",
  ],
  [
    'a list that wants a confirmation',
    { From: 'talk-request@lists.example', Subject: 'confirm 0123456789abcdef0123456789abcdef01234567' },
    'Mailing list subscription confirmation notice for mailing list Talk\n\nIf you agree with this action, please confirm your subscription by replying to this message.',
  ],
  [
    'a German program',
    { From: 'wei@corp.example', Subject: 'Bitte bestätigen Sie Ihre Nachricht' },
    'Ihre Nachricht wurde zurückgehalten, da Ihre Adresse unbekannt ist. Bitte antworten Sie auf diese E-Mail, damit sie zugestellt wird.',
  ],
  [
    'a French program',
    { From: 'wei@corp.example', Subject: 'Confirmez votre message' },
    'Votre message est en attente. Pour qu’il soit délivré, cliquez sur le lien suivant : https://antispam.example/1',
  ],
  [
    'a Brazilian provider',
    { From: 'wei@uol.example', Subject: 'AntiSpam: confirmação necessária' },
    'Sua mensagem está retida. Para que seja entregue, é preciso confirmar o envio, clicando no link abaixo: https://antispam.uol.example/1',
  ],
  [
    'a Chinese server',
    { From: 'wei@corp.example', Subject: '请确认您的邮件' },
    '您的邮件已被暂存，请点击以下链接确认您是发件人，之后邮件将被投递：https://antispam.example/1',
  ],
];

const OF_PEOPLE: readonly Row[] = [
  [
    'asks for an order',
    { Subject: 'Please confirm my withdrawal' },
    'Can you confirm that it was sent? https://shop.example/1',
  ],
  [
    'asks whether it was us',
    { Subject: 'Please confirm that you sent this' },
    'I got a mail in your name, see below. Is it yours?\n\nhttps://phishing.example',
  ],
  [
    'must verify',
    { Subject: 'Verification required' },
    'Your site says that I must verify my email, but the link does not work.',
  ],
  ['answers', { Subject: 'Re: Please confirm your message' }, 'I confirm. Please reply to this mail soon.'],
  [
    'tells of a challenge',
    { Subject: 'Your spam filter' },
    'When I write to you I get "please confirm your message to release it". Must I click the link?',
  ],
  [
    'waits',
    { Subject: 'My message is on hold' },
    'Your message says that my order is being held until I confirm. How do I confirm?',
  ],
  [
    'asks in German',
    { Subject: 'Bitte bestätigen Sie meine Bestellung' },
    'Ich warte seit Tagen. Bitte antworten Sie.',
  ],
  ['asks in Chinese', { Subject: '请确认收到' }, '请确认您是否收到我的邮件，谢谢。'],
];

describe('a mail that first wants to know whether a person wrote', () => {
  test.each(CHALLENGES)('is automatic: %s', async (_name, headers, text) => {
    expect(await kindOf(headers, text)).toMatchObject({ kind: 'auto-reply', reason: 'challenge' });
    expect(await kindOf({ ...headers, 'Return-Path': '<>' }, text)).toMatchObject({ kind: 'auto-reply' });
  });

  test.each(OF_PEOPLE)('is none where somebody %s', async (_name, headers, text) => {
    expect(await kindOf(headers, text)).toMatchObject({ kind: 'normal' });
  });
});
