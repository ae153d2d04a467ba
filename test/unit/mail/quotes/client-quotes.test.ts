import { describe, expect, test } from 'vitest';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { ANNOUNCEMENTS, ANNOUNCEMENTS_OF_MARKED } from '../../../support/quote-announcements.ts';
import { QUOTED_HEADERS } from '../../../support/quoted-headers.ts';

const ANSWERS = ['Yes, please do.\nThank you!', '好的，谢谢。', 'ok', 'Спасибо.\n\nС уважением,\nАнна'];
const EARLIER = ['Dear Bo,', '', 'which one?', '', 'Regards,', 'Mara'];

const unmarked = EARLIER.join('\n');
const marked = EARLIER.map((line) => `> ${line}`.trim()).join('\n');

/** An earlier mail below its announcement, as it is quoted by different clients. */
function quotes(announcement: string): string[] {
  return [
    `\n\n${announcement}\n\n${marked}\n`,
    `\n${announcement}\n${marked}`,
    `\n\n\n\n${announcement}\n${marked}\n\n`,
    `\n\n${announcement}\n\n> ${announcement.replaceAll('\n', '\n> ')}\n>\n${marked.replace(/^/gm, '>')}\n`,
    `\n\n${`${announcement}\n${unmarked}`.replace(/^/gm, '> ')}`,
  ];
}

function unmarkedQuotes(announcement: string): string[] {
  return [
    `\n\n${announcement}\n\n${unmarked}\n`,
    `\n${announcement}\n${unmarked}`,
    `\n\n${announcement}`,
    `\n\n${announcement}\n\n${unmarked}\n\n${announcement}\n\n${unmarked}`,
    `\n\n________________________________\n${announcement}\n${unmarked}`,
    `\n\nSent from my iPhone\n\n${announcement}\n${unmarked}`,
    `\n\n-- \nBo Berg\nHome Ltd\n\n${announcement}\n${unmarked}`,
  ];
}

function expectNew(quotesBelow: readonly string[]): void {
  for (const answer of ANSWERS) {
    for (const quote of quotesBelow) {
      expect(newTextOf(`${answer}${quote}`), quote).toBe(answer);
      expect(newTextOf(`${answer}${quote}`, [], 'quotes'), 'where nothing is guessed').not.toContain('which one?');
    }
  }
}

describe('an announcement ends the new text', () => {
  test.each(ANNOUNCEMENTS)('of $client, $language: $announcement', ({ announcement }) => {
    expectNew([...quotes(announcement), ...unmarkedQuotes(announcement)]);
  });

  test.each(ANNOUNCEMENTS_OF_MARKED)('of $client, $language, above marked lines: $announcement', ({ announcement }) => {
    expectNew(quotes(announcement).slice(0, 4));
  });
});

describe('repeated headers end the new text', () => {
  test.each(QUOTED_HEADERS)('of $client, $language', ({ headers }) => {
    const below = headers.includes('\n>') || headers.startsWith('>') ? marked : unmarked;
    expectNew([
      `\n\n${headers}\n\n${below}\n`,
      `\n${headers}\n${below}`,
      `\n\n${headers}`,
      `\n\n\n${headers}\n${marked}`,
      `\n\n${`${headers}\n${unmarked}`.replace(/^/gm, '> ')}`,
      `\n\nVon meinem iPhone gesendet\n\n${headers}\n${below}`,
    ]);
  });
});
