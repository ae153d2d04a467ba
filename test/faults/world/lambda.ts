import { type ControlledInstance, controlledInstance, type Instance, type Seam } from './instance.ts';
import type { Weather } from './weather.ts';

// biome-ignore lint/suspicious/noExplicitAny: events and answers are of as many shapes as there are handlers
export type Handler = (event: any, context: any) => Promise<any> | any;

/** A deployed function: instances come and go, each works on one event at a time. */
export interface Lambda {
  readonly name: string;
  /** What the function answers; throws when it failed, died, or took too long. */
  invoke(event: unknown): Promise<unknown>;
}

export interface LambdaOptions {
  readonly name: string;
  /** Makes the handler of a fresh instance. */
  readonly connect: (instance: Instance) => Handler;
  readonly seam: Seam;
  readonly weather: Weather;
  readonly timeout: number;
  /** Every instance that was ever made, so that the clock waits for those at work. */
  readonly instances: Set<ControlledInstance>;
}

export function lambda({ name, connect, seam, weather, timeout, instances }: LambdaOptions): Lambda {
  const idle: { instance: ControlledInstance; handler: Handler }[] = [];
  let made = 0;
  let invocations = 0;

  function fresh() {
    const instance = controlledInstance(`${name}/${++made}`, seam);
    return { instance, handler: connect(instance) };
  }

  return {
    name,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        const chosen = idle.pop() ?? fresh();
        const { instance, handler } = chosen;
        const request = ++invocations;
        let over = false;
        const finish = () => {
          over = true;
          instance.end();
          instances.delete(instance);
        };
        instances.add(instance);
        instance.begin(weather.dies(), () => {
          finish();
          reject(new Error(`${instance.name} died`));
        });
        seam.time.at(seam.time.now() + timeout, () => {
          if (!over) instance.kill();
        });
        const context = { awsRequestId: `${name}-${request}`, functionName: name };
        Promise.resolve()
          .then(() => handler(event, context))
          .then(resolve, (error) => {
            seam.note(instance.name, () => `fails: ${String(error)}`);
            reject(error);
          })
          .finally(() => {
            finish();
            if (!weather.recycled()) idle.push(chosen);
          });
      }),
  };
}
