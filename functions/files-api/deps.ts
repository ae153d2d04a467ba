import type { Clock } from '../../shared/kernel/clock.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What handing out files depends on. */
export interface FilesDeps {
  readonly table: Table;
  /** The bucket of attachments. */
  readonly objects: Objects;
  readonly secrets: SecretSource;
  /** Whether files are scanned for malware here: then none is handed out before its scan. */
  readonly malwareScan: boolean;
  readonly now: Clock;
}
