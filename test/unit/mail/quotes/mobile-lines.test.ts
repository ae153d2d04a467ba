import { describe, expect, test } from 'vitest';
import { newTextOf } from '../../../../shared/mail/new-text.ts';
import { MOBILE_LINES, NO_MOBILE_LINES } from '../../../support/mobile-lines.ts';

describe('what a client adds below a mail is not new text', () => {
  test.each(MOBILE_LINES)('%s', (line) => {
    const below = [
      line,
      `${line}\n\nOn Tue, 3 May 2022 at 10:22, Mara Lind <mara@desk.test> wrote:\n\n> Which one?`,
      `${line}\n________________________________\nFrom: Mara <mara@desk.test>\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo\nSubject: Which?\n\nWhich one?`,
      `-- \n${line}`,
      `*${line}*`,
      `\n\n\n${line}\n\n\n`,
    ];
    for (const each of below) {
      expect(newTextOf(`The second one.\n\n${each}`)).toBe('The second one.');
      expect(newTextOf(`The second one.\n${each}`)).toBe('The second one.');
    }
  });

  test.each(NO_MOBILE_LINES)('but people’s sentences are: %s', (line) => {
    expect(newTextOf(`Hello.\n\n${line}`)).toBe(`Hello.\n\n${line}`);
  });

  test('and may have a line of its own below, in the same paragraph', () => {
    expect(newTextOf('Yes.\n\nSent from my iPhone\nPlease excuse my brevity.\n')).toBe('Yes.');
    expect(newTextOf('Yes.\n\nSent from my iPhone\n\nNo, wait: the first one.')).toContain('wait');
  });

  test.each([
    ['This email has been checked for viruses by Avast antivirus software.\nwww.avast.com'],
    ['--\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.avast.com/antivirus'],
    ['Virus-free. www.avast.com'],
  ])('nor is what a scanner adds: %j', (added) => {
    expect(newTextOf(`Yes.\n\n${added}`)).toBe('Yes.');
  });
});
