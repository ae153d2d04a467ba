import { forbidden } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';

/** Throws unless the caller may put people into groups and take them out: administrators. */
export function assertMayChangeGroupMembers(principal: Principal): void {
  if (principal.kind !== 'user' || principal.role !== 'admin') throw forbidden();
}
