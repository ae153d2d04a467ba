import { expect, test } from 'vitest';
import { type MailClient, sesSender } from '../../../shared/platform/ses.ts';

const mail = { from: 'support@moorline.test', to: 'a@b.test', raw: Buffer.from('x'), deliveryId: 'd' };
const outside = { pause: async () => undefined, random: () => 0 };
const failing = (error: Error): MailClient => ({ send: () => Promise.reject(error) }) as unknown as MailClient;

test.each([
  ['never came about', 'the request socket did not establish a connection with the server within 3000 ms.', 'later'],
  ['came about and then fell silent', 'a request has exceeded the configured 10000 ms requestTimeout.', 'doubt'],
])('a connection that %s', async (_, message, kind) => {
  const error = Object.assign(new Error(message), { name: 'TimeoutError' });
  expect((await sesSender(failing(error), 'set', outside)(mail, false)).kind).toBe(kind);
});

test.each([
  ['urgent', true, 'sent'],
  ['not urgent', false, 'later'],
])('what is %s where mails come too fast for most of a second (insisting: %s) ends as %s', async (_, urgent, kind) => {
  const tooFast = Object.assign(new Error('Maximum sending rate exceeded.'), {
    name: 'TooManyRequestsException',
    $metadata: { httpStatusCode: 429 },
  });
  let sends = 0;
  const send = () => (++sends < 8 ? Promise.reject(tooFast) : Promise.resolve({ MessageId: 'id' }));
  expect((await sesSender({ send } as unknown as MailClient, 'set', outside)(mail, urgent)).kind).toBe(kind);
});
