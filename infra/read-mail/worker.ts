import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { plainly } from '../plainly.ts';
import type { Circumstances } from './facts-of.ts';
import { CANNOT_BE_OPENED, reportOnMail, unreadable } from './mail-report.ts';

/** Reads one mail after the other, apart from the process that asks, so that no mail can stop it. */
const { circumstances } = workerData as { circumstances: Circumstances };

parentPort?.on('message', async (file: string) => {
  const read = await readFile(file).catch((error: unknown) => unreadable(file, CANNOT_BE_OPENED, plainly(error)));
  const report = read instanceof Uint8Array ? await reportOnMail(file, read, circumstances).catch(failed(file)) : read;
  parentPort?.postMessage(report);
});

const failed = (file: string) => (error: unknown) => unreadable(file, 'failed', String(error));
