import { readFile } from 'node:fs/promises';
import { holidaysFromIcal } from '../../shared/sla/schedule-ical.ts';
import { endWith, tellBadLine, tellError } from '../command-line.ts';
import { linesOfFiles } from '../lines-of-files.ts';
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
  const paths = options.paths.length > 0 ? options.paths : ['-'];
  for await (const line of linesOfFiles(paths, process.stdin, tellError)) {
    const given = answer(line.text);
    if ('error' in given) tellBadLine(line, given.error);
    if (!process.stdout.write(shown(given))) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
} catch (error) {
  endWith(error);
}
