import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import type { WriterContext } from '../../shared/people/write-user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of people work with. */
export interface UsersDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly newToken: () => string;
  /** The language of people who do not say theirs. */
  readonly defaultLocale: string;
}

/** Who writes, and when. */
export function writer(request: { readonly principal: Principal }, deps: UsersDeps): WriterContext {
  return { principal: request.principal, now: deps.now(), newId: deps.newId, defaultLocale: deps.defaultLocale };
}
