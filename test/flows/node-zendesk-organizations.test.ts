import { createClient } from 'node-zendesk';
import { describe, expect, it } from 'vitest';
import { aRunningInstance } from '../support/running.ts';

/** node-zendesk is typed loosely; these tests use it as its users do. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Client = any;
interface Row {
  readonly id: number;
  readonly name: string;
  readonly notes: string | null;
}

describe('organizations through the npm client node-zendesk, as its own tests use them', () => {
  const running = aRunningInstance();
  const aClient = (extra: object = {}): Client => {
    const { agents, api } = running();
    const admin = agents.find((each) => each.role === 'admin');
    const credentials = { username: admin?.email ?? '', token: admin?.apiToken ?? '' };
    return createClient({ ...credentials, endpointUri: `${api}/api/v2`, ...extra } as never);
  };
  const unique = () => Math.random().toString(36).slice(2, 10);
  const finished = async (client: Client, id: string): Promise<Row[]> => {
    for (let tries = 0; tries < 100; tries++) {
      const { result } = await client.jobstatuses.show(id);
      const job = result.job_status ?? result;
      if (job.status === 'completed') return job.results;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('The job did not finish');
  };
  const jobOf = ({ result }: { result: { job_status: { id: string; status: string; results: unknown } } }) =>
    result.job_status;

  it('one is created, listed, shown, updated, searched, completed while typing, and deleted once', async () => {
    const client = aClient();
    const name = `${unique()} Organization`;
    const { result: made } = await client.organizations.create({ organization: { name } });
    expect((await client.organizations.list()).map((each: Row) => each.name)).toContain(name);
    expect((await client.organizations.show(made.id)).result.name).toBe(name);
    const changes = { organization: { notes: 'foo', external_id: 4711 } };
    expect((await client.organizations.update(made.id, changes)).result).toMatchObject({ external_id: '4711' });
    expect((await client.organizations.search(4711)).map((each: Row) => each.id)).toEqual([made.id]);
    const offered = await client.organizations.autocomplete({ name: name.slice(0, 4) });
    expect(offered.map((each: Row) => each.name)).toContain(name);
    expect((await client.organizations.related(made.id)).result.organization_related).toMatchObject({ users_count: 0 });
    await client.organizations.delete(made.id);
    await expect(client.organizations.delete(made.id)).rejects.toThrow('Item not found');
  });

  it('thirty are created, shown, two of them updated, all followed over pages of one, and deleted', async () => {
    const client = aClient();
    const organizations = Array.from({ length: 30 }, (_, index) => ({ name: `Bulk ${index} ${unique()}` }));
    const queued = jobOf(await client.organizations.createMany({ organizations }));
    expect(queued).toMatchObject({ status: 'queued', results: null });
    const ids = (await finished(client, queued.id)).map((row) => row.id);
    const shown = await client.organizations.showMany(ids);
    expect(shown.map((each: Row) => each.name)).toEqual(organizations.map((each) => each.name));
    const changes = ids.slice(0, 2).map((id, index) => ({ id, notes: `note ${index}` }));
    await finished(client, jobOf(await client.organizations.updateMany({ organizations: changes })).id);
    const updated = await client.organizations.showMany(ids.slice(0, 2));
    expect(updated.map((each: Row) => each.notes)).toEqual(['note 0', 'note 1']);
    const paged = await aClient({ query: { page: { size: 1 } } }).organizations.list();
    expect(paged.map((each: Row) => each.id)).toEqual(expect.arrayContaining(ids));
    await finished(client, jobOf(await client.organizations.bulkDelete(ids)).id);
    expect(await client.organizations.showMany(ids)).toEqual([]);
  });

  it('people join and leave them', async () => {
    const client = aClient();
    const { result: organization } = await client.organizations.create({ organization: { name: unique() } });
    const user = { name: 'Member', email: `member-${unique()}@customer.test` };
    const { result: person } = await client.users.create({ user });
    const { organizationmemberships } = client;
    const { result: made } = await organizationmemberships.createByUser(person.id, {
      organization_id: organization.id,
    });
    const membership = made.organization_membership ?? made;
    expect(membership).toMatchObject({ user_id: person.id, organization_id: organization.id, default: true });
    const listed = await organizationmemberships.listByOrganization(organization.id);
    expect(listed.map((each: { id: number }) => each.id)).toEqual([membership.id]);
    expect((await client.organizations.listByUser(person.id)).map((each: Row) => each.id)).toEqual([organization.id]);
    await organizationmemberships.makeDefault(person.id, membership.id);
    await organizationmemberships.delete(membership.id);
    expect(await client.organizations.listByUser(person.id)).toEqual([]);
  });

  it('people join and leave them and groups in bulk', async () => {
    const client = aClient();
    const { organizationmemberships, groupmemberships } = client;
    const { result: organization } = await client.organizations.create({ organization: { name: unique() } });
    const { result: group } = await client.groups.create({ group: { name: unique() } });
    const { result: me } = await client.users.me();
    const rows = (owner: object) => [{ user_id: me.id, ...owner }];
    const { id: joining } = jobOf(await organizationmemberships.createMany(rows({ organization_id: organization.id })));
    const [membership] = await finished(client, joining);
    const { result: shown } = await organizationmemberships.show(membership?.id);
    expect(shown).toMatchObject({ user_id: me.id, organization_id: organization.id });
    await finished(client, jobOf(await organizationmemberships.deleteMany([membership?.id])).id);
    expect(await organizationmemberships.listByOrganization(organization.id)).toEqual([]);

    const ids = (await finished(client, jobOf(await groupmemberships.bulkCreate(rows({ group_id: group.id }))).id)).map(
      (row) => row.id,
    );
    const members = await groupmemberships.listByGroup(group.id);
    expect(members.map((each: { id: number }) => each.id)).toEqual(ids);
    await finished(client, jobOf(await groupmemberships.bulkDelete(ids)).id);
    expect(await groupmemberships.listByGroup(group.id)).toEqual([]);
  });
});
