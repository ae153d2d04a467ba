import { endWith, tellBadLine, tellError } from '../command-line.ts';
import { linesOfFiles } from '../lines-of-files.ts';
import { forPeople } from './for-people.ts';
import { readOptions } from './options.ts';
import { answerTo } from './read-message.ts';
import { scoreSheet } from './score.ts';

/** `npm run intake`: what intake decides about messages, one JSON object a line. A bad one stops no other. */
try {
  const options = readOptions(process.argv.slice(2));
  // Whoever reads only the first lines closes the pipe: nothing more to do then.
  process.stdout.on('error', () => process.exit(0));
  const sheet = scoreSheet();
  let number = 0;
  for await (const line of linesOfFiles(options.paths, process.stdin, tellError)) {
    if (options.score !== 'no') {
      const why = sheet.take(line.text);
      if (why !== undefined) tellBadLine(line, why);
      continue;
    }
    const answer = answerTo(line.text);
    if ('error' in answer) tellBadLine(line, answer.error);
    const shown = options.json ? `${JSON.stringify(answer)}\n` : forPeople(++number, answer);
    if (!process.stdout.write(shown)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  if (options.score !== 'no') process.stdout.write(sheet.told(options.score === 'misread'));
} catch (error) {
  endWith(error);
}
