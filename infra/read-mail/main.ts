import { endWith } from '../command-line.ts';
import { circumstances } from './facts-of.ts';
import { forPeople, printable } from './for-people.ts';
import { mailFiles } from './mail-files.ts';
import { CANNOT_BE_OPENED } from './mail-report.ts';
import { readOptions } from './options.ts';
import { reportsOn } from './workers.ts';

/** `npm run mail -- FILE ...`: what intake would make of mails in files. */
try {
  const options = readOptions(process.argv.slice(2));
  const ours = circumstances(options.supportAddresses, options.secretsFile);
  const kinds = new Map<string, number>();
  // Whoever reads only the first lines closes the pipe: nothing more to do then.
  process.stdout.on('error', () => process.exit(0));
  for await (const report of reportsOn(mailFiles(options.paths, process.stdin), ours)) {
    kinds.set(report.kind, (kinds.get(report.kind) ?? 0) + 1);
    if (report.reason === CANNOT_BE_OPENED) {
      process.stderr.write(`Not read: ${printable(report.error ?? report.file)}\n`);
      process.exitCode = 1;
    }
    const line = options.json ? `${JSON.stringify(report)}\n` : forPeople(report);
    if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  const all = [...kinds.values()].reduce((sum, each) => sum + each, 0);
  const each = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
  process.stderr.write(`${all} ${all === 1 ? 'mail' : 'mails'}: ${each || 'nothing to read'}\n`);
} catch (error) {
  endWith(error);
}
