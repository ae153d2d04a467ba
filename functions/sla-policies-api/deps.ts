import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { CallServer } from '../../shared/platform/server-calls.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of service-level policies, and of the webhooks that they call, depend on. */
export interface SlaPoliciesDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly secrets: SecretSource;
  readonly callServer: CallServer;
  /** Whether a URL is of this very machine, and this a local run. */
  readonly isLocal: (url: URL) => boolean;
}
