/** Milliseconds since 1970-01-01T00:00:00Z. The unit of every instant inside the product. */
export type Instant = number;

/** Where use cases get the time from. Rules take an `Instant` instead. */
export type Clock = () => Instant;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An instant as the wire writes it: ISO 8601, UTC, whole seconds, `Z` (RFC 3339 section 5.6). */
export function toIso(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** `toIso` for values that may be absent. */
export function toIsoOrNull(instant: Instant | null | undefined): string | null {
  return instant === null || instant === undefined ? null : toIso(instant);
}

/** The start of the second an instant lies in: the resolution of every time on the wire. */
export function wholeSecond(instant: Instant): Instant {
  return Math.floor(instant / SECOND) * SECOND;
}
