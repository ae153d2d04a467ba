import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of attachments work with. */
export interface AttachmentsDeps {
  readonly table: Table;
  /** The bucket of attachments. */
  readonly objects: Objects;
  readonly secrets: SecretSource;
  readonly filesUrl: string;
  readonly now: Clock;
  readonly newId: NewId;
  /** A secret nobody can guess, fit for a path. */
  readonly newToken: () => string;
}
