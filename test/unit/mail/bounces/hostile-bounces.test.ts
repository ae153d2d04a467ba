import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failedRecipients } from '../../../../shared/mail/bounce-report.ts';
import { classifyMail } from '../../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../../shared/mail/parse-mail.ts';
import { bounceParts, bounceText } from '../../../support/a-bounce.ts';
import { mailFacts } from '../../../support/a-mail.ts';

const FACTS = mailFacts({ envelopeFrom: undefined });
const PIECES = [
  '<wei@corp.example>',
  'wei@corp.example:',
  '550 5.1.1',
  '@',
  '<',
  '>',
  'recipient',
  'could not be delivered',
  '----- Original message -----',
  'Final-Recipient: rfc822;',
  'Action: failed',
  'Status: 5.1.1',
  'RCPT TO:',
  '收件人',
  '\n',
  '\n\n',
  '  ',
  '\t',
  '\0',
  '😀',
];

describe('a hostile bounce', () => {
  test('is read without failing, and names addresses and codes only', async () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 })), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, async (pieces) => {
        const words = pieces.join('');
        const raws = [
          bounceText(words),
          bounceParts([
            { type: 'text/html', text: words },
            { type: 'message/delivery-status', text: words },
          ]),
        ];
        for (const raw of raws) {
          const mail = await parseMail(raw);
          await classifyMail(mail, FACTS);
          for (const { recipient, status, hard } of failedRecipients(mail)) {
            expect(recipient).toMatch(/^\S.*@\S+$/);
            expect(status).toMatch(/^[45]\.\d\.\d{1,3}$/);
            if (hard) expect(status.startsWith('5')).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, string]>([
    ['nothing but at signs', '@'.repeat(300_000)],
    ['addresses without end', 'a@b.co '.repeat(40_000)],
    ['a failure on each line', Array.from({ length: 20_000 }, (_, at) => `<a${at}@b.co>: 550 unknown`).join('\n')],
    ['aliases without end', `${'<a@b.co> (expanded from <c@d.co>), '.repeat(28)}\n`.repeat(300)],
    ['lists that go on', `${'a@b.co,  <( '.repeat(80)}\n`.repeat(300)],
    ['the same report again and again', 'Final-Recipient: rfc822; a@b.co\nStatus: 5.0.0\n'.repeat(10_000)],
    ['blanks before an address', `x${' '.repeat(900)}a@b.co\n`.repeat(300)],
    ['labels before an address', `${'recipient '.repeat(90)}a@b.co\n`.repeat(300)],
    ['words about quotas', `${'over the its their mailbox storage '.repeat(28)}\n`.repeat(300)],
    ['rules', `${'-'.repeat(900)}\n`.repeat(900)],
    ['one line', 'recipient '.repeat(500_000)],
  ])('of %s is read in no time', async (_name, text) => {
    const mail = await parseMail(bounceText(text));
    const start = performance.now();
    await classifyMail(mail, FACTS);
    failedRecipients(mail);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
