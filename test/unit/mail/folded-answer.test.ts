import { expect, test } from 'vitest';
import { mailComment } from '../../../shared/mail/mail-comment.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';

const commentOf = async (lines: readonly string[], part: 'answer' | 'answer-of-staff' = 'answer') => {
  const raw = ['From: Bo Berg <bo@x.test>', 'To: help@desk.test', 'Subject: Re: x', '', ...lines].join('\r\n');
  return mailComment(await parseMail(new TextEncoder().encode(raw)), part, 'en');
};
const QUOTE = ['On Tue, 3 May 2022 at 10:22, Mara <m@desk.test> wrote:', '> Which one?'];

test('a quote above a plain answer stays a click away, as does what stands below', async () => {
  const comment = await commentOf([...QUOTE, '', 'Yes', '', '-- ', 'Bo']);
  expect(comment.body).toBe('Yes');
  expect(comment.html_body).toMatch(
    /^<details>.*On Tue.*Which one\?.*<\/details><p>Yes<\/p><details>.*Bo.*<\/details>$/s,
  );
});

test('a quote between what was written above and below it stays a click away', async () => {
  const comment = await commentOf(['Hi Mara,', '', ...QUOTE, '', 'the second one.', '', '-- ', 'Bo']);
  expect(comment.body).toBe('Hi Mara,\n\nthe second one.');
  expect(comment.html_body).toMatch(
    /^<p>Hi Mara,<\/p><details>.*On Tue.*Which one\?.*<\/details><p>the second one\.<\/p><details>.*Bo.*<\/details>$/s,
  );
});

test('an answer that says nothing shows what it repeats, and is none when an agent wrote it', async () => {
  expect(await commentOf(QUOTE)).toMatchObject({ body: QUOTE.join('\n'), isUnsent: false });
  expect(await commentOf(QUOTE, 'answer-of-staff')).toMatchObject({ isUnsent: true });
});
