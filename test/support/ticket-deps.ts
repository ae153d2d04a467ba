import type { Objects } from '../../shared/platform/objects.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { ticketNumbers } from '../../shared/tickets/ticket.store.ts';
import { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import { TEST_SECRETS, testDeps } from './call-api.ts';
import type { TestClock } from './clock.ts';
import { aBucket } from './objects.ts';

/** What the use cases of tickets and requests work with, over a test's table and clock; a bucket starts when used. */
export function ticketTestDeps(table: Table, clock: TestClock): ReturnType<typeof testDeps> & TicketDeps {
  return {
    ...testDeps(table, clock),
    objects: aBucketWhenUsed(),
    nextNumber: ticketNumbers(table),
    ticketFields: cachedTicketFields(table, clock.now),
    closeAfter: 4 * 86_400_000,
    secrets: async () => TEST_SECRETS,
    filesUrl: 'https://files.moorline.test',
  };
}

function aBucketWhenUsed(): Objects {
  let opened: Promise<Objects> | undefined;
  const bucket = () => {
    opened ??= aBucket();
    return opened;
  };
  return {
    put: async (...args) => (await bucket()).put(...args),
    get: async (...args) => (await bucket()).get(...args),
    head: async (...args) => (await bucket()).head(...args),
    delete: async (...args) => (await bucket()).delete(...args),
    presign: async (...args) => (await bucket()).presign(...args),
    request: async (...args) => (await bucket()).request(...args),
  };
}
