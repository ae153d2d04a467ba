/** A clock that moves only when everybody waits for it. */
export interface VirtualTime {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls `run` at that time, or now when that has passed. */
  at(time: number, run: () => void): void;
  /** Moves on from event to event until nothing is left, or `until` is reached. Answers whether something is left. */
  run(until?: number): Promise<boolean>;
  /** How many events it has come through. */
  readonly events: number;
}

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Virtual time from `start` on. `settled` resolves once nobody works on what the last event set off, so that one thing
 * happens after the other and a seed replays exactly.
 */
export function virtualTime(start: number, settled: () => Promise<void>): VirtualTime {
  const heap: Planned[] = [];
  let now = start;
  let order = 0;
  let events = 0;
  const time: VirtualTime = {
    now: () => now,
    sleep: (milliseconds) => new Promise((done) => time.at(now + milliseconds, done)),
    // Clocks tell whole milliseconds.
    at: (at, run) => push(heap, { at: Math.max(Math.ceil(at), now), order: order++, run }),
    async run(until = Number.POSITIVE_INFINITY) {
      await settled();
      for (;;) {
        const first = heap[0];
        if (!first) return false;
        if (first.at > until) {
          now = until;
          return true;
        }
        pop(heap);
        now = first.at;
        events++;
        first.run();
        await settled();
      }
    },
    get events() {
      return events;
    },
  };
  return time;
}

function before(a: Planned, b: Planned): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}

function push(heap: Planned[], planned: Planned): void {
  let at = heap.push(planned) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Planned;
    if (!before(planned, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = planned;
}

function pop(heap: Planned[]): void {
  const last = heap.pop() as Planned;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Planned, heap[child] as Planned)) child++;
    if (!before(heap[child] as Planned, last)) break;
    heap[at] = heap[child] as Planned;
    at = child;
  }
  heap[at] = last;
}
