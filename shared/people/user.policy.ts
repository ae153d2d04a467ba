import { forbidden, invalid } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import type { User, UserFields } from './user.ts';
import type { UserInput } from './user-input.ts';

/** Throws unless the caller may create such a person: agents customers, administrators anybody. */
export function assertMayCreateUser(principal: Principal, input: UserInput): void {
  if (isAdmin(principal)) return;
  if (!isAgent(principal) || (input.role ?? 'end-user') !== 'end-user') throw forbidden();
}

/** What an agent may change of themselves; the rest of their account decides what they may do. */
const OWN_FIELDS: readonly (keyof UserInput)[] = [
  'name',
  'alias',
  'locale',
  'locale_id',
  'time_zone',
  'phone',
  'signature',
];

/**
 * Throws unless the caller may change these fields of a person: administrators everybody's, agents customers' and a few
 * of their own. Nobody takes their own account away from themselves.
 */
export function assertMayChangeUser(principal: Principal, user: User, input: UserInput): void {
  if (isSelf(principal, user)) assertKeepsAccess(user, input);
  if (isAdmin(principal)) return;
  if (!isAgent(principal)) throw forbidden();
  const given = (Object.keys(input) as (keyof UserInput)[]).filter((name) => input[name] !== undefined);
  if (isSelf(principal, user) && given.every((name) => OWN_FIELDS.includes(name))) return;
  if (user.role !== 'end-user' || (input.role ?? 'end-user') !== 'end-user') throw forbidden();
}

/** Throws unless the caller may delete a person: administrators others, agents customers. */
export function assertMayDeleteUser(principal: Principal, user: User): void {
  if (isSelf(principal, user)) throw invalid('base', 'user.own_account');
  if (!isAdmin(principal) && !(isAgent(principal) && user.role === 'end-user')) throw forbidden();
}

/** Throws unless the caller may change how a person is reached: for staff that is how they sign in. */
export function assertMayChangeIdentities(principal: Principal, user: User): void {
  if (!isAdmin(principal) && !(isAgent(principal) && user.role === 'end-user')) throw forbidden();
}

/** Whether the caller may make, see and revoke this person's API tokens: administrators all, agents their own. */
export function mayUseTokensOf(principal: Principal, userId: number): boolean {
  if (principal.kind !== 'user') return false;
  return principal.role === 'admin' || (principal.role === 'agent' && principal.userId === userId);
}

function assertKeepsAccess(user: User, fields: Pick<UserFields, 'role' | 'suspended'>): void {
  if (fields.role !== undefined && fields.role !== user.role) throw invalid('role', 'user.own_account');
  if (fields.suspended) throw invalid('suspended', 'user.own_account');
}

function isSelf(principal: Principal, user: User): boolean {
  return principal.kind === 'user' && principal.userId === user.id;
}

function isAdmin(principal: Principal): boolean {
  return principal.kind === 'user' && principal.role === 'admin';
}

function isAgent(principal: Principal): boolean {
  return principal.kind === 'user' && principal.role === 'agent';
}
