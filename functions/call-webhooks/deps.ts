import type { Clock } from '../../shared/kernel/clock.ts';
import type { SendMessages } from '../../shared/platform/messaging/sqs.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { CallServer } from '../../shared/platform/server-calls.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What calling webhooks depends on. */
export interface CallDeps {
  readonly table: Table;
  readonly now: Clock;
  /** 0 <= x < 1 */
  readonly random: () => number;
  readonly secrets: SecretSource;
  readonly callServer: CallServer;
  readonly sendMessages: SendMessages;
  /** URL of this function's own queue. */
  readonly ownQueue: string;
}
