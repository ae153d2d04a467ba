import { createClient } from 'node-zendesk';
import { describe, expect, it } from 'vitest';
import { aRunningInstance } from '../support/running.ts';

/** node-zendesk is typed loosely; these tests use it as its users do. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Client = any;

describe('the npm client node-zendesk works unchanged', () => {
  const running = aRunningInstance();
  const as = (role: 'admin' | 'agent', extra: Record<string, unknown> = {}): Client => {
    const run = running();
    const agent = run.agents.find((each) => each.role === role);
    return createClient({
      username: agent?.email ?? '',
      token: agent?.apiToken ?? '',
      endpointUri: `${run.api}/api/v2`,
      ...extra,
    } as never);
  };
  const unique = () => Math.random().toString(36).slice(2, 10);

  describe('tickets', () => {
    it('are created, shown, updated with a comment, listed and deleted', async () => {
      const client = as('agent');
      const { result: made } = await client.tickets.create({
        ticket: {
          subject: 'My withdrawal',
          comment: { body: 'It is stuck.' },
          requester: { name: 'Ann', email: `ann-${unique()}@customer.test` },
        },
      });
      expect(made).toMatchObject({ subject: 'My withdrawal', status: 'new', description: 'It is stuck.' });
      const { result: shown } = await client.tickets.show(made.id);
      expect(shown.id).toBe(made.id);
      const { result: me } = await client.users.me();
      const { result: updated } = await client.tickets.update(made.id, {
        ticket: {
          assignee_id: me.id,
          status: 'pending',
          comment: { body: 'We are looking.', public: true },
          tags: ['vip'],
        },
      });
      expect(updated).toMatchObject({ status: 'pending', assignee_id: me.id, tags: ['vip'] });
      const comments = await client.tickets.getComments(made.id);
      expect(comments.map((each: { body: string }) => each.body)).toEqual(['It is stuck.', 'We are looking.']);
      const audits = await client.tickets.exportAudit(made.id);
      expect(JSON.stringify(audits)).toContain('pending');
      const requested = await client.tickets.listByUserRequested(made.requester_id);
      expect(requested.map((each: { id: number }) => each.id)).toContain(made.id);
      const assigned = await client.tickets.listAssigned(me.id);
      expect(assigned.map((each: { id: number }) => each.id)).toContain(made.id);
      const all = await client.tickets.list();
      expect(all.map((each: { id: number }) => each.id)).toContain(made.id);
      const { result: gone } = await client.tickets.delete(made.id);
      expect(gone.message).toBe('No Content');
      await expect(client.tickets.show(made.id)).rejects.toThrow('Item not found');
    });

    it('are created, updated and deleted in bulk by jobs whose first answer is queued', async () => {
      const client = as('agent');
      const finished = async (id: string) => {
        for (let tries = 0; tries < 100; tries++) {
          const { result } = await client.jobstatuses.show(id);
          const job = result.job_status ?? result;
          if (job.status === 'completed') return job;
          await new Promise((done) => setTimeout(done, 50));
        }
        throw new Error('The job did not finish');
      };
      const subjects = Array.from({ length: 12 }, (_, index) => `Bulk ${index} ${unique()}`);
      const { result: queued } = await client.tickets.createMany({
        tickets: subjects.map((subject) => ({ subject, comment: { body: 'x' } })),
      });
      const job = queued.job_status ?? queued;
      expect(job).toMatchObject({ status: 'queued', results: null });
      const created = await finished(job.id);
      const ids = created.results.map((each: { id: number }) => each.id);
      expect(ids).toHaveLength(12);
      const { result: many } = await client.tickets.showMany(ids);
      expect(many.map((each: { subject: string }) => each.subject).sort()).toEqual([...subjects].sort());
      const { result: updating } = await client.tickets.updateMany(ids, { ticket: { priority: 'high' } });
      await finished((updating.job_status ?? updating).id);
      const { result: updated } = await client.tickets.showMany(ids);
      expect(updated.every((each: { priority: string }) => each.priority === 'high')).toBe(true);
      const { result: deleting } = await client.tickets.deleteMany(ids);
      await finished((deleting.job_status ?? deleting).id);
      await expect(client.tickets.show(ids[0])).rejects.toThrow('Item not found');
    });

    it('are made less pressing with a reason, and not without', async () => {
      const client = as('agent');
      const { result: made } = await client.tickets.create({
        ticket: { subject: `Less ${unique()}`, comment: { body: 'x' }, priority: 'urgent' },
      });
      const lower = (priority: string, more = {}) => client.tickets.update(made.id, { ticket: { priority, ...more } });
      await expect(lower('normal')).rejects.toThrow('(422)');
      const custom = { reason: 'It was a drill.' };
      expect((await lower('high', { metadata: { custom } })).result.priority).toBe('high');
      const note = { body: 'Nobody was affected.', public: false };
      expect((await lower('normal', { comment: note })).result.priority).toBe('normal');
      const audits = await client.ticketaudits.list(made.id);
      expect(audits.map(({ metadata }: { metadata: { custom: object } }) => metadata.custom)).toContainEqual(custom);
    });

    it('are followed over pages of one', async () => {
      const client = as('agent', { query: { page: { size: 1 } } });
      const { result: user } = await as('agent').users.create({
        user: { name: 'Pages', email: `pages-${unique()}@customer.test` },
      });
      const made: number[] = [];
      for (let index = 0; index < 3; index++) {
        const { result } = await as('agent').tickets.create({
          ticket: { subject: `Page ${index}`, comment: { body: 'x' }, requester_id: user.id },
        });
        made.push(result.id);
      }
      const listed = await client.tickets.list();
      expect(listed.map((each: { id: number }) => each.id)).toEqual(expect.arrayContaining(made));
    });
  });

  describe('people', () => {
    it('answers an anonymous user to wrong credentials, as the original does', async () => {
      const run = running();
      const client: Client = createClient({
        username: 'a@b.test',
        token: 'wrong',
        endpointUri: `${run.api}/api/v2`,
      } as never);
      const { result } = await client.users.me();
      expect(result.name).toBe('Anonymous user');
    });

    it('users are created, found, updated and deleted', async () => {
      const client = as('admin');
      const email = `li-${unique()}@customer.test`;
      const { result: user } = await client.users.create({ user: { name: '李雷', email } });
      const found = await client.users.search({ query: email });
      expect(found.map((each: { id: number }) => each.id)).toEqual([user.id]);
      const { result: same } = await client.users.createOrUpdate({ user: { name: '李雷雷', email } });
      expect(same).toMatchObject({ id: user.id, name: '李雷雷' });
      const identities = await client.useridentities.list(user.id);
      expect(identities.map((each: { value: string }) => each.value)).toEqual([email]);
      await client.users.delete(user.id);
      expect((await client.users.search({ query: email })).length).toBe(0);
    });

    it('groups, memberships and organizations have their whole life', async () => {
      const client = as('admin');
      const { result: group } = await client.groups.create({ group: { name: `Group ${unique()}` } });
      const { result: me } = await client.users.me();
      const { result: membership } = await client.groupmemberships.create({
        group_membership: { user_id: me.id, group_id: group.id },
      });
      const members = await client.groupmemberships.listByGroup(group.id);
      expect(members.map((each: { user_id: number }) => each.user_id)).toEqual([me.id]);
      await client.groupmemberships.delete(membership.id);
      await client.groups.delete(group.id);
      const name = `Organization ${unique()}`;
      const { result: organization } = await client.organizations.create({ organization: { name } });
      const { result: noted } = await client.organizations.update(organization.id, {
        organization: { notes: 'foo', external_id: 4711 },
      });
      expect(noted).toMatchObject({ notes: 'foo', external_id: '4711' });
      const found = await client.organizations.search(4711);
      expect(found.map((each: { name: string }) => each.name)).toContain(name);
      await client.organizations.delete(organization.id);
      await expect(client.organizations.delete(organization.id)).rejects.toThrow('Item not found');
    });
  });

  it('uploads a file as raw bytes and attaches it to a ticket', async () => {
    const client = as('agent');
    const { mkdtemp, writeFile } = await import('node:fs/promises');
    const { join } = await import('node:path');
    const { tmpdir } = await import('node:os');
    const file = join(await mkdtemp(join(tmpdir(), 'moorline-upload-')), 'bytes.bin');
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    await writeFile(file, bytes);
    const { upload } = await client.attachments.upload(file, { filename: 'bytes.bin' });
    expect(upload.attachment).toMatchObject({ file_name: 'bytes.bin', size: 512 });
    const { result: ticket } = await client.tickets.create({
      ticket: { subject: 'With a file', comment: { body: 'see file', uploads: [upload.token] } },
    });
    const comments = await client.tickets.getComments(ticket.id);
    const attached = comments[0].attachments[0];
    const download = await fetch(attached.content_url);
    expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('shows the figures of one ticket and of all', async () => {
    const client = as('agent');
    const requester = { name: 'Ann', email: `ann-${unique()}@customer.test` };
    const { result: made } = await client.tickets.create({
      ticket: { subject: 'Slow', comment: { body: 'It is slow.' }, requester },
    });
    const { result: listed } = await client.ticketmetrics.list(made.id);
    expect(listed).toMatchObject({ ticket_id: made.id, reply_time_in_minutes: { calendar: null, business: null } });
    const { result: shown } = await client.ticketmetrics.show(listed.id);
    expect(shown).toMatchObject({ ticket_id: made.id, reopens: 0 });
    const all = await client.ticketmetrics.listAll();
    expect(all.map((each: { ticket_id: number }) => each.ticket_id)).toContain(made.id);
  });

  it('shows satisfaction ratings, ticket fields and service-level policies', async () => {
    const client = as('admin');
    expect(Array.isArray(await client.satisfactionratings.list())).toBe(true);
    expect((await client.ticketfields.list()).length).toBeGreaterThan(0);
    expect((await client.policies.list()).length).toBeGreaterThan(0);
  });
});
