import { build } from 'esbuild';
import { bundleOptions } from '../../../infra/constructs/bundling/options.ts';
import { ROOT } from '../../arch/source-files.ts';

/** The lines of each source, from 0, that a function's bundle still holds. */
export type ReachedLines = ReadonlyMap<string, ReadonlySet<number>>;

interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/**
 * What the bundler leaves of our code for a function: it drops every declaration that nothing leads to from the handler.
 * The same options as those of a deployment, but packages stay outside and names as they are.
 */
export async function reachedLines(functionName: string): Promise<ReachedLines> {
  const { outputFiles } = await build({
    ...bundleOptions(functionName, ROOT),
    packages: 'external',
    alias: {},
    minify: false,
    sourcemap: 'external',
    write: false,
  });
  const reached = new Map<string, Set<number>>();
  for (const { text } of outputFiles.filter(({ path }) => path.endsWith('.map'))) {
    const { sources, mappings } = JSON.parse(text) as SourceMap;
    for (const { source, line } of positions(mappings)) {
      const file = sources[source] ?? '';
      const lines = reached.get(file) ?? new Set();
      reached.set(file, lines.add(line));
    }
  }
  return reached;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The source positions that a source map's `mappings` lead to. */
function positions(mappings: string): { source: number; line: number }[] {
  let source = 0;
  let line = 0;
  return mappings.split(/[;,]/).flatMap((segment) => {
    const [, sourceStep, lineStep] = numbers(segment);
    if (sourceStep === undefined || lineStep === undefined) return [];
    source += sourceStep;
    line += lineStep;
    return [{ source, line }];
  });
}

/** Base64 VLQ: five bits a digit, the sixth says that more follow; the lowest bit of a number is its sign. */
function numbers(segment: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return found;
}
