import { DomainError } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import type { User } from '../../shared/platform/http/contract.ts';

/** The person who calls. The contract lets nobody in without one; this says so to the compiler. */
export function callerOf({ principal }: { readonly principal: Principal }): User {
  if (principal.kind !== 'user') throw new DomainError('unauthenticated', 'unauthenticated');
  return principal;
}
