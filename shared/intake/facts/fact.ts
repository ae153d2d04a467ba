/** Facts that are read out of a text, by the names of the desk's API. */
export const FACT_NAMES = [
  'uid',
  'tx_id',
  'chain',
  'asset',
  'network',
  'address',
  'amount',
  'time',
  'order_id',
  'pair',
  'order_type',
  'error_text',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** Something found in a text, before it is known in which field it stands. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  /** Why it looks like one and is none: its checksum does not fit, or it is too short or abridged. */
  readonly flaw?: 'checksum' | 'incomplete';
  /** The chain whose form it has, where the form or the words around it say. */
  readonly form?: string;
  /** Less likely to be what was meant than others of its kind: taken only when there is no better one. */
  readonly weak?: boolean;
}

/** A text, as it was written and with capitals, widths and characters folded; places are the same in both. */
export interface Source {
  readonly written: string;
  readonly folded: string;
}

/** Parts of a text that are spoken for, so that an address is not also read as an amount. */
export interface Taken {
  readonly isFree: (start: number, end: number) => boolean;
  readonly take: (finding: { readonly start: number; readonly end: number }) => void;
}

/** Nothing taken but the given parts. */
export function takenParts(parts: readonly { readonly start: number; readonly end: number }[]): Taken {
  const all = [...parts];
  return {
    isFree: (start, end) => all.every((each) => end <= each.start || start >= each.end),
    take: (finding) => void all.push(finding),
  };
}

/** All places where a pattern stands; the group `value` where the pattern has one, else the whole. */
export function findings(text: string, pattern: RegExp): readonly (Finding & { readonly match: RegExpExecArray })[] {
  const all: (Finding & { match: RegExpExecArray })[] = [];
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.['value'] ?? [match.index, match.index + match[0].length];
    all.push({ start, end, match });
  }
  return all;
}
