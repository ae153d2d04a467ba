import { expect, test } from 'vitest';
import { examineTicket } from '../../functions/follow-tickets/examine-ticket.ts';
import { intakeKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aboutOf } from '../../shared/tickets/about-fields.ts';
import { eventOf } from '../support/a-timer-service.ts';
import { anIntakeDesk } from '../support/an-intake-desk.ts';

/** A table in front of whose first reading of a ticket's intake something else happens. */
function interrupted(table: Table, ticketId: number, meanwhile: () => Promise<unknown>): Table {
  let isDone = false;
  return {
    ...table,
    async get(key, options) {
      if (!isDone && key.pk === intakeKey(ticketId).pk && key.sk === intakeKey(ticketId).sk) {
        isDone = true;
        await meanwhile();
      }
      return table.get(key, options);
    },
  };
}

test('what another look has just put on a ticket is not taken for what a person said', async () => {
  const desk = await anIntakeDesk({ asks: false });
  const life = await desk.opens('Question', 'How long does a withdrawal usually take?');
  await desk.look(life);
  const author = { id: desk.customer.id, role: 'end-user' as const };
  const body = 'Somebody hacked my account and is withdrawing my coins right now, please freeze it!';
  await life.change({ comment: { body, public: true, author } }, { kind: 'user', ...author });
  const event = eventOf(life.commits.at(-1) ?? expect.fail());
  await examineTicket(event, {
    ...desk.deps,
    table: interrupted(desk.table, life.ticket.id, () => desk.look(life)),
  });
  const [ticket, record] = [await desk.ticket(life), await desk.record(life)];
  expect(aboutOf(ticket)).toMatchObject({ risk: 'funds_at_risk' });
  expect(record).toMatchObject({ corrected: [], about: aboutOf(ticket) });
});
