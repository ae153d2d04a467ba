/** A view and its place among all. */
export interface Placed {
  readonly id: number;
  readonly position: number;
}

/**
 * The steps that bring views into the order given, in the places that they have, each to be made as a whole; a step has
 * `most` views at most. Wherever it ends on the way, what is left to do from there leads to the same places: views that
 * share a place are set apart first, from the last on, and then each step only exchanges places.
 */
export function stepsToOrder(wanted: readonly Placed[], most: number): Placed[][] {
  const asTheyAre = [...wanted].sort((a, b) => a.position - b.position);
  const places: number[] = [];
  for (const { position } of asTheyAre) places.push(Math.max(position, (places.at(-1) ?? position - 1) + 1));
  const apart = asTheyAre.map(({ id }, at) => ({ id, position: places[at] ?? 0 }));
  const moved = apart.filter(({ position }, at) => position !== asTheyAre[at]?.position).reverse();
  const steps: Placed[][] = [];
  for (let at = 0; at < moved.length; at += most) steps.push(moved.slice(at, at + most));
  return [...steps, ...exchanges(wanted, apart, most)];
}

/** The exchanges of places after which the first has the first of them, and so on. No two have the same place. */
function exchanges(wanted: readonly Placed[], inPlaces: readonly Placed[], most: number): Placed[][] {
  const placeOf = new Map(inPlaces.map(({ id, position }) => [id, position]));
  const holderOf = new Map(inPlaces.map(({ id, position }) => [position, id]));
  const steps: Map<number, number>[] = [];
  for (const [at, { id }] of wanted.entries()) {
    const [had, gets] = [placeOf.get(id), inPlaces[at]?.position];
    const other = gets === undefined ? undefined : holderOf.get(gets);
    if (had === undefined || gets === undefined || other === undefined || had === gets) continue;
    const last = steps.at(-1);
    const step = last && new Set([...last.keys(), id, other]).size <= most ? last : new Map<number, number>();
    if (step !== last) steps.push(step);
    for (const [view, place] of [[id, gets] as const, [other, had] as const]) {
      step.set(view, place);
      placeOf.set(view, place);
      holderOf.set(place, view);
    }
  }
  return steps.map((step) => [...step].map(([id, position]) => ({ id, position })));
}
