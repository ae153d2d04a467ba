import { describe, expect, test } from 'vitest';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { ANNOUNCEMENTS } from '../../../support/quote-announcements.ts';

const OWN = 'Yes, please do.\nThank you!';

/** Announcements that say how they begin: with `On`, in whatever language, and end in an address or a verb. */
const OPENED = [
  'On Tue, May 3, 2022 at 10:22 AM Mara Lind <mara@desk.test> wrote:',
  'On May 3, 2022, at 10:22 AM, Mara Lind <mara@desk.test> wrote:',
  'On Tuesday, May 3, 2022 at 10:22:33 AM GMT+2, Mara Lind <mara@desk.test> wrote:',
  'In a message dated 5/3/2022 10:22:33 AM Eastern Daylight Time, mara@desk.test writes:',
  'Am Di., 3. Mai 2022 um 10:22 Uhr schrieb Mara Lind <mara@desk.test>:',
  'Le mar. 3 mai 2022 à 10:22, Mara Lind <mara@desk.test> a écrit :',
  'El mar, 3 may 2022 a las 10:22, Mara Lind (<mara@desk.test>) escribió:',
  'Em ter., 3 de mai. de 2022 às 10:22, Mara Lind <mara@desk.test> escreveu:',
  'Il giorno mar 3 mag 2022 alle ore 10:22 Mara Lind <mara@desk.test> ha scritto:',
  'Op di 3 mei 2022 om 10:22 schreef Mara Lind <mara@desk.test>:',
  'Den tis 3 maj 2022 kl 10:22 skrev Mara Lind <mara@desk.test>:',
  'În mar., 3 mai 2022 la 10:22, Mara Lind <mara@desk.test> a scris:',
  'Στις Τρί 3 Μαΐ 2022 στις 10:22 π.μ., ο χρήστης Mara Lind <mara@desk.test> έγραψε:',
  'Vào Th 3, 3 thg 5, 2022 vào lúc 10:22 Mara Lind <mara@desk.test> đã viết:',
  'Pada tanggal Sel, 3 Mei 2022 pukul 10.22 Mara Lind <mara@desk.test> menulis:',
  'เมื่อ อ. 3 พ.ค. 2565 เวลา 10:22 Mara Lind <mara@desk.test> เขียนว่า:',
  '在 2022年5月3日 上午10:22，Mara Lind <mara@desk.test>写道：',
];

function brokenAt(text: string, ...places: readonly number[]): string {
  return [...text].map((letter, at) => (places.includes(at) ? '\n' : letter)).join('');
}

function spacesOf(text: string): number[] {
  return [...text].flatMap((letter, at) => (letter === ' ' ? [at] : []));
}

describe('an announcement that was broken ends the new text', () => {
  test.each(OPENED)('at any blank: %s', (announcement) => {
    for (const place of spacesOf(announcement)) {
      const broken = brokenAt(announcement, place);
      expect(newTextOf(`${OWN}\n\n${broken}\n\n> Dear Bo,\n> which?`), broken).toBe(OWN);
      expect(newTextOf(`${OWN}\n\n${broken}\n\nDear Bo,\nwhich?`), broken).toBe(OWN);
      expect(newTextOf(`${OWN}\n${broken}\n> Dear Bo,\n> which?`), broken).toBe(OWN);
    }
  });

  test.each(OPENED)('that stands behind an answer with a figure: %s', (announcement) => {
    for (const answer of ['No 12', 'at 11', '9', 'Friday 10 is fine', '11 would be best', 'On Friday 10']) {
      expect(newTextOf(`${answer} ${announcement}\n> Dear Bo,\n> which?`)).toBe(answer);
      expect(newTextOf(`${answer} ${announcement}\n\nDear Bo,\nwhich?`)).toBe(answer);
    }
  });

  test.each([
    'Vào 10:22 Thứ Ba, Ngày 3 tháng 5, 2022, Mara Lind <mara@desk.test> đã viết:',
    'On Tue, May 3, 2022 At 10:22 AM, Mara Lind <mara@desk.test> wrote:',
    'Em terça-feira, 3 de maio de 2022 Às 10:22, Mara Lind <mara@desk.test> escreveu:',
  ])('that opens twice: %s', (announcement) => {
    expect(newTextOf(`${OWN}\n\n${announcement}\n> Dear Bo,`)).toBe(OWN);
  });

  test.each(OPENED)('in three or four: %s', (announcement) => {
    const spaces = spacesOf(announcement);
    const third = Math.floor(spaces.length / 3);
    for (let at = 0; at < third; at++) {
      const places = [spaces[at] ?? 0, spaces[at + third] ?? 0, ...(at % 2 ? [spaces[at + 2 * third] ?? 0] : [])];
      const broken = brokenAt(announcement, ...places);
      expect(newTextOf(`${OWN}\n\n${broken}\n\nDear Bo,\nwhich?`), broken).toBe(OWN);
    }
  });

  test.each(OPENED)('with the mark of quotes on its last line only: %s', (announcement) => {
    for (const place of spacesOf(announcement)) {
      const [first, last] = brokenAt(announcement, place).split('\n');
      expect(newTextOf(`${OWN}\n\n${first}\n> ${last}\n> Dear Bo,\n> which?`), last).toBe(OWN);
    }
  });

  test.each(OPENED)('behind somebody’s last words, in one line: %s', (announcement) => {
    expect(newTextOf(`Yes, please do. ${announcement}\n> Dear Bo`)).toBe('Yes, please do.');
    expect(newTextOf(`Yes, please do. ${announcement}\n\nDear Bo`)).toBe('Yes, please do.');
    expect(newTextOf(`Hello.\n\nYes please ${announcement}\n\nDear Bo`)).toBe('Hello.\n\nYes please');
    for (const place of spacesOf(announcement).slice(2)) {
      const broken = brokenAt(announcement, place);
      expect(newTextOf(`Hello.\n\nYes, please do. ${broken}\n\nDear Bo`), broken).toBe('Hello.\n\nYes, please do.');
    }
  });

  test.each([
    'Mara Lind\n<mara@desk.test> 于2022年5月3日周二 10:22写道：',
    'Mara Lind <mara@desk.test>\n于2022年5月3日周二 10:22写道：',
    '2022年5月3日(火) 10:22 Mara Lind\n<mara@desk.test>:',
    '2022年5月3日(火)\n10:22 Mara Lind <mara@desk.test>:',
    '2022년 5월 3일 (화)\n오전 10:22, Mara Lind <mara@desk.test>님이\n작성:',
    'вт,\n3 мая 2022 г. в 10:22, Mara Lind <mara@desk.test>:',
    'вт, 3 мая\n2022 г. в 10:22, Mara\nLind <mara@desk.test>:',
    '3 мая 2022 г., 10:22 пользователь\nMara Lind <mara@desk.test>\nнаписал:',
    'Mara Lind <mara@desk.test>, 3 May 2022 Sal,\n10:22 tarihinde\nşunu yazdı:',
    'On Tue, May 3, 2022 at 10:22 AM Mara Lind <\nmara@desk.test\n> wrote:',
  ])('where it begins with a name or a date: %j', (announcement) => {
    expect(newTextOf(`${OWN}\n\n${announcement}\n\nDear Bo,\nwhich?`)).toBe(OWN);
    expect(newTextOf(`${OWN}\n\n${announcement}\n> Dear Bo,\n> which?`)).toBe(OWN);
  });

  test('behind the end of a sentence, where it begins with a name or a date', () => {
    for (const announcement of [
      'вт, 3 мая 2022 г. в 10:22, Mara Lind <mara@desk.test>:',
      '2022年5月3日(火) 10:22 Mara Lind <mara@desk.test>:',
      'Mara Lind <mara@desk.test> 于2022年5月3日周二 10:22写道：',
      '3 мая 2022 г., 10:22 пользователь Mara Lind <mara@desk.test> написал:',
    ]) {
      expect(newTextOf(`Yes, please do. ${announcement}\n\nDear Bo`)).toBe('Yes, please do.');
      expect(newTextOf(`好的，谢谢。${announcement}\n> Dear Bo`)).toBe('好的，谢谢。');
    }
  });

  test('but one that is whole stays whole', () => {
    for (const { announcement } of ANNOUNCEMENTS) {
      expect(newTextOf(`${OWN}\n\n${announcement}\n\nDear Bo`), announcement).toBe(OWN);
    }
  });

  test.each([
    'I wrote to you twice. On 3 May 2022 your agent wrote: please wait.\nI waited.',
    'We met. On Tue, May 3, 2022 I said:\nthat is mine.',
    'Thanks. On 3 May I paid 50 EUR to Bob <bob@x.test>, and nothing came.',
    'Gut. Am 3. Mai 2022 um 10:22 habe ich Ihnen geschrieben:\nbitte warten.',
    'Bien. Le 3 mai 2022, votre collègue m’a écrit :\nveuillez patienter.',
    'See what they said. On 4 May 2022 at 10:22 Bob Smith wrote:\n\n"we will refund"\n\nWhere is it?',
    '好的。我在 2022年5月3日 10:22 提交了申请，客服说：\n请等待。',
  ])('and a story is none: %j', (text) => {
    expect(newTextOf(text)).toBe(text);
  });
});
