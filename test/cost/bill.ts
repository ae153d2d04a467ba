import { type Meter, PRICES } from './prices.ts';

/** How much of what was used. */
export type Quantities = Readonly<Partial<Record<Meter, number>>>;

export interface BillLine {
  readonly meter: Meter;
  readonly service: string;
  readonly of: string;
  readonly quantity: number;
  readonly cost: number;
}

/** What was used, priced. */
export function bill(quantities: Quantities): BillLine[] {
  return (Object.entries(quantities) as [Meter, number][]).map(([meter, quantity]) => {
    const { service, of, price, per } = PRICES[meter];
    return { meter, service, of, quantity, cost: (quantity / per) * price };
  });
}

export function total(lines: readonly BillLine[]): number {
  return lines.reduce((sum, { cost }) => sum + cost, 0);
}

/** As many times as much. */
export function times(quantities: Quantities, factor: number): Quantities {
  return Object.fromEntries(Object.entries(quantities).map(([meter, quantity]) => [meter, quantity * factor]));
}

export interface ServiceLine {
  readonly service: string;
  readonly cost: number;
  /** The lines that make it up, dearest first. */
  readonly parts: readonly BillLine[];
}

/** By service, the dearest first. */
export function byService(lines: readonly BillLine[]): ServiceLine[] {
  const parts = Map.groupBy(lines, ({ service }) => service);
  return [...parts]
    .map(([service, each]) => ({ service, cost: total(each), parts: each.toSorted((a, b) => b.cost - a.cost) }))
    .sort((a, b) => b.cost - a.cost);
}
