import { mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
// Compiled modules are kept beside the packages, which are most of them: a later start only reads them.
enableCompileCache(join(root, 'node_modules', '.cache', 'moorline', 'compiled'));
const { HelpAsked } = await import('../command-line.ts');
const { openFunctionLog } = await import('./function-log.ts');
const { greeting } = await import('./greeting.ts');
const { readOptions } = await import('./options.ts');
const { startLocal } = await import('./start.ts');

try {
  const options = readOptions(process.env, process.argv.slice(2), root);
  mkdirSync(options.dataDir, { recursive: true });
  const logFile = join(options.dataDir, 'moorline.log');
  const log = openFunctionLog(logFile, options.logToConsole);
  // In AWS what a function leaves unhandled ends one instance of it, and not all the others.
  process.on('unhandledRejection', (error) => log.fault('unhandled', error));
  process.on('uncaughtException', (error) => log.fault('unhandled', error));

  const starting = startLocal(root, options, log);
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(130);
    stopping = true;
    log.say('\n  Stopping: what is in hand is finished first.');
    const run = await starting.catch(() => undefined);
    await run?.stop();
    await log.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const run = await starting;
  if (!stopping)
    log.say(greeting(run.info, { seconds: performance.now() / 1000, logFile, broken: run.broken, ...options }));
} catch (error) {
  if (error instanceof HelpAsked) {
    process.stdout.write(error.message);
    process.exit(0);
  }
  process.stderr.write(`\n  Moorline did not start: ${error instanceof Error ? error.message : error}\n\n`);
  if (process.env['MOORLINE_LOG'] === 'console' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
