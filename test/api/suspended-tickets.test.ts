import { beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../shared/kernel/clock.ts';
import { SUSPENSION_CAUSES } from '../../shared/mail/suspension.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ALL_PASS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aSuspendedMailDesk } from '../support/a-suspended-mail-desk.ts';
import { anAgent, aUser } from '../support/a-user.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
let desk: MailDesk;
let suspended: Awaited<ReturnType<typeof aSuspendedMailDesk>>;

beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
  suspended = await aSuspendedMailDesk(table, clock, desk);
});

async function manySpam(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let n = 1; n <= count; n++) {
    ids.push(await suspended.spam({ Subject: `Offer ${n}` }));
    clock.advance(1_000);
  }
  return ids;
}

const idsIn = (body: { suspended_tickets: { id: number }[] }) => body.suspended_tickets.map(({ id }) => id);

describe('a suspended mail', () => {
  test('is shown with its author, cause, words and the names of its files', async () => {
    const known = await aUser(table, clock, { email: 'wang@customer.test', name: '王小明' });
    const boundary = { 'Content-Type': 'multipart/mixed; boundary=b', Subject: '便宜货' };
    const parts = [
      '--b\r\nContent-Type: text/plain\r\n\r\nBuy now',
      '--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=offer.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=',
      '--b--',
    ].join('\r\n');
    const id = await suspended.spam({ ...boundary, 'Message-ID': '<one@customer.test>' }, parts);
    const { status, body } = await suspended.call('GET', `/${id}.json`);
    expect(status).toBe(200);
    expect(body).toEqual({
      suspended_ticket: {
        url: `https://support.moorline.test/api/v2/suspended_tickets/${id}.json`,
        id,
        author: { id: known.id, name: 'Wang Xiaoming', email: 'wang@customer.test' },
        brand_id: null,
        cause: 'Detected as spam',
        cause_id: 0,
        content: 'Buy now',
        created_at: '2026-11-22T03:00:00Z',
        updated_at: '2026-11-22T03:00:00Z',
        error_messages: [],
        message_id: 'one@customer.test',
        recipient: 'support@moorline.test',
        subject: '便宜货',
        ticket_id: null,
        via: {
          channel: 'email',
          source: {
            from: { address: 'wang@customer.test', name: 'Wang Xiaoming' },
            to: { address: 'support@moorline.test' },
            rel: null,
          },
        },
        attachments: [{ file_name: 'offer.pdf', content_type: 'application/pdf', size: 8, inline: false }],
      },
    });
  });

  test('tells its cause in the language of who asks', async () => {
    const id = await suspended.spam();
    const { as } = await anAgent(table, clock, { locale: 'zh-CN' });
    const { body } = await suspended.call('GET', `/${id}`, as);
    expect(body.suspended_ticket).toMatchObject({ cause: '检测为垃圾邮件', cause_id: 0 });
  });

  test('shows no more of a long mail than it takes to judge it', async () => {
    const id = await suspended.spam({}, '很长'.repeat(20_000));
    const { body } = await suspended.call('GET', `/${id}`);
    expect(body.suspended_ticket.content).toHaveLength(5_000);
  });

  test('is gone after 14 days, whatever the table still has', async () => {
    const id = await suspended.spam();
    clock.advance(14 * DAY - 1_000);
    const young = await suspended.spam();
    expect(idsIn((await suspended.call('GET', '')).body)).toEqual([young, id]);
    clock.advance(2_000);
    const { body } = await suspended.call('GET', '');
    expect(idsIn(body)).toEqual([young]);
    expect(body.count).toBe(1);
    expect(idsIn((await suspended.call('GET', '?sort_by=created_at&sort_order=asc')).body)).toEqual([young]);
    expect((await suspended.call('GET', `/${id}`)).status).toBe(404);
    expect((await suspended.call('PUT', `/${id}/recover`)).status).toBe(404);
    expect((await suspended.call('DELETE', `/${id}`)).status).toBe(404);
    expect(suspended.orders).toEqual([]);
  });

  test('has a cause whose number is one of the wire’s', () => {
    const numbers = Object.values(SUSPENSION_CAUSES);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => number >= 0 && number <= 29)).toBe(true);
  });
});

describe('the list of suspended mails', () => {
  test('is newest first, and counted, when no page is asked for', async () => {
    const ids = await manySpam(3);
    const { body } = await suspended.call('GET', '.json');
    expect(idsIn(body)).toEqual(ids.toReversed());
    expect(body).toMatchObject({ count: 3, next_page: null, previous_page: null });
  });

  test('is paged by number and by cursor, in both directions', async () => {
    const [first, second, third] = await manySpam(3);
    const page2 = await suspended.call('GET', '?page=2&per_page=2');
    expect(idsIn(page2.body)).toEqual([first]);
    const newest = await suspended.call('GET', '?page[size]=2');
    expect(idsIn(newest.body)).toEqual([third, second]);
    expect(newest.body.meta.has_more).toBe(true);
    const rest = await suspended.call('GET', `?page[size]=2&page[after]=${newest.body.meta.after_cursor}`);
    expect(idsIn(rest.body)).toEqual([first]);
    expect(rest.body.meta.has_more).toBe(false);
    const back = await suspended.call('GET', `?page[size]=2&page[before]=${rest.body.meta.before_cursor}`);
    expect(idsIn(back.body)).toEqual([third, second]);
  });

  test('is sorted by time in either direction, and says so when it cannot be sorted otherwise', async () => {
    const ids = await manySpam(2);
    expect(idsIn((await suspended.call('GET', '?sort_by=created_at&sort_order=asc')).body)).toEqual(ids);
    expect(idsIn((await suspended.call('GET', '?sort=-id')).body)).toEqual(ids.toReversed());
    for (const field of ['author_email', 'cause', 'subject']) {
      const { status, body } = await suspended.call('GET', `?sort_by=${field}`);
      expect(status).toBe(422);
      expect(body).toMatchObject({ error: 'RecordInvalid', details: { sort_by: [{ error: 'sort_unsupported' }] } });
    }
  });
});

describe('recovering', () => {
  test('makes a ticket of it and answers that, the second time too', async () => {
    const id = await suspended.spam({ Subject: 'Not spam at all' }, 'I need help');
    const { status, body } = await suspended.call('PUT', `/${id}/recover.json`);
    expect(status).toBe(200);
    const [ticketId] = await desk.ticketIds();
    expect(body).toMatchObject({ ticket: [{ id: ticketId, subject: 'Not spam at all', description: 'I need help' }] });
    const again = await suspended.call('PUT', `/${id}/recover.json`);
    expect(again.body.ticket).toMatchObject([{ id: ticketId }]);
    expect(await desk.ticketIds()).toHaveLength(1);
    expect(suspended.orders).toHaveLength(1);
    expect((await suspended.call('GET', '')).body).toMatchObject({ suspended_tickets: [], count: 0 });
    expect((await suspended.call('GET', `/${id}`)).status).toBe(404);
    expect((await suspended.call('DELETE', `/${id}`)).status).toBe(404);
  });

  test('several answers their tickets', async () => {
    const ids = await manySpam(3);
    const { status, body } = await suspended.call('PUT', `/recover_many.json?ids=${ids.join('%2C')}`);
    expect(status).toBe(200);
    expect(body.tickets.map(({ id }: { id: number }) => id).sort()).toEqual((await desk.ticketIds()).sort());
    expect(await suspended.waiting()).toEqual([]);
  });

  test('several, some of which cannot be, answers 422 with those, and why', async () => {
    const [good, bad] = await manySpam(2);
    const raw = (await desk.all('suspended_mail')).find((item) => item['id'] === bad)?.['raw_key'];
    await desk.rawMail.delete(String(raw));
    const { status, body } = await suspended.call('PUT', `/recover_many?ids=${good},${bad}`);
    expect(status).toBe(422);
    expect(idsIn(body)).toEqual([bad]);
    expect(body.suspended_tickets[0].error_messages).toEqual([{ description: 'The mail itself is no longer kept.' }]);
    expect(await desk.ticketIds()).toHaveLength(1);
    const alone = await suspended.call('PUT', `/${bad}/recover`);
    expect(alone.status).toBe(422);
    expect(idsIn(alone.body)).toEqual([bad]);
  });

  test('goes on behind an answer that says to ask again, when it takes long', async () => {
    const id = await suspended.spam();
    suspended.queue.isSlow = true;
    const slow = await suspended.call('PUT', `/${id}/recover`);
    expect(slow.status).toBe(503);
    expect(slow.headers['retry-after']).toBeDefined();
    const many = await suspended.call('PUT', `/recover_many?ids=${id}`);
    expect(many.status).toBe(422);
    expect(idsIn(many.body)).toEqual([id]);
    await Promise.all(suspended.orders.map((order) => desk.ingest(order)));
    const [ticketId] = await desk.ticketIds();
    expect(await desk.ticketIds()).toHaveLength(1);
    expect((await suspended.call('PUT', `/${id}/recover`)).body.ticket).toMatchObject([{ id: ticketId }]);
  });

  test('says so when the order could not be given', async () => {
    const id = await suspended.spam();
    suspended.queue.isDown = true;
    expect((await suspended.call('PUT', `/${id}/recover`)).status).toBe(503);
    expect(await suspended.waiting()).toEqual([id]);
  });

  test('what nobody set aside is not found', async () => {
    expect((await suspended.call('PUT', '/4711/recover')).status).toBe(404);
    expect((await suspended.call('PUT', '/recover_many?ids=4711')).status).toBe(404);
    expect((await suspended.call('PUT', '/recover_many')).status).toBe(422);
  });
});

describe('deleting', () => {
  test('takes the mail away with all it said, and what came in', async () => {
    const id = await suspended.spam({ Subject: 'secret of a customer' });
    const [{ raw_key: rawKey } = {}] = await desk.all('suspended_mail');
    expect((await suspended.call('DELETE', `/${id}.json`)).status).toBe(204);
    expect(await desk.rawMail.get(String(rawKey))).toBeUndefined();
    const left = await desk.all('deleted_mail');
    expect(JSON.stringify(left)).not.toMatch(/secret|wang|customer\.test/);
    expect((await suspended.call('GET', '')).body).toMatchObject({ suspended_tickets: [], count: 0 });
    expect((await suspended.call('GET', `/${id}`)).status).toBe(404);
    expect((await suspended.call('PUT', `/${id}/recover`)).status).toBe(404);
    expect(await desk.ticketIds()).toEqual([]);
  });

  test('is done again when it is asked again, for the mail may still be there', async () => {
    const id = await suspended.spam();
    const [{ raw_key: rawKey } = {}] = await desk.all('suspended_mail');
    await suspended.call('DELETE', `/${id}`);
    await desk.rawMail.put(String(rawKey), 'as if the first time had been cut off', 'message/rfc822');
    expect((await suspended.call('DELETE', `/${id}`)).status).toBe(204);
    expect(await desk.rawMail.get(String(rawKey))).toBeUndefined();
  });

  test('does not have the same mail come back when it is delivered again', async () => {
    const raw = rawMail({});
    const checks = { ...ALL_PASS, spam: 'fail' } as const;
    await desk.receive(raw, { checks });
    const [id] = await suspended.waiting();
    await suspended.call('DELETE', `/${id}`);
    await desk.receive(raw, { checks });
    expect(await suspended.waiting()).toEqual([]);
  });

  test('does not leave a message of the queue that can never be worked off', async () => {
    const message = await desk.arrival(rawMail({}), { checks: { ...ALL_PASS, spam: 'fail' } });
    await desk.ingest(message);
    const [id] = await suspended.waiting();
    await suspended.call('DELETE', `/${id}`);
    await desk.ingest(message);
    expect(await suspended.waiting()).toEqual([]);
    expect(await desk.ticketIds()).toEqual([]);
    const lost = await desk.arrival(rawMail({}));
    for (const key of ['in/1', 'in/2']) await desk.rawMail.delete(key);
    await expect(desk.ingest(lost)).rejects.toThrow('There is no raw mail in/2');
  });

  test('several passes over what is gone', async () => {
    const ids = await manySpam(12);
    const kept = await suspended.spam();
    expect((await suspended.call('DELETE', `/destroy_many.json?ids=${ids.join('%2C')},4711`)).status).toBe(204);
    expect(await suspended.waiting()).toEqual([kept]);
  });

  test('leaves a recovered mail’s original alone', async () => {
    const id = await suspended.spam();
    const [{ raw_key: rawKey } = {}] = await desk.all('suspended_mail');
    await suspended.call('PUT', `/${id}/recover`);
    expect((await suspended.call('DELETE', `/destroy_many?ids=${id}`)).status).toBe(204);
    expect(await desk.rawMail.get(String(rawKey))).toBeDefined();
  });
});

test('there are no exports of suspended mails and no copies of their files', async () => {
  const id = await suspended.spam();
  for (const path of ['/export', `/${id}/attachments`, '/attachments']) {
    const { status, body } = await suspended.call('POST', path);
    expect({ status, error: body.error }).toEqual({ status: 404, error: 'InvalidEndpoint' });
  }
});
