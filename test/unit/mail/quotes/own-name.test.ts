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
  test.each(FORMS)('%s behind a dash', (_, name) => {
    for (const quote of ['', QUOTE]) {
      for (const dash of ['-', '- ', '--', '– ', '—', '~']) {
        expect(newText(`The second one, please\n${dash}${name}${quote}`)).toBe('The second one, please');
      }
    }
  });

  test.each(FORMS)('but %s alone stays, with a closing word above it', (_, name) => {
    for (const above of ['The second one.\n\n', 'The second one\n\nThanks,\n', 'Yes.\n\nBest regards,\n\n']) {
      for (const quote of ['', QUOTE]) expect(newText(`${above}${name}${quote}`)).toBe(`${above}${name}`);
    }
  });

  test.each([
    ['张伟', '是的，是我本人的。\n\n谢谢\n张伟'],
    ['林小明', '對，是第二個。\n\n敬上\n小明'],
    ['山田太郎', '二番目です。\n\nよろしくお願いします。\n山田太郎'],
    ['홍길동', '두 번째입니다.\n\n감사합니다.\n홍길동 드림'],
    ['Анна Смирнова', 'Да, второй.\n\nС уважением,\nАнна'],
    ['Müller, Jörg', 'Ja, das zweite.\n\nMit freundlichen Grüßen\nJörg Müller'],
    ['Ana Pérez', 'Sí, el segundo.\n\nUn saludo,\nAna'],
    ['Zoé Petit', 'Oui.\n\nBien cordialement,\n\nZoé Petit'],
    ['João Silva', 'Sim, o segundo.\n\nObrigado,\nJoão'],
    ['Ayşe Demir', 'Evet.\n\nTeşekkürler,\nAyşe'],
    ['Nguyễn Lan', 'Vâng, cái thứ hai.\n\nTrân trọng,\nLan'],
  ])('nor is a closing with the name of %s left without it', (name, text) => {
    const from = { name, address: 'x@home.test' };
    for (const quote of ['', QUOTE]) expect(newText(`${text}${quote}`, from)).toBe(text);
  });

  test.each([
    ['another name', 'The second one.\n\nThanks,\nAnn'],
    ['the name as an answer', 'The account is in the name of\n\nBo Berg'],
    ['the name behind a colon', 'My name is:\n\nBo Berg'],
    ['the name in the same paragraph', 'Please write to\nBo Berg'],
    ['the name alone', 'Bo Berg'],
    ['nothing but a closing', 'Thanks,\nBo'],
    ['the name with a number', 'My number has changed.\n\nBo Berg\nTel. +49 123 456789'],
    ['a sentence below', 'The second one.\n\nBo\n\nWhen will it come?'],
    ['a postal address', 'Here is where I live.\n\nBo Berg\n12 Long Street\nBerlin'],
    ['data below', 'Here it is.\n\nBo Berg\nDE89 3704 0044 0532 0130 00 12 34 56'],
    ['a list below', 'Who comes.\n\nBo\n- and Ann'],
    ['the name behind a dash at once below a closing', 'The second one.\n\nThanks,\n-Bo'],
    ['the name in a list', 'Who comes:\n- Ann\n- Bo'],
    ['the name as one of a list', 'Who comes:\n\n- Bo'],
  ])('but %s is', (_, text) => {
    expect(newText(text)).toBe(text);
    expect(newText(`${text}${QUOTE}`)).toBe(text);
  });
});
