import * as z from 'zod/mini';
import { type Resolve, type ResolveOptions, resolvers } from './resolve.ts';
import type { RawResource, Stack } from './template.ts';

/** A resource whose properties are values: no intrinsic function is left in what `properties` names. */
export interface Resource<T> {
  readonly logicalId: string;
  readonly properties: T;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The synthesised stacks with everything in them resolved for this machine. */
export interface Assembly {
  /**
   * The resources of a type. Only what the schema names is resolved, so that a property nothing local needs may hold what
   * the local run does not know; a named one may not.
   */
  all<T extends Shape>(type: string, shape: T, wanted?: (raw: RawResource) => boolean): Resource<Properties<T>>[];
  /** What `Ref` says of a resource. */
  ref(logicalId: string): string;
  /** The `Fn::GetAtt` value of a resource. */
  attribute(logicalId: string, name: string): string;
  /** Which types of resource there are, for messages. */
  types(): string[];
}

type Shape = Record<string, z.ZodMiniType>;
type Properties<T extends Shape> = { [K in keyof T]: z.output<T[K]> };

/** Opens synthesised stacks for reading. */
export function openAssembly(stacks: readonly Stack[], options: ResolveOptions): Assembly {
  const byStack = resolvers(stacks, options);
  const entries = stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources).map(([logicalId, raw]) => ({ stack, logicalId, raw })),
  );
  const resolveIn = (stack: Stack): Resolve => byStack.get(stack) ?? ((value) => value);
  function stackOf(logicalId: string): Stack {
    const entry = entries.find((each) => each.logicalId === logicalId);
    if (!entry) throw new Error(`There is no resource ${logicalId}`);
    return entry.stack;
  }
  return {
    all(type, shape, wanted = () => true) {
      const schema = z.object(shape);
      return entries
        .filter(({ raw }) => raw.Type === type && wanted(raw))
        .map(({ stack, logicalId, raw }) => {
          const resolve = resolveIn(stack);
          const properties = Object.fromEntries(
            Object.keys(shape).flatMap((name) => {
              const value = raw.Properties?.[name];
              return value === undefined ? [] : [[name, resolve(value)]];
            }),
          );
          const parsed = z.safeParse(schema, properties);
          if (!parsed.success) throw new Error(`${type} ${logicalId}: ${z.prettifyError(parsed.error)}`);
          return { logicalId, properties: parsed.data as never, metadata: raw.Metadata ?? {} };
        });
    },
    ref: (logicalId) => String(resolveIn(stackOf(logicalId))({ Ref: logicalId })),
    attribute: (logicalId, name) => String(resolveIn(stackOf(logicalId))({ 'Fn::GetAtt': [logicalId, name] })),
    types: () => [...new Set(entries.map(({ raw }) => raw.Type))].sort(),
  };
}
