import { beforeAll, describe, expect, test } from 'vitest';
import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { anAgent, aUser } from '../support/a-user.ts';
import { type ApiRequest, callApi } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';
import { ticketTestDeps } from '../support/ticket-deps.ts';

const clock = aClock();
let table: Table;
let handler: unknown;
let agent: Awaited<ReturnType<typeof anAgent>>;
const call = (request: Omit<ApiRequest, 'as'>) => callApi(handler, { as: agent.as, ...request });

beforeAll(async () => {
  table = await aTable();
  handler = resourceApi(ticketsApi, ticketsUseCases, ticketTestDeps(table, clock));
  agent = await anAgent(table, clock);
});

describe('a ticket', () => {
  test('is opened for a requester who is made on the way', async () => {
    const made = await call({
      method: 'POST',
      path: '/api/v2/tickets.json',
      body: {
        ticket: {
          subject: 'My withdrawal',
          comment: { body: 'It is stuck.' },
          requester: { name: 'Ann', email: 'ann@customer.test' },
        },
      },
    });
    expect(made.body).toMatchObject({
      ticket: { subject: 'My withdrawal', status: 'new', description: 'It is stuck.' },
    });
    expect(made.status).toBe(201);
    const shown = await call({ method: 'GET', path: `/api/v2/tickets/${made.body.ticket.id}.json?include=users` });
    expect(shown.body.ticket).toEqual(made.body.ticket);
    expect(shown.body.users).toMatchObject([{ name: 'Ann' }]);
    const listed = await call({ method: 'GET', path: `/api/v2/tickets.json` });
    expect(listed.body.tickets).toHaveLength(1);
    await aUser(table, clock);
  });
});
