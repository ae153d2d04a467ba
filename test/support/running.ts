import { afterAll, beforeAll } from 'vitest';
import { type Instance, startInstance } from '../bench/instance.ts';

/** A running instance for all tests of a file, on free ports, keeping nothing. */
export function aRunningInstance(): () => Instance['run'] {
  let instance: Instance | undefined;
  beforeAll(async () => {
    instance = await startInstance();
  });
  afterAll(async () => {
    await instance?.stop();
  });
  return () => {
    if (!instance) throw new Error('The instance is not running yet');
    return instance.run;
  };
}
