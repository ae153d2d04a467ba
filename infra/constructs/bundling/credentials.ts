import { fromEnv } from '@aws-sdk/credential-provider-env';

/*
 * Stands in for `@aws-sdk/credential-provider-node` in bundles. A function has its credentials in its environment and
 * nowhere else, so the providers for profiles, containers, SSO and instances are 136 kB that never run.
 */
export const defaultProvider = (init?: Parameters<typeof fromEnv>[0]) => fromEnv(init);
