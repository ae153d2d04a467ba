/**
 * What may be left out of a mail: all that its writer did not write for it, as far as it can be guessed; in a `reply` also what is
 * marked as a quote and nothing announces; or no more than `quotes` that are announced or marked by a client, and what stands below
 * the delimiter of the standard.
 */
export type Cut = 'all' | 'reply' | 'quotes';
