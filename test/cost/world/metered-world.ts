import { chance } from '../../faults/chance.ts';
import { memoryTable } from '../../faults/table/memory-table.ts';
import type { Trace } from '../../faults/trace.ts';
import type { FunctionName } from '../../faults/world/functions.ts';
import { type World, world } from '../../faults/world/world.ts';
import { calmWeather } from './latencies.ts';
import { type Meter, meter, type OnUnits } from './meter.ts';
import { meteredEngine } from './metered-engine.ts';

export interface MeteredWorld {
  readonly world: World;
  readonly meter: Meter;
  /** What functions failed with: nothing, in a calm world. */
  readonly failures: readonly string[];
}

/** Runs an invocation so that what it does can be told from what others do. */
export type Within = <T>(name: FunctionName, run: () => T) => T;

export interface MeteredOptions {
  readonly start: number;
  readonly onUnits?: OnUnits;
  readonly within: Within;
  /** False leaves out what the table consumes: metering takes time of its own. */
  readonly metered: boolean;
}

/** Everything that is deployed, in calm weather, with a meter on each call that leaves a function. */
export function meteredWorld({ start, onUnits, within, metered }: MeteredOptions): MeteredWorld {
  const counting = meter(onUnits);
  const owners = new WeakMap<object, FunctionName>();
  const failures: string[] = [];
  const made: World = world({
    start,
    chance: chance('metered'),
    weather: calmWeather(start),
    trace: countingTrace(counting, failures),
    engine(now) {
      const table = memoryTable({ now });
      if (!metered) return table;
      return meteredEngine(table, (command, consumed) => counting.consumed(owners.get(command), consumed, now()));
    },
    fateOf: () => undefined,
    tamper: {
      table: (send, name) => (command) => {
        owners.set(command, name);
        return send(command);
      },
      handler: (handler, name) => async (event, context) => {
        const began = made.time.now();
        try {
          return await within(name, () => handler(event, context));
        } finally {
          counting.invocation(name, began, made.time.now());
        }
      },
    },
  });
  return { world: made, meter: counting, failures };
}

/** Reads the world's own trace: one line for each request that reached a service. */
function countingTrace(counting: Meter, failures: string[]): Trace {
  return {
    lines: [],
    note(_, who, what) {
      const text = what();
      const [name, instance] = who.split('/');
      if (instance === undefined) {
        if (text.startsWith('hands over') && who !== 'stream') {
          counting.request('sqs receive');
          counting.request('sqs delete');
        } else if (text.startsWith('takes')) counting.request('sqs message');
        else if (text.startsWith('gives up')) failures.push(`${who} ${text}`);
        return;
      }
      if (text.startsWith('fails') || text === 'dies') failures.push(`${who} ${text}`);
      const [service = '', method = ''] = text.split(' ');
      if (service === 's3') counting.request(`s3 ${method}`, name);
      else if (service === 'sqs') counting.request('sqs send', name);
      else if (service === 'secrets') counting.request('secrets read', name);
      else if (service === 'ses') counting.request('ses out', name);
    },
  };
}
