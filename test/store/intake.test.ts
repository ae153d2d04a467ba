import { describe, expect, test } from 'vitest';
import { getCorrections, listCorrectionIds } from '../../shared/intake/correction.store.ts';
import { getIntake } from '../../shared/intake/intake.store.ts';
import { MINUTE } from '../../shared/kernel/clock.ts';
import { createGroup } from '../../shared/people/write-group.store.ts';
import { ranAt } from '../../shared/sla/metrics/ticket-times.ts';
import { ABOUT_FIELDS, aboutOf } from '../../shared/tickets/about-fields.ts';
import { changedTicketField, withOption } from '../../shared/tickets/change-ticket-field.ts';
import { getTicketField, saveTicketField } from '../../shared/tickets/ticket-field.store.ts';
import { foldAll, metricOf, rules } from '../support/a-ticket-clock.ts';
import { AGENT } from '../support/a-ticket-life.ts';
import { eventOf } from '../support/a-timer-service.ts';
import { anIntakeDesk, DEADLINE, type IntakeDesk } from '../support/an-intake-desk.ts';

const SUBJECT = '提现一直没有到账';
const STUCK = '我昨天下午三点提现 1,500 USDT，走的 TRC20，到现在还没到账。';
const TXID = '6f0a3b1c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a';
const HACKED = 'Somebody hacked my account and is withdrawing my coins right now, please freeze it!';
const withoutAsking = () => anIntakeDesk({ asks: false });

describe('a new ticket', () => {
  test('says what it is about, how pressing it is and why, and keeps its facts with their places', async () => {
    const desk = await withoutAsking();
    const life = await desk.opens(SUBJECT, STUCK);
    await desk.look(life);
    const [ticket, record, comments] = [await desk.ticket(life), await desk.record(life), await desk.comments(life)];
    expect(aboutOf(ticket)).toEqual({
      kind: 'problem',
      category: 'deposit_withdrawal',
      reason: 'not_arrived',
      risk: 'none',
    });
    expect(ticket).toMatchObject({ version: 2, status: 'new', comment_count: 1 });
    expect(ticket.priority).toBe(record.priority);
    expect(record).toMatchObject({ language: 'zh-CN', missing: ['uid', 'tx_id'], asked: null, corrected: [] });
    const [first] = comments;
    const said = record.facts.filter(({ comment_id }) => comment_id === first?.id);
    expect(said.map(({ name }) => name)).toEqual(expect.arrayContaining(['amount', 'asset', 'network', 'time']));
    for (const { start, end, value } of said) expect(first?.body.slice(start, end)).toBe(value);
    const [, audit] = await desk.timers.audits(ticket.id);
    expect(audit).toMatchObject({
      author_id: -1,
      reason: expect.stringContaining('Read as: Problem, Deposit and withdrawal'),
    });
    expect(audit?.reason).toContain('到账');
    expect((await desk.timers.lastEvent(ticket.id)).names).toContain('ticket.examined.v1');
  });

  test('is looked at once, however often and late the event comes, and by how many at once', async () => {
    const desk = await anIntakeDesk();
    const life = await desk.opens(SUBJECT, STUCK);
    const event = eventOf(life.commits[0] ?? expect.fail());
    await Promise.all([1, 2, 3, 4].map(() => desk.handle(event)));
    await desk.handle(event);
    expect(await desk.ticket(life)).toMatchObject({ version: 2, comment_count: 2 });
    expect(await desk.record(life)).toMatchObject({ version: 1 });
  });

  test('that tells of danger is urgent at once, whatever was chosen for it; else what was chosen stays', async () => {
    const desk = await withoutAsking();
    const danger = await desk.opens('Help', HACKED, { priority: 'low' });
    const calm = await desk.opens(SUBJECT, STUCK, { priority: 'low' });
    await desk.look(danger);
    await desk.look(calm);
    expect(danger.ticket.priority).toBe('urgent');
    expect(aboutOf(danger.ticket).risk).toBe('funds_at_risk');
    expect(calm.ticket.priority).toBe('low');
    const [, audit] = await desk.timers.audits(danger.ticket.id);
    expect(audit?.reason).toContain('Priority urgent, because of: funds at risk now');
  });

  test('of a machine, of ours, or deleted is left alone', async () => {
    const desk = await anIntakeDesk();
    const machine = await desk.opens(SUBJECT, STUCK, { origin: 'auto-reply' });
    const deleted = await desk.opens(SUBJECT, STUCK);
    await deleted.change({ delete: true });
    await desk.look(machine);
    await desk.handle(eventOf(deleted.commits[0] ?? expect.fail()));
    expect((await desk.ticket(machine)).version).toBe(1);
    await expect(desk.record(deleted)).rejects.toThrow('Nobody has looked');
  });

  test('goes to those who sort out when nobody can be sure what it is about', async () => {
    const desk = await anIntakeDesk({ triageGroup: 'Triage' });
    const context = { now: desk.clock.now(), newId: desk.clock.newId };
    const group = await createGroup(desk.table, { name: 'Triage' }, context);
    const [vague, clear] = [await desk.opens('Hello', 'Hm.'), await desk.opens(SUBJECT, STUCK)];
    await desk.look(vague);
    await desk.look(clear);
    expect(vague.ticket).toMatchObject({ group_id: group.id, status: 'new' });
    expect(clear.ticket.group_id).toBeNull();
    const [, audit] = await desk.timers.audits(vague.ticket.id);
    expect(audit?.reason).toContain('Triage sorts it out');
  });

  test('gets no value that an administrator took out of the fields', async () => {
    const desk = await withoutAsking();
    const context = { now: desk.clock.now(), newId: desk.clock.newId };
    const kind = (await getTicketField(desk.table, ABOUT_FIELDS.kind)) ?? expect.fail();
    await saveTicketField(desk.table, changedTicketField(kind, { active: false }, context));
    const life = await desk.opens(SUBJECT, STUCK);
    await desk.look(life, 2);
    expect(aboutOf(life.ticket)).toMatchObject({ kind: null, category: 'deposit_withdrawal' });
    expect(life.ticket.version).toBe(2);
  });

  test('is not looked at, nor its customer asked, because somebody of ours has tagged it', async () => {
    const desk = await anIntakeDesk();
    const life = await desk.opens('提现没有到账', '我昨天下午三点提现 1,500 USDT，走的 TRC20，到现在还没到账。');
    await life.change({ fields: { tags: ['seen'] } }, { kind: 'user', id: 4711, role: 'agent' });
    const events = await desk.timers.lastEvent(life.ticket.id);
    expect(events.names).toEqual(['ticket.fields_changed.v1']);
    await desk.handle(events);
    await life.reread();
    expect([life.ticket.status, await desk.comments(life)]).toEqual(['new', [expect.anything()]]);
    await expect(desk.record(life)).rejects.toThrow('Nobody has looked');
  });
});

describe('the priority', () => {
  test('rises with what a customer adds, and stays where a person has put it until something new is told', async () => {
    const desk = await withoutAsking();
    const life = await desk.opens('Question', 'How long does a withdrawal usually take?');
    await desk.look(life);
    expect(life.ticket.priority).toBe('normal');
    await desk.writes(life, HACKED);
    expect(life.ticket.priority).toBe('urgent');
    await expect(life.change({ fields: { priority: 'normal' } })).rejects.toThrow('lowering_needs_reason');
    await life.change({ fields: { priority: 'normal' } }, {
      ...AGENT,
      reason: 'It was their brother.',
    } as typeof AGENT);
    await desk.writes(life, 'Somebody is still withdrawing my coins right now!');
    expect(life.ticket.priority).toBe('normal');
    const audits = await desk.timers.audits(life.ticket.id);
    expect(audits.map(({ reason }) => reason)).toContain('It was their brother.');
  });

  test('falls only by a person, who says why in a reason or in a note with the change, whoever chose it', async () => {
    const desk = await withoutAsking();
    const pressing = '我昨天提现 50,000 USDT，走的 TRC20，到现在还没到账。';
    const [one, other, mine] = [
      await desk.opens(SUBJECT, pressing),
      await desk.opens(SUBJECT, pressing),
      await desk.opens(SUBJECT, pressing, { priority: 'urgent' }),
    ];
    for (const life of [one, other, mine]) await desk.look(life);
    expect([one, other].map(({ ticket }) => ticket.priority)).toEqual(['high', 'high']);
    const lower = { fields: { priority: 'normal' as const } };
    await expect(one.change(lower)).rejects.toThrow('lowering_needs_reason');
    expect(await one.change(lower, { kind: 'system', reason: 'x' })).toBeUndefined();
    await one.change({ ...lower, comment: { body: 'They have found it.', public: false } });
    await other.change(lower, { ...AGENT, reason: 'They have found it.' } as typeof AGENT);
    expect([one, other].map(({ ticket }) => ticket.priority)).toEqual(['normal', 'normal']);
    expect((await desk.timers.audits(other.ticket.id)).at(-1)?.reason).toBe('They have found it.');
    await expect(mine.change(lower)).rejects.toThrow('lowering_needs_reason');
    await mine.change(lower, { ...AGENT, reason: 'They have found it.' } as typeof AGENT);
    expect(mine.ticket.priority).toBe('normal');
  });

  test('rises by one for those who are served first', async () => {
    const [vip, other] = [await anIntakeDesk({ asks: false }, { tags: ['vip'] }), await withoutAsking()];
    const [theirs, others] = [await vip.opens('KYC', '实名认证审核失败'), await other.opens('KYC', '实名认证审核失败')];
    await vip.look(theirs);
    await other.look(others);
    expect([others.ticket.priority, theirs.ticket.priority]).toEqual(['normal', 'high']);
  });
});

describe('what is missing', () => {
  const asked = async (desk: IntakeDesk) => {
    const life = await desk.opens(SUBJECT, STUCK);
    await desk.look(life);
    return life;
  };

  test('is asked for in the language of the customer, once, and the ticket waits for it', async () => {
    const desk = await anIntakeDesk();
    const life = await asked(desk);
    expect(life.ticket).toMatchObject({ status: 'pending', public_comment_count: 2 });
    const [, question] = await desk.comments(life);
    expect(question).toMatchObject({ public: true, origin: 'system', author_id: -1 });
    expect(question?.body).toContain('- UID：');
    expect(question?.body).toContain('- 交易哈希：');
    expect(question?.body).not.toContain('- 金额：');
    const event = await desk.timers.lastEvent(life.ticket.id);
    expect(event.names).toEqual(expect.arrayContaining(['ticket.information_asked.v1', 'ticket.status_changed.v1']));
    await desk.handle(event);
    await desk.writes(life, '请快一点');
    expect(await desk.comments(life)).toHaveLength(3);
    expect(life.ticket.status).toBe('open');
  });

  test('comes by itself off the list with what the customer adds, and then the ticket goes on', async () => {
    const desk = await anIntakeDesk();
    const life = await asked(desk);
    await desk.writes(life, '我的 UID 是 88213377。');
    expect(life.ticket.status).toBe('open');
    expect(await desk.record(life)).toMatchObject({ missing: ['tx_id'], asked: { state: 'waiting' } });
    await desk.writes(life, `哈希：${TXID}`);
    const record = await desk.record(life);
    expect(record).toMatchObject({ missing: [], asked: { state: 'answered' } });
    const [, , , last] = await desk.comments(life);
    expect(record.facts.find(({ name }) => name === 'tx_id')).toMatchObject({
      value: TXID,
      comment_id: last?.id,
      start: 3,
    });
    desk.clock.advance(DEADLINE);
    await desk.timers.fireDue();
    expect(await desk.comments(life)).toHaveLength(4);
  });

  test('is not asked of whom the exchange knows, nor is a picture that opens; what does not open, or is none, does not count', async () => {
    const desk = await anIntakeDesk({}, { external_id: 'uid-1' });
    const life = await desk.opens('KYC', '实名认证一直失败，提示“照片模糊”', {
      attachments: [{ id: 1, file_name: 'a.png', content_type: 'image/png', size: 10, inline: false }],
    });
    const empty = await desk.opens('KYC', '实名认证一直失败，提示“照片模糊”', {
      attachments: [{ id: 2, file_name: 'a.png', content_type: 'image/png', size: 0, inline: false }],
    });
    const broken = await desk.opens('KYC', '实名认证一直失败，提示“照片模糊”', {
      attachments: [{ id: 3, file_name: 'a.png', content_type: 'image/png', size: 10, inline: false, broken: true }],
    });
    const document = await desk.opens('KYC', '实名认证一直失败，提示“照片模糊”', {
      attachments: [{ id: 4, file_name: 'a.png', content_type: 'application/pdf', size: 10, inline: false }],
    });
    for (const each of [life, empty, broken, document]) await desk.look(each);
    expect((await desk.record(life)).missing).toEqual([]);
    for (const each of [empty, broken, document]) expect((await desk.record(each)).missing).toEqual(['screenshot']);
    expect(life.ticket.status).toBe('new');
  });

  test('is asked for once more halfway, and at the deadline the ticket goes on without it', async () => {
    const desk = await anIntakeDesk();
    const life = await asked(desk);
    desk.clock.advance(DEADLINE / 2 - MINUTE);
    expect(await desk.timers.fireDue()).toEqual([]);
    desk.clock.advance(MINUTE);
    const [reminder] = await desk.timers.fireDue();
    if (reminder) await desk.timers.fire(reminder);
    await life.reread();
    expect(life.ticket).toMatchObject({ status: 'pending', public_comment_count: 3 });
    desk.clock.advance(DEADLINE / 2);
    const [deadline] = await desk.timers.fireDue();
    if (deadline) await desk.timers.fire(deadline);
    await life.reread();
    expect(life.ticket).toMatchObject({ status: 'open', public_comment_count: 3, comment_count: 4 });
    const note = (await desk.comments(life)).at(-1);
    expect(note).toMatchObject({ public: false, body: expect.stringContaining('UID, transaction id') });
    expect(await desk.record(life)).toMatchObject({ asked: { state: 'overdue' }, missing: ['uid', 'tx_id'] });
  });

  test('stops the clocks that a policy measures without the customer while it is awaited, and lets the others run', async () => {
    const desk = await anIntakeDesk();
    const life = await asked(desk);
    const clock = foldAll(await desk.timers.audits(life.ticket.id), rules) ?? expect.fail();
    const ran = (metric: Parameters<typeof metricOf>[1], at: number) => ranAt(metricOf(clock, metric), at);
    const [now, later] = [desk.clock.now(), desk.clock.now() + 10 * MINUTE];
    for (const metric of ['requester_wait_time', 'agent_work_time'] as const)
      expect(ran(metric, later)).toBe(ran(metric, now));
    for (const metric of ['first_reply_time', 'total_resolution_time'] as const)
      expect(ran(metric, later)).toBe((ran(metric, now) ?? 0) + 10 * MINUTE);
  });

  test('is not waited for by a ticket that one of us has taken in hand meanwhile', async () => {
    const desk = await anIntakeDesk();
    const life = await asked(desk);
    await life.change({ fields: { status: 'open', assignee_id: 1001 } });
    desk.clock.advance(DEADLINE);
    await desk.timers.fireDue();
    expect(await desk.comments(life)).toHaveLength(2);
    expect((await getIntake(desk.table, life.ticket.id))?.asked?.state).toBe('at_work');
  });

  test('is not asked for again by itself once one of us has answered, though the ticket waits for the customer', async () => {
    const desk = await anIntakeDesk();
    const life = await asked(desk);
    desk.clock.advance(1_000);
    await life.change({ comment: { body: 'We are looking into it.', public: true }, fields: { status: 'pending' } });
    desk.clock.advance(DEADLINE);
    await desk.timers.fireDue();
    expect(await desk.comments(life)).toHaveLength(3);
    expect((await getIntake(desk.table, life.ticket.id))?.asked?.state).toBe('at_work');
  });

  test('holds no help up: whoever is in danger is asked without waiting, and some are not asked at all', async () => {
    const desk = await anIntakeDesk();
    const danger = await desk.opens('Help', HACKED);
    const despair = await desk.opens('Goodbye', '钱全没了，我不想活了');
    await desk.look(danger);
    await desk.look(despair);
    expect(danger.ticket).toMatchObject({ status: 'new', priority: 'urgent', comment_count: 2 });
    expect((await desk.comments(danger)).at(-1)?.body).toContain('you do not have to wait for anything');
    expect(despair.ticket).toMatchObject({ priority: 'urgent', comment_count: 1 });
    desk.clock.advance(DEADLINE);
    expect((await desk.timers.fireDue()).filter(({ kind }) => kind === 'intake.check')).toEqual([]);
  });

  test('is not asked for when asking is switched off, when we have answered, or when it is not sure what it is about', async () => {
    const off = await withoutAsking();
    const life = await off.opens(SUBJECT, STUCK);
    await off.look(life);
    expect(life.ticket).toMatchObject({ status: 'new', comment_count: 1 });
    const desk = await anIntakeDesk();
    const answered = await desk.opens(SUBJECT, STUCK);
    await answered.says('Hello');
    await desk.look(answered);
    expect(answered.ticket.comment_count).toBe(2);
    const vague = await desk.opens('Hello', 'Hm.');
    await desk.look(vague);
    expect(vague.ticket.comment_count).toBe(1);
  });

  test('never shows in a record what must stay secret', async () => {
    const desk = await withoutAsking();
    const phrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
    const life = await desk.opens(SUBJECT, `${STUCK} 助记词是 ${phrase}`);
    await desk.look(life);
    const record = await desk.record(life);
    expect(record.secrets).toEqual(['seed_phrase']);
    expect(JSON.stringify(record)).not.toContain('sausage');
  });
});

describe('what a person says otherwise', () => {
  test('stays, is kept to be learned from, and changes what is missing', async () => {
    const desk = await withoutAsking();
    const life = await desk.opens(SUBJECT, STUCK);
    await desk.look(life);
    desk.clock.advance(1_000);
    const custom_fields = life.ticket.custom_fields.map((field) =>
      field.id === ABOUT_FIELDS.category ? { ...field, value: 'kyc' } : field,
    );
    const commit = await life.change({ fields: { custom_fields } });
    expect(commit?.facts).toContain('ticket.reclassified.v1');
    await desk.look(life, 3);
    expect(aboutOf(life.ticket)).toMatchObject({ category: 'kyc', kind: 'problem' });
    expect(await desk.record(life)).toMatchObject({ corrected: ['category'], about: { category: 'kyc' } });
    expect((await desk.record(life)).missing).not.toContain('tx_id');
    await desk.writes(life, '提现还是没有到账');
    expect(aboutOf(life.ticket).category).toBe('kyc');
    const ids = await listCorrectionIds(desk.table, { descending: false, limit: 10 });
    expect(ids).toEqual([commit?.audit.id]);
    const [correction] = await getCorrections(desk.table, ids);
    expect(correction).toMatchObject({
      ticket_id: life.ticket.id,
      by: 1001,
      was: { category: 'deposit_withdrawal' },
      is: { category: 'kyc', kind: 'problem' },
    });
    expect(JSON.stringify(correction)).not.toContain('USDT');
  });

  test('may be a category that an administrator added: it needs nothing, and no reason of another is left', async () => {
    const desk = await withoutAsking();
    const context = { now: desk.clock.now(), newId: desk.clock.newId };
    const field = (await getTicketField(desk.table, ABOUT_FIELDS.category)) ?? expect.fail();
    await saveTicketField(desk.table, withOption(field, { name: 'Loans', value: 'loans' }, context));
    const life = await desk.opens(SUBJECT, STUCK);
    await desk.look(life);
    const custom_fields = life.ticket.custom_fields.map((each) =>
      each.id === ABOUT_FIELDS.category ? { ...each, value: 'loans' } : each,
    );
    await life.change({ fields: { custom_fields } });
    await desk.look(life, 2);
    expect(aboutOf(life.ticket)).toEqual({ kind: 'problem', category: 'loans', reason: null, risk: 'none' });
    expect(await desk.record(life)).toMatchObject({ corrected: ['category'], missing: [], about: { reason: 'other' } });
  });

  test('may be said when the ticket is opened', async () => {
    const desk = await withoutAsking();
    const life = await desk.opens(SUBJECT, STUCK, { custom_fields: [{ id: ABOUT_FIELDS.kind, value: 'complaint' }] });
    await desk.look(life);
    expect(aboutOf(life.ticket)).toMatchObject({ kind: 'complaint', category: 'deposit_withdrawal' });
  });
});
