import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { bundleOptions, ROOT } from '../../infra/constructs/bundling/options.ts';
import { functionName, resourcesOf, templateOf } from './synthesized.ts';

const functions = resourcesOf(templateOf('local'), 'AWS::Lambda::Function').map(
  ([, lambda]) =>
    [
      functionName(lambda),
      (lambda.Properties['Environment'] as { Variables: object } | undefined)?.Variables ?? {},
    ] as const,
);

/** The names that a function reads: of every `readEnv` in the sources its bundle is made of. */
async function readBy(name: string): Promise<string[]> {
  const { metafile } = await build({
    ...bundleOptions(name, join(tmpdir(), 'moorline-bundles', name)),
    write: false,
  });
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const sources = inputs.filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && /^(shared|functions)\//.test(file));
  const names = sources.flatMap(([file]) =>
    [...withoutComments(join(ROOT, file)).matchAll(/readEnv\(\{([^}]*)\}\)/g)].flatMap(([, shape = '']) =>
      [...shape.matchAll(/\b([A-Z][A-Z0-9_]+)\s*:/g)].map(([, variable = '']) => variable),
    ),
  );
  return [...new Set(names)];
}

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
}

/** Given by Lambda itself, or only by a local run. */
const NOT_OURS = /^(AWS_|(SECRETS_FILE|LOCAL_WEBHOOKS)$)/;
/** Has wiring that could ask for the keys, and never does: `test/security/function-rights.test.ts`. */
const ASKS_FOR_NO_KEYS = 'run-jobs';

describe.each(functions)('%s', (name, given) => {
  test('is given what its code reads, and nothing else', async () => {
    const read = (await readBy(name)).filter(
      (variable) => !NOT_OURS.test(variable) && !(name === ASKS_FOR_NO_KEYS && variable === 'SECRET_ARN'),
    );
    // The relay makes the names of its queues from the table of subscriptions.
    const set = Object.keys(given).filter((variable) => name !== 'relay-events' || !variable.startsWith('QUEUE_URL_'));
    expect(set.toSorted()).toEqual(read.toSorted());
  });
});
