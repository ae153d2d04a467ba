import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';

const QUOTE = '\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n> Which one?';

function expectShown(name: string, text: string, address = 'wei99@example.test'): void {
  for (const quote of ['', QUOTE]) {
    expect(newTextOfMail({ text: `${text}${quote}`, html: undefined, from: [{ name, address }] })).toBe(text);
  }
}

const CARTER = 'James Carter\nSenior Compliance Officer\nMoorline Exchange Ltd\n+1 202 555 0188';
const LAWYER = 'Peter Miller\nAttorney at Law\nMiller & Partners LLP\n+1 212 555 0199';

describe('the card of somebody whom a customer tells of is new', () => {
  test.each([
    ['wei99', `I was contacted by this man. He wanted my password.\n\n${CARTER}\njames.carter@moorline-support.test`],
    ['wei99', `Is this man one of your employees?\n\n${CARTER}`],
    ['wei99', `It was signed like so.\n\n${CARTER}`],
    ['', `It was signed like so.\n\n${CARTER}`],
    ['Wei Zhang', `My lawyer will contact you!\n\nBest regards\n\n${LAWYER}`],
    ['wei99', `My lawyer will contact you!\n\nBest regards\n\n${LAWYER}`],
    ['王芳', '请处理。\n\n此致\n\n李强\n客服经理\nMoorline交易所有限公司\n13900139000'],
    [
      'Anna',
      "Withdraw to my husband's firm, he is expecting it.\n\nPeter Blue\nCEO\nBlue Trading Ltd\n+44 7700 900124",
    ],
    ['王芳', '对方自称你们的客服经理。\n\n李强\n客服经理\nMoorline交易所有限公司\n13900139000'],
    ['fang', '对方自称你们的人。\n\n李强\n客服经理\n某某科技有限公司\n13900139000'],
    ['olga', 'Мне звонил этот человек.\n\nИванов Сергей\nМенеджер по безопасности\nООО Мурлайн\n+7 495 123-45-67'],
    ['hoa', 'Đây là người lừa đảo tôi.\n\nNguyễn Văn Bình\nGiám đốc\nCông ty TNHH Moorline\n0912345678'],
    ['mehmet', 'Beni arayan kişi bu.\n\nAli Demir\nGenel Müdür\nMoorline A.Ş.\n0212 123 45 67'],
    ['juan', 'Llamen a mi abogado.\n\nLuis Hernández\nAbogado\nHernández Abogados S.L.\n+34 600 123 456'],
    [
      'Wei Zhang',
      "The caller's card is this. I have a photo too.\n\nWei Zhang\nSenior Officer\nMoorline Ltd\n+1 202 555 0188",
    ],
  ])('%s: %s', (name, text) => {
    expectShown(name, text);
  });
});

describe('what somebody gives of themselves is new', () => {
  test.each([
    [
      'John Smith',
      'Here you go.\n\nJohn Smith\nDirector, Smith Holdings Ltd\nCompany number 09123456\nTel: +44 7700 900123',
    ],
    [
      'John Smith',
      'Please do.\n\nJohn Smith\nDirector, Smith Holdings Ltd\nCompany number 09123456\nTel: +44 7700 900123',
    ],
    [
      'Pierre Martin',
      "Merci d'enregistrer le nouveau titulaire du compte.\n\nPierre Martin\nGérant\nMartin Conseil SARL\n01 42 00 00 00",
    ],
    [
      'Thomas Becker',
      'Bitte tragen Sie mich so ein.\n\nThomas Becker\nGeschäftsführer\nBecker IT GmbH\nTel. 0201 123456',
    ],
    ['Wei Zhang', 'Please register me. Thank you for your time.\n\nWei Zhang\nManager\nHome Ltd\n+86 13900139000'],
    ['王芳', '请把登记改为这个。谢谢你们的帮助，我等消息。\n\n王芳\n经理\n某某有限公司\n13900139000'],
  ])('%s: %s', (name, text) => {
    expectShown(name, text);
  });
});
