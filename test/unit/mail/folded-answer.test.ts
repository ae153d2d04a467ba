import { expect, test } from 'vitest';
import { mailComment } from '../../../shared/mail/mail-comment.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';

test('a quote above a plain answer stays a click away, as does what stands below', async () => {
  const raw = [
    'From: Bo Berg <bo@x.test>\r\nTo: help@desk.test\r\nSubject: Re: x\r\n\r\nOn Tue, 3 May 2022 at 10:22, Mara <m@desk.test> wrote:',
    '> Yes?\r\n\r\nYes\r\n\r\n-- \r\nBo',
  ].join('\r\n');
  const comment = await mailComment(await parseMail(new TextEncoder().encode(raw)), 'answer', 'en');
  expect(comment.body).toBe('Yes');
  expect(comment.html_body).toMatch(/^<details>.*On Tue.*Yes\?.*<\/details><p>Yes<\/p><details>.*Bo.*<\/details>$/s);
});
