import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';

const QUOTE = '\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n> Which one?';

interface Case {
  readonly from: string;
  readonly said: string;
  readonly card: string;
}

function newText(text: string, name: string): string {
  return newTextOfMail({ text, html: undefined, from: [{ name, address: 'office@home.test' }] });
}

/** What people put below a text without drawing anything above it. */
const CARDS: readonly Case[] = [
  ...[
    'Bo Berg | Head of Things\nHome Ltd',
    'Bo Berg, Home Ltd\n12 Long Street',
    'BO BERG\nHEAD OF THINGS\nHOME LTD',
    'Bo M. Berg - Head of Things\nHome Ltd\nTel 030 1234567\nwww.home.test',
    'Bo Berg / Head of Things\nHome Inc.',
    'Bo Berg\nHome Inc.\n12 Long Street, Suite 5\nBerlin, CA 94107\n(415) 555-0100 x 12',
    'Bo Berg\n+49 30 1234567\nwww.home.test\noffice@home.test',
    'Bo Berg\nHead of Things\nHome Ltd\n<https://home.test>\n<https://f.test/home> <https://t.test/home>',
    'Bo Berg\nHead of Things\n\n[Home logo]\n\nHome Ltd\nwww.home.test\n\n[Facebook]<https://f.test> [Twitter]<https://t.test>',
    'Bo Berg\nHead of Things\n030 1234567\n[image: x] https://home.test\n[cid:1]<https://home.test>',
    'Bo Berg\nSoftware Engineer at Home\n@bo',
    'Bo Berg | Senior Engineer | Home Ltd | +49 30 1234567',
    'Bo Berg\nSenior Engineer | Home Ltd\nT: +49 30 1234567 | M: +49 171 1234567\nwww.home.test',
    '*Bo Berg*\n*Head of Things* | Home Ltd\nm: +49 171 1234567 | e: office@home.test\n[cid:image001.png@01D0]',
    'Bo Berg\nHead of Things\n12 Long Street\nBerlin 12345\nPhone: 030 1234567\n[image: Facebook] [image: Home]',
    'Bo Berg\nHead of Things\n\nHome Ltd\n12 Long Street\nBerlin 12345\n\nT +49 30 1234567\nF +49 30 1234568',
  ].map((card) => ({ from: 'Bo Berg', said: 'Please do.', card })),
  { from: 'bo berg', said: 'Please do.', card: 'Bo Berg\nHead of Things\nHome Inc.' },
  { from: 'Berg, Bo', said: 'Please do.', card: 'Bo Berg\nHead of Things, Home Inc.' },
  { from: 'Bo Berg', said: 'Please do.\n\nThanks,', card: 'Bo\nHead of Things | Home Ltd\n+49 171 1234567' },
  { from: 'ann99', said: 'Please do.\n\nRegards,', card: 'Ann Other\nHome Ltd\nTel: +49 30 1234567' },
  { from: 'Bo Berg', said: 'Please do.\n\nThanks, Bo', card: 'Head of Things\nHome Ltd\nTel: +49 30 1234567' },
  { from: '', said: 'Please do.\n\nRegards,', card: 'Ann Other\nHead of Things\nTel: +49 30 1234567' },
  { from: 'Home Support', said: 'Please do.', card: 'Ann Other\nHead of Things\noffice@home.test' },
  { from: '张伟', said: '已经寄出。', card: '张伟 销售经理\n北京某某有限公司\n电话：010-12345678' },
  {
    from: 'Wei Zhang',
    said: '已经寄出。',
    card: '张伟\n销售经理\n北京某某有限公司\n手机：13800138000\n邮箱：office@home.test\n地址：北京市朝阳区某某路1号',
  },
  { from: '张伟', said: '已经寄出。\n\n祝好', card: '张伟\n北京某某有限公司\n手机：13800138000' },
  {
    from: '陳小明',
    said: '已經寄出。',
    card: '陳小明\n業務部 專員\n某某股份有限公司\n電話：02-1234-5678 分機 12\n傳真：02-1234-5679',
  },
  { from: '山田 太郎', said: '届きました。', card: '株式会社ホーム\n山田 太郎\nTEL: 03-1234-5678' },
  {
    from: '山田 太郎',
    said: '届きました。',
    card: '山田 太郎\n株式会社ホーム 営業部\n〒100-0001 東京都千代田区1-1\n電話：03-1234-5678',
  },
  { from: '홍길동', said: '도착했습니다.', card: '홍길동 과장\n주식회사 홈\nTel: 02-123-4567\nMobile: 010-1234-5678' },
  { from: '홍길동', said: '도착했습니다.\n\n감사합니다.', card: '홍길동\n(주)홈 영업팀 대리\n전화 02-123-4567' },
  {
    from: 'Иван Петров',
    said: 'Всё пришло.',
    card: 'Иван Петров\nМенеджер по продажам\nООО «Дом»\nТел.: +7 (495) 123-45-67',
  },
  {
    from: 'Иван Петров',
    said: 'Всё пришло.\n\nС уважением,',
    card: 'Петров Иван\nменеджер\nООО «Дом»\nтел. +7 495 123-45-67',
  },
  {
    from: 'Jörg Müller',
    said: 'Es ist da.\n\nMit freundlichen Grüßen',
    card: 'i. A. Jörg Müller\nVertrieb\n\nMüller GmbH\nLange Straße 12 · 12345 Berlin\nTel.: +49 30 1234567-0\nFax: +49 30 1234567-9\n\nSitz: Berlin, HRB 12345\nGeschäftsführer: Jörg Müller',
  },
  {
    from: 'Zoé Petit',
    said: 'Tout est là.\n\nCordialement,',
    card: 'Zoé Petit\nResponsable commerciale\nMaison SARL\n12 rue Longue, 75001 Paris\nTél. : 01 23 45 67 89\nPort. : 06 12 34 56 78',
  },
  {
    from: 'Ana Pérez',
    said: 'Todo llegó.\n\nSaludos,',
    card: 'Ana Pérez\nDirectora de Ventas\nCasa S.L.\nMóvil: 612 345 678',
  },
  {
    from: 'João Silva',
    said: 'Chegou tudo.',
    card: 'João Silva\nGerente de Projetos\nCasa Ltda.\nTel.: (11) 1234-5678',
  },
  {
    from: 'Nguyễn Lan',
    said: 'Đã đến.\n\nTrân trọng,',
    card: 'Nguyễn Lan\nPhòng Kinh doanh\nCông ty TNHH Nhà\nĐT: 0912 345 678',
  },
  {
    from: 'Ayşe Demir',
    said: 'Hepsi geldi.\n\nSaygılarımla,',
    card: 'Ayşe Demir\nSatış Müdürü\nEv A.Ş.\nGSM: +90 532 123 45 67',
  },
];

describe('a card below a name is no new text', () => {
  test.each(CARDS)('$card', ({ from, said, card }) => {
    // A closing goes with the name and the card below it, unless the name stands in its line.
    const isSigned = said.endsWith(', Bo');
    const told = isSigned ? said : said.split('\n\n')[0];
    for (const below of ['', QUOTE, '\n\nSent from my iPhone'])
      expect(newText(`${said}${isSigned ? '\n' : '\n\n'}${card}${below}`, from)).toBe(told);
  });

  test.each([
    ['Thanks,', 'Bo\nHead of Things | Home Ltd\n+49 171 1234567'],
    ['Best regards', 'Bo Berg\nHome Ltd\nTel: +49 30 1234567'],
    ['Mit freundlichen Grüßen', 'Bo Berg\nVertrieb\nHome GmbH'],
    ['Med vänlig hälsning,', 'Bo Berg\nHome AB\nTel: 08-123 45 67'],
  ])('nor is %s in the same paragraph', (closing, card) => {
    for (const below of ['', QUOTE])
      expect(newText(`Please do.\n\n${closing}\n${card}${below}`, 'Bo Berg')).toBe('Please do.');
  });

  test('nor is one below a closing that no table has', () => {
    const card = 'Bo Berg\nHome Ltd\nTel: +49 30 1234567';
    expect(newText(`Please do.\n\nAt your disposal,\n\n${card}`, 'Bo Berg')).toBe('Please do.\n\nAt your disposal,');
  });

  test.each([
    ['stars of ink', '☆★☆★☆★☆★☆★\n山田太郎\noffice@home.test\n☆★☆★☆★☆★☆★'],
    ['lines with ends', '◇━━━━━━━━━━━━━━◇\n山田太郎\nTEL 03-1234-5678\n◇━━━━━━━━━━━━━━◇'],
    ['slashes', '/_/_/_/_/_/_/_/_/_/_/\n山田 太郎\noffice@home.test\n/_/_/_/_/_/_/_/_/_/_/'],
    ['signs', '+-+-+-+-+-+-+-+-+-+-+\n株式会社ホーム 山田\nTEL 03-1234-5678\n+-+-+-+-+-+-+-+-+-+-+'],
    [
      'plain lines',
      '==============================\n株式会社ホーム\n山田 太郎\n電話 03-1234-5678\n==============================',
    ],
    ['stars', '**************************\n株式会社ホーム\n山田太郎\n**************************'],
    ['few stars', '*******\nTaro Yamada\nHome Ltd\noffice@home.test\n*******'],
    ['a line above alone', '=====\nTaro Yamada\nHome Ltd'],
  ])('nor is one between %s', (_, card) => {
    for (const below of ['', QUOTE]) expect(newText(`はい。\n\n${card}${below}`, 'Taro Yamada')).toBe('はい。');
  });
});

describe('a card of the writer with a link is no new text, whatever they are', () => {
  test.each([
    'Bo Berg\nGrowth Gardener, 0170 1234567\nhttps://home.test',
    'Bo Berg\noffice@home.test\nwww.home.test',
    'Bo Berg\n12 Long Street, Suite 5\nhttps://home.test/bo',
  ])('%s', (card) => {
    for (const below of ['', QUOTE])
      expect(newText(`It came yesterday.\n\n${card}${below}`, 'Bo Berg')).toBe('It came yesterday.');
    for (const said of ['Here are my data.', 'My wallet:', 'Please change it.'])
      expect(newText(`${said}\n\n${card}`, 'Bo Berg')).toBe(`${said}\n\n${card}`);
  });
});

describe('a card below nothing but a yes, or a word of telephones, may be what was asked for', () => {
  test.each([
    ['Bo Berg', 'Sure, of course.\n\nBo Berg\nDirector, Home Ltd\nTel: +44 7700 900555'],
    ['Bo Berg', 'Hi Mara,\n\nyes.\n\nBo Berg\nDirector, Home Ltd\nTel: +44 7700 900555'],
    ['Bo Berg', 'Of course.\n\nBest regards\nBo Berg\nHome Ltd\n12 Long Street, London\n+44 7700 900555'],
    ['张伟', '好的。\n\n张伟\n总经理\n北京某某有限公司\n手机：13800138000'],
    ['Bo Berg', 'Das Handy ist weg.\n\nBo Berg\nDirektor\nHome GmbH\nTel. +49 30 1234567'],
    ['Bo Berg', 'Perdí el teléfono.\n\nBo Berg\nDirector\nCasa S.L.\nTel: +34 600 100 222'],
  ])('%s: %s', (name, text) => {
    expect(newText(text, name)).toBe(text);
  });
});

describe('what somebody draws around data is new', () => {
  test.each([
    'Hello.\n\n==========\nAccount: 5\nOwner: Bo\n==========',
    'Please check this.\n\n--------------------\nBTC 5\nETH 6\n--------------------',
    'Please check this.\n\n--------------------\nBTC 5\nETH 6',
    'Please check this.\n\n************************\nAccount 12345\nError 5\n************************',
    'おはようございます。\n\n====================\n注文番号 12345\n金額 500円\n====================',
    'ログです。\n\n--------------------\nError 500\nat main.js:5\n--------------------',
  ])('%s', (text) => {
    expect(newText(text, 'Bo Berg')).toBe(text);
  });
});

describe('what somebody tells of people and firms is', () => {
  test.each([
    'Thank you, please call me at +1 555 123 4567.',
    'Thank you.\n\nPlease call me at 555 123 4567',
    'Thanks\nmy phone +49 30 1234567',
    'Thanks\nUID 88213377\noffice@home.test',
    'Thanks\nOrder: 5\nName: Bo Berg\nTel: +49 30 1234567',
    'My number is below.\n\n+49 171 1234567',
    'Hello.\n\nTel: +49 171 1234567',
    'Here are my details.\n\nBo Berg\nHome Ltd\nTel +49 30 1234567\noffice@home.test',
    'Please send the invoice to this address.\n\nHome Ltd\nLange Straße 12\n12345 Berlin',
    'The owner has changed.\n\nAnn Other\nHome Ltd\nTel +49 30 1234567',
    'Please contact my lawyer.\n\nAnn Other\nAttorney\nOther LLP\n+1 212 555 0100',
    'I spoke to your agent today.\n\nAnn Other\nSupport Manager\n+1 212 555 0100',
    'These are the people.\n\nAnn Other, Director\nBo Berg, Manager',
    'Name: Bo Berg\nPhone: +49 171 1234567\nEmail: office@home.test',
    'Requested data.\n\nBo Berg\n01.02.1980\nBerlin',
    'My wallet.\n\nbc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh',
    'See it here.\n\nhttps://x.test/1\nhttps://x.test/2',
    'The transfer was made by\n\nBo Berg\nBank of Things\n+49 30 1234567',
    'Payment details.\n\nBo Berg\nBank of Things\nDE89370400440532013000',
    'Regards,\nBo Berg\nTel: 555 1234\n\nCall me after five.',
    'Regards,\nBo Berg\nHead of Things\n\nPS: please hurry',
    'Who answers me?\n\nSupport\nSales\nMarketing',
    'Owner\n-----\nBo Berg\nHome Ltd',
    'Bo Berg\nManager\nHome Ltd\n+49 30 1234567',
    '我的资料如下：\n张伟\n13800138000',
    '请寄到这里。\n\n张伟\n北京市朝阳区某某路1号\n电话：13800138000',
    '公司名称改为\n\n北京某某有限公司',
    'これは私の住所です。\n\n山田太郎\n東京都千代田区1-1\n03-1234-5678',
    '연락처입니다.\n\n홍길동\n010-1234-5678',
    'Мой номер.\n\nИван Петров\n+7 495 123-45-67',
    'Meine Anschrift hat sich geändert.\n\nBo Berg\nHome GmbH\nTel. 030 1234567',
    'Mis datos.\n\nBo Berg\nCasa S.L.\nTel. 612 345 678',
    'I cannot log in.\n\nThanks,\nBo Berg\nbo.other@home.test\nUser 12345',
    'My new phone number is below, please update it.\n\nBest regards,\nBo Berg\n+49 171 1234567',
    'Please call me.\n\nRegards,\nBo Berg\n+49 171 1234567',
    'Please use this address.\n\nThanks,\nBo Berg\nbo.other@home.test',
    'Answer to your form\n\nBo Berg\nEngineer\nHome Ltd\n+49 171 1234567',
    'Bitte an die Firma schicken.\n\nHome GmbH\nBo Berg\nTel. 030 1234567',
    'Voici mes coordonnées.\n\nBo Berg\nGérant\nHome SARL\n01 23 45 67 89',
    'Meus dados.\n\nBo Berg\nGerente\nCasa Ltda\n(11) 1234-5678',
    'Мои данные.\n\nBo Berg\nДиректор\nООО Дом\n+7 495 123-45-67',
    '私の連絡先です。\n\n山田太郎\n部長\n03-1234-5678',
    'Bilgilerim.\n\nBo Berg\nMüdür\nEv A.Ş.\n+90 532 123 45 67',
    'Thông tin của tôi.\n\nBo Berg\nGiám đốc\n0912 345 678',
    'See my answer.\n\n- Bo said no',
    'Yes.\n\n👍👍👍👍👍👍👍\nGreat\n👍👍👍👍👍👍👍',
  ])('%s', (text) => {
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, 'Bo Berg')).toBe(text);
  });
});
