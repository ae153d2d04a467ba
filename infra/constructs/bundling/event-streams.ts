/*
 * Stands in for `@smithy/core/event-streams` in bundles: 14 kB that the SDK loads for operations that stream events, of
 * which we call none.
 */
throw new Error('Event streams are left out of bundles: see infra/constructs/bundling/options.ts');
