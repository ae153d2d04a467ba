import { readFileSync, writeFileSync } from 'node:fs';
import { startTableEngine } from '../../infra/local/table-engine.ts';
import { indexStreamRecords } from '../../infra/local/tables.ts';
import { capacityProxy, type MeasuredCall } from './capacity-proxy.ts';
import { operationsOf } from './capacity-story.ts';
import { startInstance } from './instance.ts';
import type { Measurement } from './measure.ts';

const FILE = new URL('../../infra/docs/access-patterns.md', import.meta.url);
const BEGIN = '<!-- measured: npm run bench -- capacity -->';
const END = '<!-- end of measured -->';
const MORE = 1_000;
const QUIET_MS = 1_500;
/** A lease of ticket numbers, taken by one ticket in ten. */
const LEASE_UNITS = 2;

interface Cost {
  readonly name: string;
  readonly answered: MeasuredCall[];
  readonly followed: MeasuredCall[];
}

/**
 * What each operation consumes of the table: until it is answered, and what the consumers of its events consume after.
 * Measured once with few tickets and once with a thousand more; written into access-patterns.md.
 */
export const capacity: Measurement = {
  name: 'capacity',
  async run(progress) {
    const engine = await startTableEngine({});
    // Or a thousand tickets take as long as everything else together.
    indexStreamRecords(engine.file);
    const proxy = await capacityProxy(engine.endpoint);
    const instance = await startInstance({ env: { ...CREDENTIALS, AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint } });
    try {
      const operations = await operationsOf(instance);
      const measure = async (what: string): Promise<Cost[]> => {
        const costs: Cost[] = [];
        for (const { name, run } of operations) {
          progress(`${what}: ${name}`);
          await run();
          await proxy.quiet(QUIET_MS);
          proxy.take();
          await run();
          const answered = proxy.take();
          await proxy.quiet(QUIET_MS);
          costs.push({ name, answered, followed: proxy.take() });
        }
        return costs;
      };
      const few = await measure('few tickets');
      progress(`${MORE} more tickets`);
      const open = operations[0];
      for (let made = 0; made < MORE; made += 8) await Promise.all(Array.from({ length: 8 }, () => open?.run()));
      await proxy.quiet(QUIET_MS);
      const many = await measure(`${MORE} more tickets`);
      write(few, many);
      // What follows is not compared: it holds whatever sweep or survey happened to fall into that moment.
      const grown = few
        .filter((cost, at) => total(cost) + LEASE_UNITS < total(many[at] ?? cost))
        .map(({ name }) => name);
      return [
        {
          what: 'operations whose answer consumes more with 1,000 tickets more',
          target: 'none',
          seen: grown.length === 0 ? `none of ${few.length}` : grown.join(', '),
          ratio: grown.length === 0 ? undefined : 2,
        },
      ];
    } finally {
      await instance.stop();
      await proxy.stop();
      await engine.stop();
    }
  },
};

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' };

const units = (calls: readonly MeasuredCall[], of: 'reads' | 'writes') =>
  calls.reduce((sum, call) => sum + call[of], 0);
const total = ({ answered }: Cost) => units(answered, 'reads') + units(answered, 'writes');

function write(few: readonly Cost[], many: readonly Cost[]): void {
  const cells = ({ answered, followed }: Cost) =>
    [
      answered.length,
      units(answered, 'reads'),
      units(answered, 'writes'),
      followed.length,
      units(followed, 'reads'),
      units(followed, 'writes'),
    ].join(' | ');
  const rows = few.map((cost, at) => {
    const later = many[at] ?? cost;
    return `| ${cost.name} | ${cells(cost)} | ${units([...later.answered, ...later.followed], 'reads')} / ${units([...later.answered, ...later.followed], 'writes')} |`;
  });
  const table = [
    BEGIN,
    '',
    '| operation | calls | RCU | WCU | calls after | RCU after | WCU after | RCU / WCU in all with 1,000 tickets more |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    END,
  ].join('\n');
  const text = readFileSync(FILE, 'utf8');
  writeFileSync(
    FILE,
    text.replace(new RegExp(`${BEGIN}[\\s\\S]*${END}`), () => table),
  );
}
