import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { holidaysFromIcal } from '../../shared/sla/schedule-ical.ts';
import { UsageError } from '../usage-error.ts';
import { type Answer, answers } from './answer.ts';
import { forPeople } from './for-people.ts';
import { readOptions } from './options.ts';

/** `npm run clock`: what is due when, for people who write policies. */
try {
  const options = readOptions(process.argv.slice(2));
  const texts = await Promise.all(options.holidays.map((path) => readFile(path, 'utf8')));
  const answer = answers(texts.flatMap((text) => holidaysFromIcal(text).map(({ days }) => days)));
  const shown = (given: Answer) => {
    const isClock = 'result' in given && typeof given.result === 'object' && given.result !== null;
    return isClock && !options.json ? forPeople(given.result) : `${JSON.stringify(given)}\n`;
  };
  // Whoever reads only the first lines closes the pipe: nothing more to do then.
  process.stdout.on('error', () => process.exit(0));
  const inputs = options.paths.length > 0 ? options.paths.map((path) => createReadStream(path)) : [process.stdin];
  for (const input of inputs) {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      if (!process.stdout.write(shown(answer(line))))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
