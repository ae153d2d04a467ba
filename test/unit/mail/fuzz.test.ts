import { expect, test } from 'vitest';
import { fuzzMail } from '../../support/fuzz-mail.ts';

/** `npm run bench -- fuzz` takes 100,000. */
test('1,000 damaged mails are read or refused in time, without an error', async () => {
  expect(await fuzzMail(1, 1_000)).toMatchObject({ mails: 1_000, faults: [] });
}, 60_000);
