import { beforeEach, describe, expect, test } from 'vitest';
import { claimUploads } from '../../shared/attachments/upload.store.ts';
import { changeTicket, openTicket, type TicketCommit } from '../../shared/tickets/change-ticket.ts';
import { commitTicket } from '../../shared/tickets/ticket.store.ts';
import { via } from '../../shared/tickets/ticket.ts';
import { customerPrincipal } from '../support/a-principal.ts';
import { aCustomer, anAgent } from '../support/a-user.ts';
import type { Credentials } from '../support/call-api.ts';
import { aFileService, PNG } from '../support/uploads.ts';

type Person = Awaited<ReturnType<typeof aCustomer>>;

describe('GET /api/v2/attachments/{id}', () => {
  let service: Awaited<ReturnType<typeof aFileService>>;
  let customer: Person;
  let stranger: Person;
  let agent: Person;
  beforeEach(async () => {
    service = await aFileService();
    const { table, clock } = service;
    [customer, stranger, agent] = [
      await aCustomer(table, clock),
      await aCustomer(table, clock),
      await anAgent(table, clock),
    ];
  });

  async function anUpload(as: Credentials): Promise<{ token: string; id: number }> {
    const query = { filename: '截图.png' };
    const { body } = await service.uploads({ method: 'POST', path: '/api/v2/uploads', as, query, body: PNG });
    return { token: body.upload.token, id: body.upload.attachment.id };
  }

  const context = () => ({
    now: service.clock.now(),
    newId: service.clock.newId,
    via: via('api'),
    closeAfter: 1,
    actor: { kind: 'user', id: customer.user.id, role: 'end-user' } as const,
  });

  /** A request of the customer's whose first comment, public or not, has an upload of theirs. */
  async function aRequest(isPublic: boolean): Promise<{ id: number; commit: TicketCommit }> {
    const { token, id } = await anUpload(customer.as);
    const { table, clock } = service;
    const commentId = clock.newId();
    const principal = customerPrincipal({ userId: customer.user.id });
    const { attachments, writes } = await claimUploads(table, [token], {
      ticketId: 35,
      commentId,
      principal,
      now: clock.now(),
    });
    const commit = openTicket(
      {
        id: 35,
        subject: '提现',
        requester_id: customer.user.id,
        submitter_id: customer.user.id,
        locale: 'zh-CN',
        comment: { id: commentId, body: '请看截图', public: isPublic, attachments },
      },
      context(),
    );
    await commitTicket(table, commit, writes);
    return { id, commit };
  }

  const show = (id: number | string, as?: Credentials) =>
    service.attachments({ method: 'GET', path: `/api/v2/attachments/${id}.json`, as });
  const statuses = async (id: number) =>
    Promise.all([customer, stranger, agent].map(async ({ as }) => (await show(id, as)).status));

  test('of a public comment: for its requester and for agents, with a link that works', async () => {
    const { id } = await aRequest(true);
    expect(await statuses(id)).toEqual([200, 404, 200]);
    const { attachment } = (await show(id, customer.as)).body;
    expect(attachment).toMatchObject({ id, file_name: '截图.png', content_type: 'image/png', size: PNG.length });
    expect((await service.download(attachment.content_url)).body).toEqual(PNG);
  });

  test('of an internal note: for agents only', async () => {
    const { id } = await aRequest(false);
    expect(await statuses(id)).toEqual([404, 404, 200]);
  });

  test('of an upload that no comment has: for who uploaded it', async () => {
    const { id } = await anUpload(customer.as);
    expect(await statuses(id)).toEqual([200, 404, 404]);
  });

  test('of a deleted ticket: for nobody', async () => {
    const { id, commit } = await aRequest(true);
    const deletion = changeTicket(commit.ticket, { delete: true }, context());
    if (!deletion) throw new Error('nothing was deleted');
    await commitTicket(service.table, deletion);
    expect(await statuses(id)).toEqual([404, 404, 404]);
  });

  test('of a comment that was made private meanwhile: for agents only', async () => {
    const { id, commit } = await aRequest(true);
    const hiding = commit.comment && changeTicket(commit.ticket, { hide: commit.comment }, context());
    if (!hiding) throw new Error('nothing was hidden');
    await commitTicket(service.table, hiding);
    expect(await statuses(id)).toEqual([404, 404, 200]);
  });

  test.each(['1', '0', '-1', 'x', '1.5', '99999999999999999999'])('of no file: %s is not found', async (id) => {
    const reply = await show(id, agent.as);
    expect(reply.status).toBe(404);
    expect(reply.body.error).toBe('RecordNotFound');
  });

  test('is not for callers without credentials', async () => {
    expect((await show(1)).status).toBe(401);
  });
});
