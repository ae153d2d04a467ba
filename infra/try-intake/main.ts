import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { UsageError } from '../usage-error.ts';
import { forPeople } from './for-people.ts';
import { readOptions } from './options.ts';
import { answerTo } from './read-message.ts';
import { scoreSheet } from './score.ts';

/** `npm run intake`: what intake decides about messages, one JSON object a line. */
try {
  const options = readOptions(process.argv.slice(2));
  // Whoever reads only the first lines closes the pipe: nothing more to do then.
  process.stdout.on('error', () => process.exit(0));
  const sheet = scoreSheet();
  let number = 0;
  for await (const line of linesOf(options.paths)) {
    if (line.trim() === '') continue;
    if (options.score !== 'no') {
      sheet.take(line);
      continue;
    }
    const answer = answerTo(line);
    const shown = options.json ? `${JSON.stringify(answer)}\n` : forPeople(++number, answer);
    if (!process.stdout.write(shown)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  if (options.score !== 'no') process.stdout.write(sheet.told(options.score === 'misread'));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function* linesOf(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    const input = path === '-' ? process.stdin : (await open(path)).createReadStream();
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  }
}
