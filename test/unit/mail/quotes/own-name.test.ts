import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';

const QUOTE = '\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n> Which one?';
const bo = { name: 'Bo Martin Berg', address: 'bo.berg@home.test' };

function newText(text: string, from = bo): string {
  return newTextOfMail({ text, html: undefined, from: [from] });
}

const FORMS: readonly (readonly [what: string, name: string])[] = [
  ['the first name', 'Bo'],
  ['the whole name', 'Bo Martin Berg'],
  ['first and last', 'Bo Berg'],
  ['a middle initial', 'Bo M. Berg'],
  ['initials', 'B.B.'],
  ['all initials', 'BMB'],
  ['an initial of the last name', 'Bo B.'],
  ['in lower case', 'bo berg'],
];

describe('the name that a mail is from, at its end, is no new text', () => {
  test.each(FORMS)('%s', (_, name) => {
    for (const quote of ['', QUOTE]) {
      expect(newText(`Hello,\n\nthe second one, please.\n\n${name}${quote}`)).toBe('Hello,\n\nthe second one, please.');
      for (const dash of ['-', '- ', '--', '– ', '—', '~']) {
        expect(newText(`The second one, please\n${dash}${name}${quote}`)).toBe('The second one, please');
      }
    }
  });

  test.each([
    ['a title', 'Head of Things'],
    ['a title and a firm', 'Head of Things\nHome Ltd'],
  ])('nor is %s below it', (_, card) => {
    for (const quote of ['', QUOTE]) {
      expect(newText(`The second one, please.\n\nBo Berg\n${card}${quote}`)).toBe('The second one, please.');
      expect(newText(`The second one\n\nThanks,\nBo Berg\n${card}${quote}`)).toBe('The second one\n\nThanks,');
    }
  });

  test.each(FORMS)('but %s stays with the closing word above it when nothing follows', (_, name) => {
    for (const quote of ['', QUOTE]) {
      for (const closing of ['Thanks,\n', 'Best regards,\n\n']) {
        expect(newText(`The second one\n\n${closing}${name}${quote}`)).toBe(`The second one\n\n${closing}${name}`);
      }
    }
  });

  test('with more below, where a closing word stands above', () => {
    const card = 'Bo Berg\nHead of Things\nHome Ltd\nTel. +49 123 456789\nbo.berg@home.test';
    expect(newText(`The second one.\n\nRegards,\n${card}${QUOTE}`)).toBe('The second one.\n\nRegards,');
    const number = 'My number has changed.\n\nBo Berg\nTel. +49 123 456789';
    expect(newText(`${number}${QUOTE}`)).toBe(number);
  });

  test.each([
    ['张伟', '是的，是我本人的。', '谢谢\n', '张伟'],
    ['林小明', '對，是第二個。', '敬上\n', '小明'],
    ['山田太郎', '二番目です。', 'よろしくお願いします。\n', '山田太郎'],
    ['홍길동', '두 번째입니다.', '감사합니다.\n', '홍길동'],
    ['Анна Смирнова', 'Да, второй.', 'С уважением,\n', 'Анна'],
    ['Müller, Jörg', 'Ja, das zweite.', 'Mit freundlichen Grüßen\n', 'Jörg Müller'],
    ['Ana Pérez', 'Sí, el segundo.', 'Un saludo,\n', 'Ana'],
    ['Zoé Petit', 'Oui.', 'Bien cordialement,\n\n', 'Zoé Petit'],
    ['João Silva', 'Sim, o segundo.', 'Obrigado,\n', 'João'],
    ['Ayşe Demir', 'Evet.', 'Teşekkürler,\n', 'Ayşe'],
    ['Nguyễn Lan', 'Vâng, cái thứ hai.', 'Trân trọng,\n', 'Lan'],
    ['', 'Yes.', 'Thanks,\n', 'Bo'],
  ])('of %s', (name, said, closing, signed) => {
    const from = { name, address: name === 'Nguyễn Lan' ? 'lan@home.test' : 'bo@home.test' };
    expect(newText(`${said}\n\n${signed}`, from)).toBe(said);
    expect(newText(`${said}\n\n${closing}${signed}${QUOTE}`, from)).toBe(`${said}\n\n${closing}${signed}`);
  });

  test.each([
    ['another name', 'The second one.\n\nThanks,\nAnn'],
    ['the name as an answer', 'The account is in the name of\n\nBo Berg'],
    ['the name behind a colon', 'My name is:\n\nBo Berg'],
    ['the name in the same paragraph', 'Please write to\nBo Berg'],
    ['the name alone', 'Bo Berg'],
    ['nothing but a closing', 'Thanks,\nBo'],
    ['a sentence below', 'The second one.\n\nBo\n\nWhen will it come?'],
    ['a postal address', 'Here is where I live.\n\nBo Berg\n12 Long Street\nBerlin'],
    ['data below', 'Here it is.\n\nBo Berg\nDE89 3704 0044 0532 0130 00 12 34 56'],
    ['a list below', 'Who comes.\n\nBo\n- and Ann'],
    ['the name in a list', 'Who comes:\n- Ann\n- Bo'],
    ['the name as one of a list', 'Who comes:\n\n- Bo'],
  ])('but %s is', (_, text) => {
    expect(newText(text)).toBe(text);
    expect(newText(`${text}${QUOTE}`)).toBe(text);
  });
});
