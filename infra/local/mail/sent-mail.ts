import { closeSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import * as z from 'zod/mini';

const Line = z.object({
  messageId: z.string(),
  at: z.string(),
  envelopeFrom: z.string(),
  recipients: z.array(z.string()),
  raw: z.string(),
});

/** A mail that the local SES endpoint accepted. */
export interface SentMail {
  readonly messageId: string;
  readonly at: string;
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
}

/** All mail that went out, oldest first, in one file that only grows. */
export interface SentMails {
  /** Once it returns, the mail is on disk. */
  add(mail: SentMail): void;
  /** How many there are to addresses that hold this text; all of them without one. */
  count(to?: string): number;
  /** Mails from a position on. */
  from(position: number): Generator<SentMail>;
  clear(): void;
  close(): void;
}

/** Opens the file of sent mail; a line that a killed process left half-written was never acknowledged and is dropped. */
export function openSentMails(file: string): SentMails {
  const descriptor = openSync(file, 'a+');
  let places = lineEnds(readFileSync(file));
  /** The recipients of each mail, in one text; those of earlier runs are read when somebody asks. */
  let recipients: string[] = [];
  ftruncateSync(descriptor, places.at(-1) ?? 0);

  function read(position: number): SentMail {
    const start = position === 0 ? 0 : (places[position - 1] ?? 0);
    const bytes = Buffer.alloc((places[position] ?? start) - start);
    readSync(descriptor, bytes, 0, bytes.length, start);
    const line = z.parse(Line, JSON.parse(bytes.toString('utf8')));
    return { ...line, raw: Buffer.from(line.raw, 'latin1') };
  }

  return {
    add(mail) {
      const line = Buffer.from(`${JSON.stringify({ ...mail, raw: mail.raw.toString('latin1') })}\n`);
      writeSync(descriptor, line);
      if (recipients.length === places.length) recipients.push(searchable(mail.recipients));
      places.push((places.at(-1) ?? 0) + line.length);
    },
    count(to = '') {
      if (to === '') return places.length;
      for (let at = recipients.length; at < places.length; at++) recipients.push(searchable(read(at).recipients));
      const wanted = to.toLowerCase();
      return recipients.filter((each) => each.includes(wanted)).length;
    },
    *from(position) {
      for (let at = position; at < places.length; at++) yield read(at);
    },
    clear() {
      ftruncateSync(descriptor, 0);
      places = [];
      recipients = [];
    },
    close: () => closeSync(descriptor),
  };
}

function searchable(recipients: readonly string[]): string {
  return recipients.join('\n').toLowerCase();
}

/** Where each complete line ends. */
function lineEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) ends.push(at + 1);
  return ends;
}
