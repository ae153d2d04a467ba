import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { examineMail } from '../../shared/mail/examine-mail.ts';
import { mailComment } from '../../shared/mail/mail-comment.ts';
import { mailFacts } from '../support/a-mail.ts';
import { mailOfSize } from './mail-of-size.ts';
import { type Measurement, median, percentile, timed } from './measure.ts';

const run = promisify(execFile);
const MB = 2 ** 20;
const READINGS = 300;
const LARGE_MB = 25;

/** How long a usual mail takes until everything about it is decided, and how much memory large ones take. */
export const mailParse: Measurement = {
  name: 'mail-parse',
  async run(progress) {
    const raw = mailOfSize(100_000);
    const read = async () => {
      const examined = await examineMail(raw, mailFacts());
      if ('error' in examined) throw examined.error;
      await mailComment(examined.mail, 'answer', 'en');
    };
    await timed(50, 1, read);
    const times = await timed(READINGS, 1, read);
    const peaks: number[] = [];
    for (const size of [1, LARGE_MB / 2, LARGE_MB]) {
      progress(`a mail of ${size} MB`);
      peaks.push(await peakOf(size));
    }
    const [small = 0, half = 0, whole = 0] = peaks;
    const perMb = (whole - half) / (LARGE_MB / 2);
    return [
      {
        what: 'parse and decide, a mail of 100 kB, p50',
        target: 'under 15 ms',
        seen: `${median(times).toFixed(1)} ms (p95 ${percentile(times, 95).toFixed(1)} ms)`,
        ratio: median(times) / 15,
      },
      {
        what: `memory of a process that reads a mail of ${LARGE_MB} MB`,
        target: 'under 600 MB',
        seen: `${whole.toFixed(0)} MB (1 MB: ${small.toFixed(0)}, ${LARGE_MB / 2} MB: ${half.toFixed(0)}; ${perMb.toFixed(1)} MB for each MB more)`,
        ratio: whole / 600,
      },
    ];
  },
};

/** The largest memory, in MB, of a process that reads one mail. */
async function peakOf(sizeMb: number): Promise<number> {
  const reader = fileURLToPath(new URL('mail-memory.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [reader, String(Math.round(sizeMb * MB))]);
  return Number(stdout) / MB;
}
