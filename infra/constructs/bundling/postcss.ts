/**
 * Stands in for `postcss` in bundles: 90 kB with which sanitize-html reads style attributes. Ours are read with
 * `parseStyleAttributes: false`, so nothing calls it.
 */
export function parse(): never {
  throw new Error('postcss is left out of bundles: see infra/constructs/bundling/options.ts');
}
