import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { ModuleLoader } from './reload.ts';

/** A function of the template: where its source is and how long it may run. */
export interface FunctionSpec {
  /** As CloudFormation names it, and as routes and event sources point to it. */
  readonly arn: string;
  /** Its folder in `functions/`. */
  readonly name: string;
  /** Its source, relative to the project. */
  readonly entry: string;
  readonly timeoutMs: number;
}

type Handler = (event: unknown, context: Context) => unknown;

/** What happened while functions were loaded or run. */
export interface RuntimeEvents {
  /** A function threw or took too long; who called it decides what follows. */
  failed(name: string, error: unknown): void;
  /** A source could not be loaded; the function goes on as it was. */
  broken(name: string, error: unknown): void;
}

/** How loading went: the names of functions that run their sources, and of those that could not be loaded. */
export interface Loaded {
  readonly loaded: readonly string[];
  readonly broken: readonly string[];
}

/** Runs the template's functions in this process. */
export interface FunctionRuntime {
  /** Loads the functions with these sources, or loads them anew. */
  load(wanted?: (entry: string) => boolean): Promise<Loaded>;
  /** Runs a function as Lambda does. Throws what it throws, and FunctionTimeout. */
  invoke(arn: string, event: unknown): Promise<unknown>;
  nameOf(arn: string): string;
  /** Whether a call of such a function is under way. */
  isAnyUnderWay(which: (name: string) => boolean): boolean;
  /** Waits until no call is under way, at most this long. */
  drain(ms: number): Promise<void>;
}

/** The function did not answer within the time that the template gives it. */
class FunctionTimeout extends Error {}

export function functionRuntime(
  specs: readonly FunctionSpec[],
  modules: ModuleLoader,
  events: RuntimeEvents,
): FunctionRuntime {
  const byArn = new Map(specs.map((spec) => [spec.arn, spec]));
  const handlers = new Map<string, Handler>();
  const underWay = new Map<string, number>();
  const count = (name: string, by: number) => underWay.set(name, (underWay.get(name) ?? 0) + by);
  const isAnyUnderWay = (which: (name: string) => boolean) =>
    [...underWay].some(([name, calls]) => calls > 0 && which(name));

  function specOf(arn: string): FunctionSpec {
    const spec = byArn.get(arn);
    if (!spec) throw new Error(`The template has no function ${arn} with a source in functions/`);
    return spec;
  }

  async function loadOne(spec: FunctionSpec): Promise<boolean> {
    try {
      const { handler } = await modules.load(spec.entry);
      if (typeof handler !== 'function') throw new Error(`${spec.entry} exports no handler`);
      handlers.set(spec.arn, handler as Handler);
      return true;
    } catch (error) {
      events.broken(spec.name, error);
      return false;
    }
  }

  return {
    async load(wanted = () => true) {
      const chosen = specs.filter(({ entry }) => wanted(entry));
      const done = await Promise.all(chosen.map(loadOne));
      const names = (state: boolean) => chosen.filter((_, at) => done[at] === state).map(({ name }) => name);
      return { loaded: names(true), broken: names(false) };
    },
    async invoke(arn, event) {
      const spec = specOf(arn);
      count(spec.name, 1);
      try {
        const handler = handlers.get(arn);
        if (!handler) throw new Error(`${spec.entry} could not be loaded`);
        return await withinTime(spec, (context) => handler(event, context));
      } catch (error) {
        events.failed(spec.name, error);
        throw error;
      } finally {
        count(spec.name, -1);
      }
    },
    nameOf: (arn) => specOf(arn).name,
    isAnyUnderWay,
    async drain(ms) {
      for (const until = Date.now() + ms; isAnyUnderWay(() => true) && Date.now() < until; ) {
        await new Promise((done) => setTimeout(done, 10));
      }
    },
  };
}

async function withinTime(spec: FunctionSpec, run: (context: Context) => unknown): Promise<unknown> {
  const deadline = Date.now() + spec.timeoutMs;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new FunctionTimeout(`${spec.name} took longer than ${spec.timeoutMs / 1000} s`)),
      spec.timeoutMs,
    );
  });
  try {
    return await Promise.race([run(contextOf(spec, deadline)), late]);
  } finally {
    clearTimeout(timer);
  }
}

function contextOf({ name, arn }: FunctionSpec, deadline: number): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: '0',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
