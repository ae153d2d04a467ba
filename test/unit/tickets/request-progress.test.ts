import { describe, expect, test } from 'vitest';
import { type ProgressFacts, requestProgress } from '../../../shared/tickets/request-progress.view.ts';
import type { Ticket } from '../../../shared/tickets/ticket.ts';
import { aTicket } from '../../support/a-ticket.ts';

const NOTHING: ProgressFacts = { answered: false, promised: undefined, wait: null };
const ENGLISH = { locale: 'en', timeZone: 'Asia/Shanghai' };
const CHINESE = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' };
const progress = (fields: Partial<Ticket>, facts: Partial<ProgressFacts> = {}, reader = ENGLISH) =>
  requestProgress(aTicket(fields), { ...NOTHING, ...facts }, reader);

describe('the progress of a request', () => {
  test.each([
    [{ status: 'new' }, false, 'received', 'us'],
    [{ status: 'new', group_id: 5 }, false, 'received', 'us'],
    [{ status: 'open', assignee_id: 1 }, false, 'being_examined', 'us'],
    [{ status: 'hold', assignee_id: 1 }, false, 'being_examined', 'us'],
    [{ status: 'open', assignee_id: 1 }, true, 'being_solved', 'us'],
    [{ status: 'open' }, true, 'being_solved', 'us'],
    [{ status: 'hold', assignee_id: 1 }, true, 'being_solved', 'us'],
    [{ status: 'pending' }, true, 'waiting_for_you', 'you'],
    [{ status: 'solved' }, true, 'solved', null],
    [{ status: 'closed' }, false, 'solved', null],
  ] as const)('%j, answered: %s, is %s, next: %s', (fields, answered, state, next) => {
    expect(progress(fields, { answered })).toMatchObject({ state, next });
  });

  test('is told in the language of whoever reads it', () => {
    expect(progress({ status: 'pending' })).toMatchObject({
      text: 'We need something from you before we can go on. Our last message says what.',
      next_text: 'It is your turn.',
    });
    expect(progress({ status: 'new' }, {}, CHINESE)).toMatchObject({
      text: '我们已收到您的请求。',
      next_text: '由我们处理，您现在无需做任何操作。',
    });
  });

  test('does not call a request solved that was merged into another', () => {
    expect(progress({ status: 'closed', merged_into_id: 7 })).toMatchObject({
      state: 'solved',
      text: 'This request is closed.',
      next: null,
    });
  });

  const promised = { what: 'answer', at: Date.UTC(2026, 10, 22, 18, 30) } as const;

  test('names the promised time by the clock of the customer', () => {
    const english = progress({ status: 'new' }, { promised }).promised;
    expect(english).toMatchObject({ what: 'answer', at: '2026-11-22T18:30:00Z' });
    expect(english?.text).toMatch(/^You will have our answer by November 23, 2026.* 02:30 .*GMT\+8\.$/);
    const chinese = progress({ status: 'new' }, { promised }, CHINESE).promised;
    expect(chinese?.text).toMatch(/^我们将在 2026年11月23日.*02:30.* 之前答复您。$/);
    const nowhere = progress({ status: 'new' }, { promised }, { locale: 'en', timeZone: 'Mars/Olympus' }).promised;
    expect(nowhere?.text).toContain('18:30 UTC');
  });

  test('promises nothing while it is the customer’s turn, or once it is solved', () => {
    expect(progress({ status: 'pending' }, { promised }).promised).toBeNull();
    expect(progress({ status: 'solved' }, { promised }).promised).toBeNull();
  });

  test('says how long it takes until there is a first answer', () => {
    const wait = { typical: 35, most: 300 };
    expect(progress({ status: 'new' }, { wait }).expected_wait).toEqual({
      typical_minutes: 35,
      most_minutes: 300,
      text: 'Lately, half of the first answers came within 35 minutes, and nine out of ten within 5 hours.',
    });
    expect(progress({ status: 'new' }, { wait: { typical: 0, most: 2881 } }, CHINESE).expected_wait?.text).toBe(
      '近期一半的首次答复在1分钟内给出，九成在3天内给出。',
    );
    expect(progress({ status: 'open' }, { wait, answered: true }).expected_wait).toBeNull();
    expect(progress({ status: 'pending' }, { wait }).expected_wait).toBeNull();
    expect(progress({ status: 'new' }).expected_wait).toBeNull();
  });
});
