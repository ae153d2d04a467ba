import { forbidden } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';

/** Throws unless the caller may say whether an agent is there: each agent for themselves, administrators for everybody. */
export function assertMayChangeStatus(principal: Principal, userId: number): void {
  if (principal.kind !== 'user' || (principal.role !== 'admin' && principal.userId !== userId)) throw forbidden();
}
