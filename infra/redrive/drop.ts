import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { DeadLetter } from './dead-letters.ts';
import { dataDirectory } from './deployment.ts';
import { summaryOf, timeText } from './summary.ts';

/** Writes a message to a file, so that throwing it away can be undone by hand; answers the path once it is on disk. */
export async function keepCopy(queue: string, { id, body, sentAt, redrives }: DeadLetter): Promise<string> {
  const directory = join(dataDirectory(), 'dropped');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${queue}-${id}.json`);
  const file = await open(path, 'w', 0o600);
  try {
    const copy = { queue, id, sent_at: timeText(sentAt), redrives, summary: summaryOf(body), body };
    await file.writeFile(`${JSON.stringify(copy, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

/** Asks at the terminal. Without a terminal nobody can say yes. */
export async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`${question} Type "drop": `)).trim() === 'drop';
  } finally {
    terminal.close();
  }
}
