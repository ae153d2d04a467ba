import { rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, buildSync, type Message, type Metafile } from 'esbuild';

type Bundling = BuildOptions & { readonly absWorkingDir: string; readonly outdir: string };
type Outputs = Metafile['outputs'];

/**
 * Bundles a function into `index.mjs`, with all that a start needs, and what is read later beside it. The bundler cuts what
 * both need into pieces, and each file that a start opens costs as much as 20 kB of code: so the pieces are put into
 * `index.mjs`, and where they were stands what leads there.
 */
export function bundle(options: Bundling): { readonly metafile: Metafile; readonly warnings: readonly Message[] } {
  const { metafile, warnings } = buildSync({ ...options, metafile: true });
  const { outputs } = metafile;
  const index = Object.keys(outputs).find((file) => basename(file) === 'index.mjs');
  if (index === undefined) throw new TypeError(`Nothing in ${options.outdir} is called index.mjs`);
  const pieces = piecesOf(index, outputs);
  if (pieces.length === 0) return { metafile, warnings };
  const whole = putTogether(index, pieces, outputs, options);
  for (const [number, piece] of pieces.entries()) {
    const file = join(options.absWorkingDir, piece);
    writeFileSync(
      file,
      reExported('./index.mjs', outputs[piece], (name) => `${name}_${number} as ${name}`),
    );
    rmSync(`${file}.map`, { force: true });
  }
  return { metafile: { ...metafile, outputs: { ...outputs, ...whole } }, warnings };
}

/** The files that a file imports, and those that they do, but for what is imported when it is needed. */
function piecesOf(index: string, outputs: Outputs): string[] {
  const read = new Set([index]);
  for (const file of read)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) read.add(path);
  return [...read].slice(1);
}

function putTogether(index: string, pieces: readonly string[], outputs: Outputs, options: Bundling): Outputs {
  const { absWorkingDir, outdir, outExtension, platform, target, format, minify, charset } = options;
  const { sourcemap, sourcesContent, legalComments, logLevel } = options;
  const isLater = (file: string) => file.endsWith('.mjs') && file !== index && !pieces.includes(file);
  const exports = pieces.map((piece, number) =>
    reExported(`./${basename(piece)}`, outputs[piece], (name) => `${name} as ${name}_${number}`),
  );
  const contents = [`export*from"./${basename(index)}";`, ...exports].join('\n');
  const { metafile } = buildSync({
    ...{ absWorkingDir, outdir, outExtension, platform, target, format, minify, charset },
    ...{ sourcemap, sourcesContent, legalComments, logLevel },
    entryNames: 'index',
    stdin: { contents, resolveDir: dirname(join(absWorkingDir, index)) },
    bundle: true,
    allowOverwrite: true,
    external: Object.keys(outputs)
      .filter(isLater)
      .map((file) => join(absWorkingDir, file)),
    metafile: true,
  });
  const { [index]: made, ...others } = metafile.outputs;
  if (made === undefined) return others;
  // As if the first bundling had made it.
  const imports = made.imports.map((each) => ({ ...each, path: beside(index, each.path, outputs) }));
  const inputs = Object.assign({}, ...[index, ...pieces].map((file) => outputs[file]?.inputs));
  return { ...others, [index]: { ...made, imports, inputs } };
}

/** The file that an import names, as the bundler calls its outputs. */
function beside(index: string, path: string, outputs: Outputs): string {
  const file = join(dirname(index), path);
  return file in outputs ? file : path;
}

function reExported(from: string, output: Outputs[string] | undefined, as: (name: string) => string): string {
  return `export{${(output?.exports ?? []).map(as).join()}}from"${from}";\n`;
}
