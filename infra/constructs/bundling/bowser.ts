/*
 * Stands in for `bowser` in bundles: 34 kB with which the SDK reads the name of the browser that it runs in, which no
 * function does.
 */
throw new Error('bowser is left out of bundles: see infra/constructs/bundling/options.ts');
