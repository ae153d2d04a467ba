import { forbidden } from '../kernel/errors.ts';
import type { Role } from '../kernel/principal.ts';
import { type AnyView, ownerOf, type ViewRestriction } from './view.ts';

/** Who uses views. */
export interface ViewUser {
  readonly userId: number;
  readonly role: Role;
  readonly groupIds: readonly number[];
}

/** Whether somebody may use a view: their own, one that everybody has, one of their groups; administrators any that is shared. */
export function mayUse({ restriction }: Pick<AnyView, 'restriction'>, user: ViewUser): boolean {
  if (restriction === null) return true;
  if (restriction.type === 'User') return restriction.ids.includes(user.userId);
  return user.role === 'admin' || restriction.ids.some((id) => user.groupIds.includes(id));
}

/** Throws unless somebody may change a view: their own; administrators those that are shared; nobody those always there. */
export function assertMayChange(view: AnyView, user: ViewUser): void {
  if (view.standard) throw forbidden('view.standard');
  assertMayShare(view.restriction, user);
}

/** Throws unless somebody may keep a view under this restriction: anybody for themselves, administrators for others. */
export function assertMayShare(restriction: ViewRestriction, user: ViewUser): void {
  if (ownerOf({ restriction }) !== user.userId && user.role !== 'admin') throw forbidden('view.only_own');
}
