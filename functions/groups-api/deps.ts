import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { WriteContext } from '../../shared/people/user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of groups work with. */
export interface GroupsDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly newToken: () => string;
}

/** The instant and ids of one request's writes. */
export function writing(deps: GroupsDeps): WriteContext {
  return { now: deps.now(), newId: deps.newId };
}
