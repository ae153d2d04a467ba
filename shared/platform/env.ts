import * as z from 'zod/mini';

/**
 * The environment of the running function, read once and checked: `readEnv({ TABLE_NAME: z.string() })`.
 * Throws with the names of what is missing, so that a wrong deployment fails at its first start. The only place that
 * touches `process.env`.
 */
export function readEnv<T extends Record<string, z.ZodMiniType>>(shape: T): { [K in keyof T]: z.output<T[K]> } {
  // Without what zod compiles for parsing often: this happens once.
  const parsed = z.safeParse(z.object(shape), process.env, { jitless: true });
  if (parsed.success) return parsed.data as { [K in keyof T]: z.output<T[K]> };
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`The environment is incomplete or wrong: ${names}`);
}
