import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { deleteWebhook, putWebhook } from '../../shared/webhooks/webhook.store.ts';
import type { Webhook } from '../../shared/webhooks/webhook.ts';
import { signingSecretOf } from '../../shared/webhooks/webhook-secrets.deps.ts';
import { aWebhook, aWebhookDesk } from '../support/a-webhook-desk.ts';
import { TEST_SECRETS } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('a call of a webhook', () => {
  let table: Table;
  let clock: TestClock;
  let desk: ReturnType<typeof aWebhookDesk>;
  let webhook: Webhook;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    desk = aWebhookDesk(table, clock);
    webhook = await aWebhook(table, clock);
  });

  const fails = (status: number, headers: Record<string, string> = {}) =>
    desk.answers(() => ({ status, headers, body: 'no' }));
  const works = () => desk.answers(() => ({ status: 200, headers: {}, body: 'ok' }));
  const on = async (ms: number) => {
    clock.advance(ms);
    await desk.workOff();
  };
  const idsHeard = () => desk.heard.map(({ headers }) => headers['x-zendesk-webhook-invocation-id']);

  test('is made once, with its body, signed by the webhook’s own secret', async () => {
    const id = await desk.commit(webhook);
    await desk.workOff();
    const [heard, ...more] = desk.heard;
    expect(more).toEqual([]);
    expect(heard).toMatchObject({ url: webhook.endpoint, method: 'POST', body: '{"ticket_id":12}' });
    const signed = `${heard?.headers['x-zendesk-webhook-signature-timestamp']}${heard?.body}`;
    const secret = signingSecretOf(webhook, [TEST_SECRETS.link_key]);
    expect(heard?.headers['x-zendesk-webhook-signature']).toBe(
      createHmac('sha256', secret).update(signed).digest('base64'),
    );
    expect(heard?.headers['x-zendesk-webhook-invocation-id']).toBe(String(id));
    expect(await desk.call(id)).toMatchObject({ status: 'success', attempt_count: 1, attempts: [{ status: 200 }] });
    expect(desk.waiting()).toEqual([]);
  });

  test('says who calls, as the webhook is told to', async () => {
    const basic = await aWebhook(
      table,
      clock,
      { custom_headers: { 'X-Team': 'risk' } },
      {
        type: 'basic_auth',
        data: { username: 'desk', password: 'pass phrase' },
      },
    );
    const bearer = await aWebhook(table, clock, {}, { type: 'bearer_token', data: { token: 'bearer-1' } });
    const key = await aWebhook(table, clock, {}, { type: 'api_key', data: { name: 'X-Key', value: 'key-1' } });
    for (const each of [basic, bearer, key]) {
      await desk.commit(each);
      await desk.workOff();
    }
    const [first, second, third] = desk.heard.map(({ headers }) => headers);
    const credentials = Buffer.from('desk:pass phrase').toString('base64');
    expect(first).toMatchObject({ authorization: `Basic ${credentials}`, 'X-Team': 'risk' });
    expect(second).toMatchObject({ authorization: 'Bearer bearer-1' });
    expect(third).toMatchObject({ 'X-Key': 'key-1' });
    const items = JSON.stringify((await table.query({ partition: 'WEBHOOKS' })).items);
    for (const secret of ['pass phrase', 'bearer-1', 'key-1', credentials]) expect(items).not.toContain(secret);
  });

  test('tells the log which call it was and how it went, and neither body nor secret', async () => {
    const told = await aWebhook(table, clock, {}, { type: 'bearer_token', data: { token: 'bearer-1' } });
    const id = await desk.commit(told);
    desk.answers(() => ({ status: 200, headers: {}, body: 'thank you, Li Lei' }));
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await desk.workOff();
    const lines = JSON.stringify(log.mock.calls);
    log.mockRestore();
    expect(lines).toContain('webhook_called');
    expect(lines).toContain(String(id));
    for (const secret of ['bearer-1', 'ticket_id', 'Li Lei', signingSecretOf(told, [TEST_SECRETS.link_key])])
      expect(lines).not.toContain(secret);
  });

  test('that comes twice, at once or later, is made with one invocation id, and not again once it was taken', async () => {
    const id = await desk.commit(webhook);
    const event = await desk.eventOf(id);
    desk.put(event);
    await desk.workOff();
    expect(new Set(idsHeard())).toEqual(new Set([String(id)]));
    const before = desk.heard.length;
    desk.put(event);
    await on(MINUTE);
    expect(desk.heard).toHaveLength(before);
    expect(await desk.call(id)).toMatchObject({ status: 'success' });
  });

  test('that is not taken is made again after a pause, with the same id and body', async () => {
    const id = await desk.commit(webhook);
    fails(503);
    await desk.workOff();
    expect(desk.waiting()).toEqual([10]);
    works();
    await on(9 * SECOND);
    expect(desk.heard).toHaveLength(1);
    await on(SECOND);
    expect(idsHeard()).toEqual([String(id), String(id)]);
    expect(new Set(desk.heard.map(({ body }) => body)).size).toBe(1);
    expect(await desk.call(id)).toMatchObject({ status: 'success', attempts: [{ status: 503 }, { status: 200 }] });
  });

  test('waits as long as its receiver asks', async () => {
    await desk.commit(webhook);
    fails(429, { 'retry-after': '120' });
    await desk.workOff();
    expect(desk.waiting()).toEqual([120]);
  });

  test('that is refused is given up at once: it ends with the dead letters, and its record says why', async () => {
    const id = await desk.commit(webhook);
    fails(401);
    await desk.workOff();
    for (let time = 0; time < 5; time++) await on(150 * SECOND);
    expect(desk.heard).toHaveLength(1);
    expect(desk.given).toHaveLength(1);
    expect(await desk.call(id)).toMatchObject({ status: 'failed', attempts: [{ status: 401, answer: 'no' }] });
  });

  test('that nobody takes is given up after six attempts, and made again when an operator puts it back', async () => {
    const id = await desk.commit(webhook);
    fails(500);
    for (let minute = 0; minute < 90; minute++) await on(MINUTE);
    expect(desk.heard).toHaveLength(6);
    expect(desk.given).toHaveLength(1);
    expect(await desk.call(id)).toMatchObject({ status: 'failed', attempt_count: 6 });
    works();
    clock.advance(HOUR);
    desk.redrive();
    for (let time = 0; time < 3; time++) await on(SECOND);
    expect(await desk.call(id)).toMatchObject({ status: 'success', attempt_count: 7 });
    expect(new Set(idsHeard())).toEqual(new Set([String(id)]));
  });

  test('to a webhook that does not answer holds up no call to another', async () => {
    const other = await aWebhook(table, clock, { endpoint: 'https://other.example.com/' });
    desk.answers(({ url }) =>
      url === webhook.endpoint ? { failure: 'timed_out' } : { status: 200, headers: {}, body: '' },
    );
    for (let call = 0; call < 30; call++) await desk.commit(webhook, call);
    for (let time = 0; time < 10; time++) await on(2 * SECOND);
    const tried = desk.heard.length;
    // From the first failures on, one call at a time finds out whether it answers again; the others wait in the queue.
    for (let time = 0; time < 100; time++) await on(2 * SECOND);
    expect(desk.heard.length - tried).toBeLessThan(10);
    const id = await desk.commit(other);
    await desk.workOff();
    expect(await desk.call(id)).toMatchObject({ status: 'success' });
    works();
    for (let minute = 0; minute < 60; minute++) await on(MINUTE);
    expect(desk.waiting()).toEqual([]);
    expect(desk.given).toEqual([]);
  });

  test('that waited for six hours for a webhook that does not answer is given up without another attempt', async () => {
    desk.answers(() => ({ failure: 'unreachable' }));
    for (let call = 0; call < 3; call++) await desk.commit(webhook, call);
    await desk.workOff();
    const ids = [await desk.commit(webhook, 10)];
    const tried = desk.heard.length;
    clock.advance(6 * HOUR + MINUTE);
    // Somebody else is finding out.
    await table.update({
      key: { pk: `WEBHOOK#${webhook.id}`, sk: 'HEALTH' },
      set: { not_before: clock.now() + MINUTE },
    });
    await desk.workOff();
    expect(desk.heard).toHaveLength(tried);
    expect(await desk.call(ids[0] ?? 0)).toMatchObject({ status: 'failed', attempt_count: 0 });
  });

  test('that is put back while its webhook still does not answer is given up again within six hours', async () => {
    desk.answers(() => ({ failure: 'unreachable' }));
    const id = await desk.commit(webhook);
    for (let minute = 0; minute < 90; minute++) await on(MINUTE);
    expect([desk.given.length, desk.waiting()]).toEqual([1, []]);
    // Others find out all the while that it does not answer, so the one that was put back only waits.
    const isDown = async () => {
      const set = { failures: 9, not_before: clock.now() + 20 * MINUTE };
      await table.update({ key: { pk: `WEBHOOK#${webhook.id}`, sk: 'HEALTH' }, set });
    };
    for (const life of [2, 3]) {
      const { attempt_count } = await desk.call(id);
      desk.redrive();
      for (let quarter = 0; quarter < 22; quarter++) {
        await isDown();
        await on(15 * MINUTE);
      }
      expect([life, desk.given.length, desk.waiting().length]).toEqual([life, 0, 1]);
      for (let quarter = 0; quarter < 8; quarter++) {
        await isDown();
        await on(15 * MINUTE);
      }
      expect([life, desk.given.length, desk.waiting()]).toEqual([life, 1, []]);
      expect(await desk.call(id)).toMatchObject({ status: 'failed', attempt_count });
    }
  });

  test.each(['at once', 'a day late'])('that was refused is not made again by a copy that comes %s', async (when) => {
    const id = await desk.commit(webhook);
    const sentAt = clock.now();
    fails(401);
    await desk.workOff();
    works();
    if (when === 'a day late') clock.advance(24 * HOUR);
    desk.put(await desk.eventOf(id), when === 'a day late' ? sentAt + SECOND : undefined);
    for (let time = 0; time < 10; time++) await on(150 * SECOND);
    expect(desk.heard).toHaveLength(1);
    expect(desk.given).toHaveLength(1);
    expect(await desk.call(id)).toMatchObject({ status: 'failed', attempt_count: 1 });
  });

  test('is given up once, though it is put back with a copy of itself', async () => {
    const id = await desk.commit(webhook);
    fails(401);
    for (let time = 0; time < 6; time++) await on(150 * SECOND);
    const [event] = desk.given;
    desk.redrive();
    if (event) desk.put(event);
    for (let time = 0; time < 12; time++) await on(150 * SECOND);
    expect(desk.given).toHaveLength(1);
    expect(await desk.call(id)).toMatchObject({ status: 'failed', attempts: [{ status: 401 }, { status: 401 }] });
  });

  test('whose record keeps that it was given up, although nobody hears so, ends with the dead letters', async () => {
    const id = await desk.commit(webhook);
    fails(401);
    const lost = vi.spyOn(table, 'update').mockImplementationOnce(async (update) => {
      lost.mockRestore();
      await table.update(update);
      throw new ConditionFailed(0);
    });
    for (let time = 0; time < 6; time++) await on(150 * SECOND);
    expect([desk.heard.length, desk.given.length]).toEqual([1, 1]);
    expect(await desk.call(id)).toMatchObject({ status: 'failed', attempt_count: 1 });
  });

  test('is not made for a webhook that was switched off or deleted meanwhile', async () => {
    const id = await desk.commit(webhook);
    await putWebhook(table, webhook, { ...webhook, status: 'inactive', version: 2 });
    await desk.workOff();
    expect(await desk.call(id)).toMatchObject({ status: 'cancelled' });
    const gone = await aWebhook(table, clock);
    const second = await desk.commit(gone);
    await deleteWebhook(table, gone);
    await desk.workOff();
    expect(await desk.call(second)).toMatchObject({ status: 'cancelled' });
    expect([desk.heard, desk.given]).toEqual([[], []]);
  });
});
