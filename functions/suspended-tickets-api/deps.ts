import type { Clock } from '../../shared/kernel/clock.ts';
import type { SendMessages } from '../../shared/platform/messaging/sqs.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { Outside } from '../../shared/platform/outside.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of suspended mail work with. */
export interface SuspendedTicketsDeps {
  readonly table: Table;
  /** The bucket of mail as it came in. */
  readonly rawMail: Objects;
  readonly sendMessages: SendMessages;
  /** Where mail is taken in. */
  readonly intakeQueue: string;
  readonly now: Clock;
  readonly pause: Outside['pause'];
}
