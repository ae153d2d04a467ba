import { openTicket } from '../../shared/tickets/change-ticket.ts';
import { type Ticket, via } from '../../shared/tickets/ticket.ts';
import { aClock } from './clock.ts';

/** A ticket as it is kept, as a customer's first words make it unless the fields say otherwise. */
export function aTicket(fields: Partial<Ticket> = {}): Ticket {
  const { now, newId } = aClock();
  const customer = { kind: 'user', id: 2001, role: 'end-user' } as const;
  const { ticket } = openTicket(
    {
      id: 35_436,
      subject: '提现没有到账',
      requester_id: 2001,
      submitter_id: 2001,
      locale: 'zh-CN',
      comment: { body: '我的提现一直没有到账。', public: true },
    },
    { now: now(), newId, actor: customer, via: via('api'), closeAfter: 4 * 86_400_000 },
  );
  return { ...ticket, ...fields };
}
