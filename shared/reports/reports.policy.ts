import type { Role } from '../kernel/principal.ts';

/** Who asks for figures: supervisors are so of certain groups. */
export interface ReportReader {
  readonly id: number;
  readonly role: Role;
  readonly supervises: readonly number[];
}

/**
 * Whose figures somebody may see: administrators everybody's, supervisors those of their groups, and every agent their own.
 * How fast and how well somebody works is nobody else's matter.
 */
export function maySeeFigures(
  { id, role, supervises }: ReportReader,
  whose: { readonly group_id: number | null; readonly agent_id: number | null },
): boolean {
  if (role === 'admin') return true;
  if (role !== 'agent') return false;
  return whose.agent_id === id || (whose.group_id !== null && supervises.includes(whose.group_id));
}
