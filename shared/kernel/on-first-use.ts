import { once } from './once.ts';

/**
 * Stands for what `build` returns, which is built when it is first looked at. A function's contract has hundreds of schemas
 * and a request needs a few of them: built at import, they were a third of a cold start.
 */
export function onFirstUse<T extends object>(build: () => T): T {
  const real = once(build);
  return new Proxy({} as T, {
    get: (_, name) => Reflect.get(real(), name),
    has: (_, name) => Reflect.has(real(), name),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(real(), name),
  });
}
