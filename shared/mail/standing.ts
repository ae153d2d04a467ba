import type { Authentication } from './authentication.ts';
import type { Verdict } from './verdict.ts';

/** How well a mail stands: whether nothing about it is unusual, and how sure we are of its sender. */
export interface Standing {
  readonly isPlain: boolean;
  readonly authentication: Authentication;
}

const FROM_WORST: readonly Authentication[] = ['fail', 'unproven', 'aligned', 'pass'];

/** How well a mail stands, by what the filters and checks say of it. */
export function standingOf({ kind, suspend }: Verdict, authentication: Authentication): Standing {
  return { isPlain: kind === 'normal' && suspend === undefined, authentication };
}

/** Every standing that is at least as good in all respects; itself first. */
export function asGoodAs({ isPlain, authentication }: Standing): Standing[] {
  const better = FROM_WORST.slice(FROM_WORST.indexOf(authentication));
  const plain = isPlain ? [true] : [false, true];
  return plain.flatMap((each) => better.map((one) => ({ isPlain: each, authentication: one })));
}
