import { Agent, createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** One call to the table: what, and the capacity units it consumed. */
export interface MeasuredCall {
  readonly operation: string;
  readonly reads: number;
  readonly writes: number;
}

export interface CapacityProxy {
  readonly endpoint: string;
  /** The calls since the last time this was asked. */
  take(): MeasuredCall[];
  /** Waits until no call was made for a while. */
  quiet(ms: number): Promise<void>;
  stop(): Promise<void>;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);

type Capacity = { CapacityUnits?: number };

/** Stands between the functions and the table engine and keeps what every call consumed. */
export async function capacityProxy(target: string): Promise<CapacityProxy> {
  const agent = new Agent({ keepAlive: true });
  let calls: MeasuredCall[] = [];
  let last = Date.now();
  const server = createServer((incoming, outgoing) => {
    const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const onward = request(
      target,
      { method: incoming.method ?? 'POST', headers: incoming.headers, agent },
      (answer) => {
        void buffer(answer).then((body) => {
          if (READS.has(operation) || WRITES.has(operation)) {
            last = Date.now();
            calls.push(measured(operation, body));
          }
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(body);
        });
      },
    );
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
    async quiet(ms) {
      while (Date.now() - last < ms) await new Promise((wait) => setTimeout(wait, 50));
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function measured(operation: string, body: Buffer): MeasuredCall {
  const { ConsumedCapacity } = JSON.parse(body.toString('utf8') || '{}') as {
    ConsumedCapacity?: Capacity | Capacity[];
  };
  const units = [ConsumedCapacity ?? []].flat().reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
  return { operation, reads: READS.has(operation) ? units : 0, writes: WRITES.has(operation) ? units : 0 };
}
