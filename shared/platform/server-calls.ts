import * as z from 'zod/mini';
import { readEnv } from './env.ts';

/** A request to a server that somebody else named. */
export interface ServerCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What became of it. `address_refused`: it is no public server, or not over https. `timed_out`: no answer in ten seconds.
 * `unreachable`: no connection, or none that can be trusted.
 */
export type ServerAnswer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly failure: CallFailure };
type CallFailure = 'address_refused' | 'timed_out' | 'unreachable';

/** Calls a server once: redirects are answers like others. Never throws. */
export type CallServer = (call: ServerCall) => Promise<ServerAnswer>;

/** All addresses that a name has. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/**
 * Calls servers in the public internet and nothing else: over https, at an address that was looked at and is then
 * connected to, whatever the name stands for a moment later. In a local run also `http://localhost`, for trying things
 * out, where `LOCAL_WEBHOOKS` is on.
 */
export function serverCaller(resolve?: Resolve, isAllowed?: (address: string) => boolean): CallServer {
  const localToo = mayCallThisMachine();
  return async (call) => {
    const isHere = localToo && isThisMachine(new URL(call.url));
    // Loaded with the first call: what it takes of the runtime is slow to load, and most requests call nobody.
    const { callOnce } = await import('./server-call.ts');
    return callOnce(call, isHere, resolve, isAllowed);
  };
}

/** Whether this is a local run that may call servers on its own machine. */
export function mayCallThisMachine(): boolean {
  const { LOCAL_WEBHOOKS } = readEnv({ LOCAL_WEBHOOKS: z.optional(z.string()) });
  return LOCAL_WEBHOOKS === 'on';
}

/** Whether a URL is that of a server on this machine, by the only names that are taken for it. */
export function isThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
}
