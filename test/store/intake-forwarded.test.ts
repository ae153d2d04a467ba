import { describe, expect, test } from 'vitest';
import { aboutOf } from '../../shared/tickets/about-fields.ts';
import { anIntakeDesk } from '../support/an-intake-desk.ts';

const FRAUD = `---------- Forwarded message ---------
From: Moorline Security <security@fraud.test>
Date: Mon, 2 Nov 2026 at 10:00
Subject: Your account has been hacked
To: <li@customer.test>

Your account has been hacked. Someone is withdrawing 12,000 USDT from your account right now!`;
const SUBJECT = 'Fwd: Your account has been hacked';

describe('a ticket that a customer opens with a forwarded mail', () => {
  test('is about what they ask, not about what the mail says', async () => {
    const desk = await anIntakeDesk({ asks: false });
    const life = await desk.opens(SUBJECT, `is this you?\n\n${FRAUD}`);
    await desk.look(life);
    expect(aboutOf(life.ticket)).toEqual({
      kind: 'question',
      category: 'account_security',
      reason: 'impersonation',
      risk: 'none',
    });
    expect(life.ticket.priority).toBe('normal');
  });

  test('becomes urgent when they write that they fell for it', async () => {
    const desk = await anIntakeDesk({ asks: false });
    const life = await desk.opens(SUBJECT, `is this you?\n\n${FRAUD}`);
    await desk.look(life);
    await desk.writes(life, 'I called them and gave them the code, now my coins are gone. Please freeze my account!');
    expect(aboutOf(life.ticket).risk).toBe('funds_at_risk');
    expect(life.ticket.priority).toBe('urgent');
  });

  test.each([
    [
      'en',
      'I got this:',
      'I clicked the link and typed my password, my coins were stolen, please freeze my account now',
    ],
    ['zh', '收到这封邮件：', '我点了链接，输入了密码，我的币被盗了，请马上冻结我的账户'],
  ])('is urgent when they tell below it that they fell for it (%s)', async (_language, above, below) => {
    const desk = await anIntakeDesk({ asks: false });
    const life = await desk.opens('Phishing', `${above}\n\n${FRAUD}\n\n${below}`);
    await desk.look(life);
    expect(aboutOf(life.ticket).risk).toBe('funds_at_risk');
    expect(life.ticket.priority).toBe('urgent');
  });

  test('is no sure matter, nor the last, when they ask something else above a danger', async () => {
    const desk = await anIntakeDesk({ asks: false });
    const life = await desk.opens(SUBJECT, `感谢你们的帮助，服务很好！\n\n${FRAUD}`);
    await desk.look(life);
    expect(life.ticket.priority).toBe('high');
  });

  test('and nothing else is for people to sort out, soon, and nobody is asked for what a stranger wrote of', async () => {
    const desk = await anIntakeDesk({ asks: true });
    const life = await desk.opens(SUBJECT, FRAUD);
    await desk.look(life);
    expect(aboutOf(life.ticket).risk).toBe('none');
    expect(life.ticket.priority).toBe('high');
    expect(await desk.record(life)).toMatchObject({ asked: null });
    const [, audit] = await desk.timers.audits(life.ticket.id);
    expect(audit?.reason).toContain('a forwarded mail tells of danger');
  });

  test('of their own is read as their words', async () => {
    const desk = await anIntakeDesk({ asks: false });
    const own = FRAUD.replace('security@fraud.test', desk.customer.email ?? expect.fail())
      .replace('Your account', 'My account')
      .replace('from your account', 'from my account');
    const life = await desk.opens('Fwd: hacked', `Again, since nobody answered:\n\n${own}`);
    await desk.look(life);
    expect(aboutOf(life.ticket).risk).toBe('funds_at_risk');
    expect(life.ticket.priority).toBe('urgent');
  });

  test('that is enclosed as a file is about what they ask', async () => {
    const desk = await anIntakeDesk({ asks: false });
    const file = { id: 7, file_name: 'hacked.eml', content_type: 'message/rfc822', size: 900, inline: false };
    const life = await desk.opens(SUBJECT, 'is this you?', { attachments: [file] });
    await desk.look(life);
    expect(aboutOf(life.ticket)).toMatchObject({ kind: 'question', category: 'account_security', risk: 'none' });
  });
});
