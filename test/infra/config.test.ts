import { expect, test } from 'vitest';
import { configOf, ENVIRONMENTS, type EnvironmentName } from '../../infra/config.ts';
import { templateOf } from './synthesized.ts';

test.each(Object.keys(ENVIRONMENTS))('the environment %s is complete and can be synthesized', (name) => {
  expect(configOf(name).environment).toBe(name);
  expect(templateOf(name as EnvironmentName).toJSON().Resources).toBeDefined();
});

test('an unknown environment names those that exist', () => {
  expect(() => configOf('prod')).toThrow('There is no environment "prod" in infra/config.ts, only: local, production');
});
