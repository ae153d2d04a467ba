import { createClient } from 'node-zendesk';
import { describe, expect, it } from 'vitest';
import { aRunningInstance } from '../support/running.ts';

/** node-zendesk is typed loosely; these tests use it as its users do. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Client = any;
interface Row {
  readonly id: number;
  readonly value: string;
  readonly name: string;
  readonly raw_name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly facts?: readonly string[];
}

const CATEGORY = 12;

describe('fields and forms through the npm client node-zendesk', () => {
  const running = aRunningInstance();
  const asAdmin = (): Client => {
    const { agents, api } = running();
    const admin = agents.find(({ role }) => role === 'admin');
    const credentials = { username: admin?.email ?? '', token: admin?.apiToken ?? '' };
    return createClient({ ...credentials, endpointUri: `${api}/api/v2` } as never);
  };
  const unique = () => Math.random().toString(36).slice(2, 10);

  it('categories are added, renamed and taken away by the field, each with its facts and labels', async () => {
    const client = asAdmin();
    const { result: field } = await client.ticketfields.show(CATEGORY);
    const before: Row[] = field.custom_field_options;
    expect(before.find(({ value }) => value === 'kyc')).toMatchObject({
      raw_name: 'Identity verification',
      facts: ['uid'],
      names: { en: 'Identity verification', 'zh-CN': '身份认证' },
    });
    const value = `loans_${unique()}`;
    const kept = before.map(({ id, raw_name, names, value: of }) => ({ id, name: raw_name, names, value: of }));
    const loans = { name: 'Loans', names: { en: 'Loans', 'zh-CN': '借贷' }, value, facts: ['uid', 'amount'] };
    const put = async (custom_field_options: object[]): Promise<Row[]> =>
      (await client.ticketfields.update(CATEGORY, { ticket_field: { custom_field_options } })).result
        .custom_field_options;
    const added = (await put([...kept, loans])).find((each) => each.value === value);
    expect(added).toMatchObject({ raw_name: 'Loans', names: loans.names, facts: ['uid', 'amount'] });
    const renamed = await put([...kept, { id: added?.id, name: 'Lending', value }]);
    expect(renamed.at(-1)).toMatchObject({ id: added?.id, name: 'Lending', facts: ['uid', 'amount'] });
    expect(renamed.at(-1)?.names).toBeUndefined();
    const after = await put(kept);
    expect(after.map((each) => each.value)).toEqual(before.map((each) => each.value));
    expect(after.map(({ facts }) => facts)).toEqual(before.map(({ facts }) => facts));
  });

  it('a form is created, shown, copied, put in order, named by a ticket, and deleted', async () => {
    const client = asAdmin();
    const shipped = (await client.ticketforms.list()).find(({ id }: Row) => id === 1);
    expect(shipped).toMatchObject({ default: true, ticket_field_ids: [1, 2, 3, 4, 5, 6, 7, 11, 12, 13] });
    const { result: made } = await client.ticketforms.create({
      ticket_form: { name: `Deposits ${unique()}`, end_user_visible: true, ticket_field_ids: [1, 2, 12, 13] },
    });
    expect((await client.ticketforms.show(made.id)).result).toEqual(made);
    const { result: changed } = await client.ticketforms.update(made.id, {
      ticket_form: { ticket_field_ids: [1, 2, 13, 12], position: 0 },
    });
    expect(changed).toMatchObject({ ticket_field_ids: [1, 2, 13, 12], position: 0 });
    const { result: copy } = await client.ticketforms.clone(made.id, true);
    expect(copy).toMatchObject({ name: `Clone of ${made.name}`, ticket_field_ids: [1, 2, 13, 12] });
    await client.ticketforms.reorder([copy.id, made.id]);
    const order = (await client.ticketforms.list()).map(({ id }: Row) => id);
    expect(order.slice(0, 2)).toEqual([copy.id, made.id]);
    const ticket = { subject: 'Stuck', comment: { body: 'My deposit is stuck.' }, ticket_form_id: made.id };
    const { result: opened } = await client.tickets.create({ ticket });
    expect((await client.tickets.show(opened.id)).result.ticket_form_id).toBe(made.id);
    await client.ticketforms.delete(copy.id);
    await client.ticketforms.delete(made.id);
    await expect(client.ticketforms.show(made.id)).rejects.toThrow('404');
    await expect(client.ticketforms.delete(1)).rejects.toThrow('422');
    expect((await client.tickets.show(opened.id)).result.ticket_form_id).toBe(made.id);
  });
});
