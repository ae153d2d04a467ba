import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';

const QUOTE = '\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n> Which one?';
const bo = { name: 'Bo Martin Berg', address: 'bo.berg@home.test' };

function newText(text: string, from = bo): string {
  return newTextOfMail({ text, html: undefined, from: [from] });
}

describe('the name that a mail is from, at its end, is no new text', () => {
  test.each([
    ['the first name', 'Bo'],
    ['the whole name', 'Bo Martin Berg'],
    ['first and last', 'Bo Berg'],
    ['a middle initial', 'Bo M. Berg'],
    ['initials', 'B.B.'],
    ['all initials', 'BMB'],
    ['an initial of the last name', 'Bo B.'],
    ['in lower case', 'bo berg'],
    ['with a title', 'Bo Berg\nHead of Things'],
    ['with a title and a firm', 'Bo Berg\nHead of Things\nHome Ltd'],
  ])('%s', (_, signed) => {
    for (const quote of ['', QUOTE]) {
      expect(newText(`Hello,\n\nthe second one, please.\n\n${signed}${quote}`)).toBe(
        'Hello,\n\nthe second one, please.',
      );
      expect(newText(`The second one\n\nThanks,\n${signed}${quote}`)).toBe('The second one\n\nThanks,');
      expect(newText(`The second one\n\nBest regards,\n\n${signed}${quote}`)).toBe('The second one\n\nBest regards,');
    }
  });

  test('with more below, where a closing word stands above', () => {
    const card = 'Bo Berg\nHead of Things\nHome Ltd\nTel. +49 123 456789\nbo.berg@home.test';
    expect(newText(`The second one.\n\nRegards,\n${card}${QUOTE}`)).toBe('The second one.\n\nRegards,');
    const number = 'My number has changed.\n\nBo Berg\nTel. +49 123 456789';
    expect(newText(`${number}${QUOTE}`)).toBe(number);
  });

  test.each([
    ['张伟', '是的，是我本人的。\n\n谢谢\n张伟', '是的，是我本人的。\n\n谢谢'],
    ['林小明', '好的，谢谢。\n\n小明', '好的，谢谢。'],
    ['Анна Смирнова', 'Да, второй.\n\nС уважением,\nАнна', 'Да, второй.\n\nС уважением,'],
    [
      'Müller, Jörg',
      'Ja, das zweite.\n\nMit freundlichen Grüßen\nJörg Müller',
      'Ja, das zweite.\n\nMit freundlichen Grüßen',
    ],
    ['Ana Pérez', 'Sí, el segundo.\n\nUn saludo,\nAna', 'Sí, el segundo.\n\nUn saludo,'],
    ['Zoé Petit', 'Oui.\n\nBien cordialement,\n\nZoé Petit', 'Oui.\n\nBien cordialement,'],
    ['João Silva', 'Sim, o segundo.\n\nObrigado,\nJoão', 'Sim, o segundo.\n\nObrigado,'],
    ['Ayşe Demir', 'Evet.\n\nTeşekkürler,\nAyşe', 'Evet.\n\nTeşekkürler,'],
    ['', 'Yes.\n\nThanks,\nBo', 'Yes.\n\nThanks,'],
  ])('of %s', (name, text, expected) => {
    expect(newText(text, { name, address: 'bo@home.test' })).toBe(expected);
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
  ])('but %s is', (_, text) => {
    expect(newText(text)).toBe(text);
    expect(newText(`${text}${QUOTE}`)).toBe(text);
  });
});
