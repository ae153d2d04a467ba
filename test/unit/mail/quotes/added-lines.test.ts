import { describe, expect, test } from 'vitest';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';

const QUOTE = '\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n> Which one?';

describe('what is added below a mail on its way is no new text', () => {
  test.each([
    [
      'a notice in English',
      'This email and any files transmitted with it are confidential and intended solely for the use of the individual to whom they are addressed. If you have received this email in error please notify the system manager.',
    ],
    [
      'one with a heading',
      'CONFIDENTIALITY NOTICE\n\nThis message is for the sole use of the intended recipient and may contain privileged information. Any unauthorized disclosure or distribution is prohibited.',
    ],
    [
      'one in capitals, broken',
      'THE INFORMATION CONTAINED IN THIS MESSAGE\nIS PRIVILEGED AND CONFIDENTIAL. IF YOU ARE NOT\nTHE INTENDED RECIPIENT, DELETE IT.',
    ],
    [
      'a German one',
      'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind oder diese E-Mail irrtümlich erhalten haben, vernichten Sie bitte diese Mail.',
    ],
    [
      'a French one',
      "Ce message et ses pièces jointes sont confidentiels et établis à l'intention exclusive de ses destinataires. Si vous l'avez reçu par erreur, merci de le détruire.",
    ],
    [
      'a Spanish one',
      'Este correo electrónico y sus adjuntos son confidenciales y van dirigidos exclusivamente a su destinatario. Si lo ha recibido por error, elimínelo.',
    ],
    [
      'a Portuguese one',
      'Esta mensagem pode conter informação confidencial e destina-se exclusivamente ao seu destinatário. Se a recebeu por engano, elimine-a.',
    ],
    [
      'a Russian one',
      'Настоящее сообщение и вложения к нему конфиденциальны и предназначены только для адресата. Если вы получили его по ошибке, удалите его.',
    ],
    [
      'a Chinese one',
      '本邮件及其附件含有某某公司的保密信息，仅限于发送给上面地址中列出的个人或群组。如果您错收了本邮件，请您立即通知发件人并删除本邮件！',
    ],
    ['one of Taiwan', '本信件可能包含機密資訊，僅供指定收件人使用。如您誤收本信件，請立即刪除並通知寄件人。'],
    [
      'a Japanese one',
      'このメールには秘密情報が含まれている場合があります。誤って受信された場合は、直ちに削除してください。',
    ],
    ['a Korean one', '이 메일은 기밀 정보를 포함할 수 있습니다. 잘못 수신하신 경우 즉시 삭제하여 주시기 바랍니다.'],
    [
      'a Turkish one',
      'Bu e-posta gizli bilgiler içerebilir ve yalnızca alıcısına yöneliktir. Yanlışlıkla aldıysanız lütfen siliniz ve göndereni bilgilendiriniz.',
    ],
    [
      'a Vietnamese one',
      'Email này có thể chứa thông tin bảo mật và chỉ dành cho người nhận. Nếu bạn nhận nhầm, vui lòng xóa email và thông báo cho người gửi.',
    ],
    [
      'one in two paragraphs',
      'IMPORTANT: The contents of this email are confidential and for the named recipients only.\n\nIf you have received this email by mistake, please notify the sender and do not disclose it to anyone.',
    ],
    ['where a company is registered', 'Home Ltd is registered in England and Wales, number 12345.'],
    ['a short notice', 'If received in error, please delete this message.'],
    ['a shorter one', 'This email may contain confidential information.'],
    ['a short Spanish one', 'Si ha recibido este mensaje por error, elimínelo.'],
    ['a short German one', 'Sollten Sie diese Nachricht irrtümlich erhalten haben, löschen Sie sie bitte.'],
    ['the wish for no print', 'Please consider the environment before printing this e-mail.'],
    ['a French wish', "Pensez à l'environnement avant d'imprimer ce message."],
    ['a Spanish wish', 'Antes de imprimir este correo, piense bien si es necesario hacerlo.'],
    ['a Chinese wish', '请考虑环境保护，非必要请勿打印此邮件。'],
    ['a scanner', 'This email has been checked for viruses by Avast antivirus software.\nwww.avast.com'],
    [
      'its picture',
      '[image: Avast logo]\n\nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.com',
    ],
    ['a scanner in few words', 'Virus-free.www.avast.com'],
    [
      'with the places of its links',
      'Virenfrei. www.avast.com\n<https://www.avast.com/sig-email?utm_medium=email>\n<#DAB4FAD8-2DD7-40BB-A1B8-4E2AA1F9FDF2>',
    ],
    ['a Chinese scanner', '不含病毒。www.avast.com'],
    ['a Russian scanner', 'Не содержит вирусов. www.avast.com'],
    ['a Turkish scanner', 'Virüs bulunmuyor. www.avast.com'],
    [
      'a French scanner',
      "--\nL'absence de virus dans ce courrier électronique a été vérifiée par le logiciel antivirus Avast.\nhttps://www.avast.com/antivirus",
    ],
    [
      'AVG',
      'No virus found in this message.\nChecked by AVG - www.avg.com\nVersion: 2014.0.4259 / Virus Database: 3705/6943 - Release Date: 12/22/13',
    ],
    [
      'ESET',
      '__________ Information from ESET NOD32 Antivirus, version of virus signature database 4294 (20090801) __________\n\nThe message was checked by ESET NOD32 Antivirus.\n\nhttp://www.eset.com',
    ],
    [
      'a server that scans',
      `${'_'.repeat(70)}\nThis email has been scanned by the Symantec Email Security.cloud service.\nFor more information please visit http://www.symanteccloud.com\n${'_'.repeat(70)}`,
    ],
    ['Mailman', `${'_'.repeat(47)}\nusers mailing list\nusers@lists.test\nhttps://lists.test/listinfo/users`],
    [
      'Google Groups',
      '-- \nYou received this message because you are subscribed to the Google Groups "Users" group.\nTo unsubscribe from this group, send an email to users+unsubscribe@lists.test.\nTo view this discussion visit https://groups.test/d/x.',
    ],
    [
      'Google Groups of old',
      '--~--~---------~--~----~------------~-------~--~----~\nYou received this message because you are subscribed to the Google Groups "Users" group.\n-~----------~----~----~----~------~----~------~--~---',
    ],
    [
      'Yahoo Groups',
      '__._,_.___\nPosted by: "Bo" <bo@x.test>\n\nReply via web post • Reply to sender\n\nVisit Your Group\n\n.\n\n__,_._,___',
    ],
    [
      'Majordomo',
      'To unsubscribe from this list: send the line "unsubscribe users" in\nthe body of a message to majordomo@x.test\nMore majordomo info at http://x.test/majordomo-info.html',
    ],
    ['a newsletter', 'If you no longer wish to receive these emails, click here: https://x.test/u'],
    ['a German newsletter', 'Abmelden: https://x.test/u'],
    ['a letter that counts who reads', '\u1427'],
  ])('%s', (_, added) => {
    for (const quote of ['', QUOTE]) {
      expect(newTextOf(`Please do.\n\n${added}${quote}`)).toBe('Please do.');
      expect(newTextOf(`Please do.\n\nRegards,\nBo\n\n${added}${quote}`)).toBe('Please do.\n\nRegards,\nBo');
    }
  });

  test.each([
    'I want to unsubscribe: bo.berg@home.test',
    'Unsubscribe me please, my address is bo.berg@home.test',
    'Please unsubscribe bo.berg@home.test',
    'To unsubscribe I clicked https://x.test/u and it failed',
    'My antivirus is avast.com',
    'Avast says that your site has a virus.',
    'Your mail was scanned by my antivirus and it found a virus.',
    'The message was scanned and then it was lost.',
    'No virus found in this file, so please open it.',
    'I printed the form, the environment of your office was great.',
    'This message is confidential, I want nobody to know about my withdrawal and I ask you to delete it afterwards.',
    'I got this e-mail in error, it is confidential and intended for somebody else. Please delete my address.',
    'This email is confidential. Please do not share my data with anybody, delete it when done.',
    '这封邮件是保密的，请不要把我的信息泄露给别人，处理后请删除。',
    'Diese Nachricht ist vertraulich, bitte löschen Sie meine Daten.',
    'If my order was sent in error, please inform me.',
    'This email may contain my order number.',
    'The information in this e-mail is intended only for your fraud team. Do not distribute. The thief is the addressee of transaction 4d5e6f.',
    'This message is confidential. If received in error, please delete it. The scammer is the recipient of the coins.',
    'Unsubscribe wei99@example.test please',
    'Unsubscribe wei99@example.test',
    'Please unsubscribe https://x.test/u, it does not work',
    'What is it?\n\nYou are receiving this e-mail because you are subscribed to Home alerts\nhttps://home.test/unsubscribe',
    '打印前请告诉我。',
    '我买了环保打印机，没到。',
  ])('but what people say of such things is: %s', (said) => {
    for (const quote of ['', QUOTE]) {
      expect(newTextOf(`${said}${quote}`)).toBe(said);
      expect(newTextOf(`Hello.\n\n${said}${quote}`)).toBe(`Hello.\n\n${said}`);
    }
  });
});

test('a footer of a list that somebody asks about is shown, whoever they speak of in their question', () => {
  const text =
    'This comes every day and shows my balance. What is it?\n\nYou are receiving this e-mail because you are subscribed to alerts\nhttps://moorline.test/unsubscribe';
  expect(newTextOf(text)).toBe(text);
});

describe('what somebody tells in the words of a notice is new', () => {
  test.each([
    'This message is confidential, disclose it to nobody. The recipient of the money is my own brother-in-law.',
    'This message is confidential, disclose it to nobody. The recipient of the money has the police in his hand.',
    'This e-mail holds your new code and is intended for you only. Do not distribute it. Delete it afterwards.',
    'If you did not ask for this or got it by mistake, delete it and write to us: somebody may have your number.',
    'Dieses Schreiben ist vertraulich. Diese Nachricht darf der Empfänger des Geldes nicht sehen, er bedroht uns.',
    '本邮件请保密，不要泄露给收件人，他是同伙。',
    'Stone Trading Ltd is registered in Oslo and kept the money.',
    'Stone Trading Ltd, registered office 5 Long Street Oslo, took 900 from us',
    'This e-mail was scanned by the bank, they found the sender: 10.0.0.9',
    'This message was checked by Norton and then I opened it',
    'No virus found in this message is nothing that helps',
    'Before you print the receipt the page is gone',
  ])('%s', (text) => {
    for (const above of ['Hello.', 'Please do.']) expect(newTextOf(`${above}\n\n${text}`)).toBe(`${above}\n\n${text}`);
  });

  test.each([
    'This message may contain confidential information.',
    'This e-mail and its attachments are confidential and intended solely for the addressee.',
    'By replying to this e-mail you agree to our terms of service.',
    'Это сообщение содержит конфиденциальную информацию для адресата. Если вы не являетесь адресатом, удалите его.',
    '本邮件含有保密信息，仅限于发送给上面的个人。禁止任何其他人使用。如果您错收了本邮件，请立即删除！',
    'このメールは秘密の情報を含む場合があります。宛先以外の方が受信された場合は、削除をお願いいたします。',
    '이 메일은 기밀 정보를 포함할 수 있습니다. 수신인이 아닌 경우 삭제하시기 바랍니다.',
    'Ce message est confidentiel. Si vous n’êtes pas le destinataire, merci de le détruire.',
    'Stone Trading Ltd is registered in England and Wales with company number 01234567. Registered office: 5 Long Street, London.',
    'This message has been scanned for viruses and dangerous content by MailScanner, and is believed to be clean.',
    'Before printing, think about the environment',
  ])('and what nobody wrote is not: %s', (added) => {
    expect(newTextOf(`Please do.\n\n${added}`)).toBe('Please do.');
  });
});
