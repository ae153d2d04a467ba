import { forbidden } from '../kernel/errors.ts';
import { isStaff, type Principal } from '../kernel/principal.ts';
import type { User } from './user.ts';

/** Throws unless the caller may create and change organizations: everybody who works here. */
export function assertMayWriteOrganizations(principal: Principal): void {
  if (!isStaff(principal)) throw forbidden();
}

/** Throws unless the caller may delete organizations: administrators. */
export function assertMayDeleteOrganizations(principal: Principal): void {
  if (!isAdmin(principal)) throw forbidden();
}

/**
 * Throws unless the caller may put this person into organizations and take them out: agents customers, administrators
 * anybody. Of somebody who is gone only the membership is left, and that anybody here may clear away.
 */
export function assertMayChangeOrganizationsOf(principal: Principal, user: Pick<User, 'role'> | undefined): void {
  const customer = user === undefined || user.role === 'end-user';
  if (!isAdmin(principal) && !(isStaff(principal) && customer)) throw forbidden();
}

function isAdmin(principal: Principal): boolean {
  return principal.kind === 'user' && principal.role === 'admin';
}
