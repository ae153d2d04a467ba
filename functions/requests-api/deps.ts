import type { WaitSource } from '../../shared/reports/expected-wait.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';

/** What the use cases of requests work with. */
export interface RequestsDeps extends TicketDeps {
  /** How long people lately waited for a group's first answer. */
  readonly expectedWait: WaitSource;
}
