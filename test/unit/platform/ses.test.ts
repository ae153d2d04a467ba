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
  expect((await sesSender(failing(error), 'set', outside)(mail)).kind).toBe(kind);
});
