import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import type { OrganizationWriter } from '../../shared/people/write-organization.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of organizations work with. */
export interface OrganizationsDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly newToken: () => string;
}

/** Who writes, and when. */
export function writer(request: { readonly principal: Principal }, deps: OrganizationsDeps): OrganizationWriter {
  return { principal: request.principal, now: deps.now(), newId: deps.newId };
}
