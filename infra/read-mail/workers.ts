import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Circumstances } from './facts-of.ts';
import { type MailReport, unreadable } from './mail-report.ts';

/** Longer than any mail takes; what is not through by then is said to be unreadable. */
const PATIENCE_MS = 30_000;
/** Memory of one reader, in MB: enough for the largest mail that SES delivers (40 MB). */
const MEMORY_MB = 1_024;

/** The reports on all files, in their order, made by several readers at a time. A reader that hangs or dies is replaced. */
export async function* reportsOn(
  files: AsyncIterable<string>,
  circumstances: Circumstances,
): AsyncGenerator<MailReport> {
  const readers = Array.from({ length: Math.min(4, availableParallelism()) }, () => openReader(circumstances));
  const waiting: Promise<MailReport>[] = [];
  let next = 0;
  try {
    for await (const file of files) {
      const reader = readers[next++ % readers.length];
      if (reader) waiting.push(reader.report(file));
      if (waiting.length >= readers.length * 2) yield await (waiting.shift() as Promise<MailReport>);
    }
    for (const report of waiting) yield await report;
  } finally {
    await Promise.all(readers.map((reader) => reader.stop()));
  }
}

interface Reader {
  readonly report: (file: string) => Promise<MailReport>;
  readonly stop: () => Promise<void>;
}

/** One thread that reads mails, one at a time. */
function openReader(circumstances: Circumstances): Reader {
  let worker: Worker | undefined;
  let ended: (reason: string, error: string) => void = () => undefined;
  let read: (report: MailReport) => void = () => undefined;
  let before: Promise<unknown> = Promise.resolve();
  const open = () => {
    const opened = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: { circumstances },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    // What an abandoned reader still says is about a mail that was given up.
    opened.on('message', (report: MailReport) => worker === opened && read(report));
    opened.on('error', (error) => worker === opened && ended('failed', String(error)));
    opened.on('exit', (code) => worker === opened && ended('failed', `the reader ended with ${code}`));
    return opened;
  };
  const next = (file: string) =>
    new Promise<MailReport>((resolve) => {
      const reading = worker ?? open();
      worker = reading;
      ended = (reason, error) => {
        clearTimeout(timer);
        worker = undefined;
        void reading.terminate();
        resolve(unreadable(file, reason, error));
      };
      read = (report) => {
        clearTimeout(timer);
        resolve(report);
      };
      const timer = setTimeout(() => ended('took-too-long', `no result after ${PATIENCE_MS / 1_000} s`), PATIENCE_MS);
      reading.postMessage(file);
    });
  return {
    report(file) {
      const report = before.then(() => next(file));
      before = report;
      return report;
    },
    async stop() {
      await before;
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}
