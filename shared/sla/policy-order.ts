import { invalid } from '../kernel/errors.ts';

/** The order of policies with one put at a position (from 1); without one it stays, or comes last when it is new. */
export function placed(ids: readonly number[], id: number, position: number | undefined): number[] {
  if (position === undefined) return ids.includes(id) ? [...ids] : [...ids, id];
  const others = ids.filter((each) => each !== id);
  const at = Math.min(Math.max(position, 1) - 1, others.length);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

/** The order that was asked for; policies it leaves out follow as before. Throws `invalid` for unknown and repeated ids. */
export function reordered(ids: readonly number[], asked: readonly number[]): number[] {
  const unknown = asked.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw invalid('sla_policy_ids', 'sla.policy_unknown', { id: unknown });
  const repeated = asked.find((id, at) => asked.indexOf(id) !== at);
  if (repeated !== undefined) throw invalid('sla_policy_ids', 'sla.policy_twice', { id: repeated });
  return [...asked, ...ids.filter((id) => !asked.includes(id))];
}
