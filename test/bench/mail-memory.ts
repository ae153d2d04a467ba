import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examineMail } from '../../shared/mail/examine-mail.ts';
import { mailComment } from '../../shared/mail/mail-comment.ts';
import { mailFacts } from '../support/a-mail.ts';
import { mailOfSize } from './mail-of-size.ts';

/*
 * Reads a mail of so many bytes and prints the most memory that its process had. Another process makes the mail: making it
 * takes memory too.
 */
const [size = '0', file] = process.argv.slice(2);
if (file === undefined) {
  const made = join(tmpdir(), `moorline-mail-${process.pid}.eml`);
  writeFileSync(made, mailOfSize(Number(size)));
  try {
    process.stdout.write(execFileSync(process.execPath, [fileURLToPath(import.meta.url), size, made]));
  } finally {
    rmSync(made);
  }
} else {
  const examined = await examineMail(readFileSync(file), mailFacts());
  if ('error' in examined) throw examined.error;
  await mailComment(examined.mail, 'answer', 'en');
  process.stdout.write(String(process.resourceUsage().maxRSS * 1_024));
}
