import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BuildOptions } from 'esbuild';
import { openApiDocument } from '../../openapi.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The root of the repository. */
export const ROOT = here('../../..');

/** The source file of a function, from the root. */
export function entryOf(functionName: string): string {
  return `functions/${functionName}/handler.ts`;
}

/** Constants that the bundler puts into a function. */
const CONSTANTS: Record<string, () => Record<string, string>> = {
  // So the function needs no contract but its own.
  'openapi-api': () => ({
    OPENAPI_DOCUMENT: JSON.stringify(gzipSync(JSON.stringify(openApiDocument()), { level: 9 }).toString('base64')),
  }),
};

/**
 * How a function becomes `index.mjs` in `outdir`, what the stack deploys and the bench measures: all that a start needs.
 * What the code imports later, with `import()`, lies beside it and is read when it is first needed.
 */
export function bundleOptions(functionName: string, outdir: string) {
  return {
    absWorkingDir: ROOT,
    entryPoints: [entryOf(functionName)],
    outdir,
    entryNames: 'index',
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    // Chinese as it is, not as six ASCII characters each.
    charset: 'utf8',
    // Beside the code, so that it costs nothing until an error is traced.
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    alias: {
      '@aws-sdk/credential-provider-node': here('credentials.ts'),
      '@smithy/core/event-streams': here('event-streams.ts'),
      postcss: here('postcss.ts'),
      bowser: here('bowser.ts'),
      'node:http': here('node-http.cjs'),
      http: here('node-http.cjs'),
    },
    define: CONSTANTS[functionName]?.() ?? {},
  } as const satisfies BuildOptions;
}
