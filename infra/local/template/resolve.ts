import { type Identity, identify, nameProperty } from './attributes.ts';
import { LOCAL_ACCOUNT, type Stack } from './template.ts';

/** Turns the intrinsic functions of a stack's template into values. */
export type Resolve = (value: unknown) => unknown;

export interface ResolveOptions {
  /** Scheme, host and port of the local queue service: queue URLs start with it. */
  readonly queueEndpoint: string;
  /** Scheme, host and port of the local gateway, and of that for files. */
  readonly publicUrl: string;
  readonly filesUrl: string;
}

/**
 * A resolver for each stack. Knows Ref, Fn::GetAtt, Fn::Sub, Fn::Join, Fn::ImportValue and the pseudo parameters; throws
 * for every other function and for names that do not exist, so that nothing half-resolved reaches a handler.
 */
export function resolvers(stacks: readonly Stack[], options: ResolveOptions): Map<Stack, Resolve> {
  const made = new Map<Stack, Resolve>();
  const exported = (name: string): unknown => {
    for (const stack of stacks) {
      const resolve = made.get(stack);
      for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
        if (Export && resolve?.(Export.Name) === name) return resolve(Value);
      }
    }
    throw new Error(`No stack exports ${name}`);
  };
  for (const stack of stacks) made.set(stack, resolverOf(stack, options, exported));
  return made;
}

function resolverOf(stack: Stack, options: ResolveOptions, exported: (name: string) => unknown): Resolve {
  const pseudo: Readonly<Record<string, string | undefined>> = {
    'AWS::AccountId': LOCAL_ACCOUNT,
    'AWS::NoValue': undefined,
    'AWS::Partition': 'aws',
    'AWS::Region': stack.region,
    'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${LOCAL_ACCOUNT}:stack/${stack.name}/local`,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };

  function identityOf(logicalId: string): Identity {
    const resource = stack.template.Resources[logicalId];
    if (!resource) throw new Error(`${stack.name} has no resource ${logicalId}`);
    const property = nameProperty(resource.Type);
    const given = property ? resource.Properties?.[property] : undefined;
    const name = given === undefined ? logicalId : String(resolve(given));
    return identify(resource.Type, { ...options, name, region: stack.region });
  }

  function ref(name: string): unknown {
    if (name in pseudo) return pseudo[name];
    const parameter = stack.template.Parameters?.[name];
    if (!parameter) return identityOf(name).ref;
    if (parameter.Default === undefined) throw new Error(`Parameter ${name} of ${stack.name} has no default`);
    return parameter.Default;
  }

  function attribute(logicalId: string, name: string): string {
    const value = identityOf(logicalId).attributes[name];
    if (value === undefined) {
      throw new Error(
        `The local run cannot tell ${name} of ${logicalId} (${stack.template.Resources[logicalId]?.Type})`,
      );
    }
    return value;
  }

  function substitute(argument: unknown): string {
    const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
    return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(given as object, name)) return String(resolve((given as Record<string, unknown>)[name]));
      const [logicalId = '', ...path] = name.split('.');
      return String(path.length > 0 ? attribute(logicalId, path.join('.')) : ref(name));
    });
  }

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (name) => ref(String(name)),
    'Fn::GetAtt': (argument) => {
      const [logicalId, ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
      return attribute(logicalId ?? '', path.join('.'));
    },
    'Fn::Sub': substitute,
    'Fn::Join': (argument) => {
      const [separator, parts] = argument as [string, unknown];
      return (resolve(parts) as unknown[]).map(String).join(separator);
    },
    'Fn::ImportValue': (name) => exported(String(resolve(name))),
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve).filter((each) => each !== undefined);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      const apply = functions[only[0]];
      if (!apply) throw new Error(`The local run does not know ${only[0]}: ${JSON.stringify(value).slice(0, 200)}`);
      return apply(only[1]);
    }
    return Object.fromEntries(
      entries.map(([name, each]) => [name, resolve(each)]).filter(([, each]) => each !== undefined),
    );
  }

  return (value) => {
    try {
      return resolve(value);
    } catch (cause) {
      throw new Error(`${(cause as Error).message}, in ${JSON.stringify(value).slice(0, 300)}`, { cause });
    }
  };
}
