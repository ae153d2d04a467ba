import { createClient } from 'node-zendesk';
import type nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailClient } from '../../infra/local/demo/clients.ts';
import { eventually } from '../../infra/local/demo/timeline.ts';
import { aRunningInstance } from '../support/running.ts';

/** node-zendesk is typed loosely; these tests use it as its users do. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Client = any;

describe('mail that was set aside, through the npm client node-zendesk', () => {
  const running = aRunningInstance();
  let smtp: ReturnType<typeof nodemailer.createTransport>;
  let client: Client;

  beforeAll(() => {
    const { agents, api } = running();
    const agent = agents.find(({ role }) => role === 'agent');
    const credentials = { username: agent?.email ?? '', token: agent?.apiToken ?? '' };
    client = createClient({ ...credentials, endpointUri: `${api}/api/v2` } as never);
    smtp = mailClient(running());
  });
  afterAll(() => smtp.close());

  /** Sends what a machine would, which waits, and answers it as listed. */
  async function setAside(subject: string) {
    const headers = { 'Auto-Submitted': 'auto-generated' };
    await smtp.sendMail({ from: 'robot@machines.test', to: running().supportAddress, subject, text: 'Beep', headers });
    return eventually(`${subject} among suspended tickets`, async () => {
      const listed = await client.suspendedtickets.list();
      return listed.find((each: { subject: string }) => each.subject === subject);
    });
  }

  test('is listed, shown and recovered into a ticket, over and over the same', async () => {
    const listed = await setAside('Nightly report 1');
    const { result: shown } = await client.suspendedtickets.show(listed.id);
    expect(shown).toEqual(listed);
    expect(shown).toMatchObject({ author: { email: 'robot@machines.test' }, content: 'Beep', cause_id: 3 });
    const { result: recovered } = await client.suspendedtickets.recover(listed.id);
    const [ticket] = recovered.ticket;
    expect(ticket).toMatchObject({ subject: 'Nightly report 1', via: { channel: 'email' } });
    expect((await client.suspendedtickets.recover(listed.id)).result.ticket[0].id).toBe(ticket.id);
    expect((await client.tickets.show(ticket.id)).result).toMatchObject({ description: 'Beep' });
    await expect(client.suspendedtickets.show(listed.id)).rejects.toThrow('Item not found');
  });

  test('is recovered and deleted many at once', async () => {
    const [one, two, three, four] = [
      await setAside('Nightly report 2'),
      await setAside('Nightly report 3'),
      await setAside('Nightly report 4'),
      await setAside('Nightly report 5'),
    ];
    const { result } = await client.suspendedtickets.recoverMany([one.id, two.id]);
    expect(result.tickets.map((each: { subject: string }) => each.subject).sort()).toEqual([one.subject, two.subject]);
    await client.suspendedtickets.delete(three.id);
    await client.suspendedtickets.destroyMany([four.id]);
    const left = (await client.suspendedtickets.list()).map((each: { id: number }) => each.id);
    expect([one, two, three, four].filter(({ id }) => left.includes(id))).toEqual([]);
    await expect(client.suspendedtickets.exportTickets()).rejects.toThrow('not found');
  });
});
