import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMail } from '../../../../shared/mail/parse-mail.ts';
import { ALTERNATIVE_CASES } from './alternative-cases.ts';
import { BROKEN_CASES } from './broken-cases.ts';
import { DELIMITER_CASES } from './delimiter-cases.ts';
import { eml, headerMail } from './eml.ts';
import { FIELD_CASES } from './field-cases.ts';
import { BYTE_CASES, NAME_CASES, SIGNED_CASES, WINMAIL_CASES } from './file-cases.ts';
import { ADDRESS_CASES, SUBJECT_CASES } from './header-cases.ts';
import { KIND_CASES } from './kind-cases.ts';
import { STRUCTURE_CASES } from './structure-cases.ts';
import { CHARSET_CASES, ENCODING_CASES, FORMAT_CASES } from './text-cases.ts';
import * as tnef from './winmail.ts';

const parts = (count: number, type: string) =>
  eml`Content-Type: multipart/mixed; boundary=b

${Array.from({ length: count }, (_, index) => `--b\nContent-Type: ${type}; name=${index}.txt\n\n${index}\n`).join('')}--b--
`;

describe('what is over a limit is left out, counted, and no reason to refuse the mail:', () => {
  test('parts beyond the 1,000th', async () => {
    const mail = await parseMail(parts(1_500, 'text/plain'));
    expect(mail.leftOut).toContainEqual({ what: 'parts', count: 501 });
    expect(mail.text).toBe('0');
  });

  test('files beyond the 500th', async () => {
    const mail = await parseMail(parts(700, 'image/png'));
    expect(mail.attachments).toHaveLength(500);
    expect(mail.leftOut).toEqual([{ what: 'files', count: 200 }]);
  });

  test('files of a winmail.dat beyond its 200th', async () => {
    const files = Array.from({ length: 205 }, (_, index) => tnef.file(`${index}`, Buffer.from('x')));
    const mail = await parseMail(
      Buffer.concat([headerMail('Content-Type: application/ms-tnef').subarray(0, -7), tnef.winmail(...files)]),
    );
    expect(mail.attachments).toHaveLength(200);
    expect(mail.leftOut).toEqual([{ what: 'files', count: 5 }]);
  });

  test('text beyond a million characters', async () => {
    const mail = await parseMail(Buffer.from(`Subject: long\n\n${'word '.repeat(300_000)}`));
    expect(mail.text).toHaveLength(1_000_000);
    expect(mail.leftOut).toEqual([{ what: 'text', count: 499_999 }]);
  });

  test('header fields beyond the 10,000th', async () => {
    const mail = await parseMail(Buffer.from(`${'X-A: b\r\n'.repeat(12_000)}\r\ntext`));
    expect(mail.headers).toHaveLength(10_000);
    expect(mail.leftOut).toEqual([{ what: 'headers', count: 2_000 }]);
    expect(mail.text).toBe('text');
  });

  test('depth: what is nested deeper than 50 stays one file', async () => {
    const nested = Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    ).join('');
    const mail = await parseMail(Buffer.from(`${nested}\ntext`));
    expect(mail.attachments).toHaveLength(1);
    expect(mail.text).toBe('');
  });
});

describe('a file is never much larger than what was written of it:', () => {
  const lines = (zeros: number) => `begin 644 zeros.bin\r\n${'M\r\n'.repeat(zeros)}end\r\n`;

  test('a uuencoded part of lines that lost everything stays as it came', async () => {
    const written = lines(100_000);
    const mail = await parseMail(
      eml`Content-Type: application/octet-stream; name=zeros.bin
Content-Transfer-Encoding: x-uuencode

${written}`,
    );
    expect(mail.attachments.map(({ bytes }) => bytes.length)).toEqual([written.length]);
  });

  test('in a text it is text', async () => {
    const mail = await parseMail(eml`Subject: x

${lines(100_000)}`);
    expect(mail.attachments).toEqual([]);
    expect(mail.text.startsWith('begin 644 zeros.bin\nM\nM')).toBe(true);
  });

  test('a thousand lines of zeros are a file', async () => {
    const mail = await parseMail(eml`Subject: x

${lines(1_000)}`);
    expect(mail.attachments.map(({ bytes }) => bytes.length)).toEqual([45_000]);
  });
});

/** A winmail.dat of files whose properties say that they have many values of no bytes. */
function countedForNothing(files: number): Buffer {
  const property = (id: number) => Buffer.concat([tnef.tag(0x1000, id), tnef.u32(10_000)]);
  const properties = Buffer.concat([
    tnef.u32(5_000),
    ...Array.from({ length: 5_000 }, (_, at) => property(0x1000 + at)),
  ]);
  const file = Buffer.concat([
    tnef.attribute(2, 0x00069002, Buffer.alloc(4)),
    tnef.attribute(2, 0x00069005, properties),
  ]);
  return Buffer.concat([
    Buffer.from('Content-Type: application/ms-tnef\r\n\r\n'),
    tnef.winmail(...Array.from({ length: files }, () => file)),
  ]);
}

/** What costs a careless reader the square of its length, or more. */
const BOMBS: readonly string[] = [
  countedForNothing(20).toString('latin1'),
  ...[
    '<',
    '"',
    '(',
    '\\',
    ',',
    ';',
    ':',
    'a,',
    '<a@b>,',
    '@',
    ' ',
    '=?',
    '=?a?q?',
    '=?a?q?b?=',
    '=?a?q?=20',
    '?=20',
    '(a',
    '"\\"',
    'a:b;',
    'a <x> ',
    'a <a@b> b <c@d> ',
    '"a@b <c@d>",',
    '=? u ? q ?',
  ].flatMap((piece) =>
    ['From', 'Subject', 'Content-Type', 'Content-Disposition'].map(
      (name) => `${name}: x${piece.repeat(250_000 / piece.length)}\r\n\r\nx`,
    ),
  ),
  ...['; a="', '; a=b', '; filename*0=a', '; filename="a', ';', '; "', '(;'].map(
    (piece) => `Content-Type: text/plain${piece.repeat(250_000 / piece.length)}\r\n\r\nx`,
  ),
  ...[
    '\r\n--b\r\n\r\nx',
    '\r\n--b--',
    '\n--',
    '\r\n--b\r\nContent-Type: multipart/mixed\r\n\r\nfoo',
    '\r\n--b\r\n',
    '\r\n--b-',
    '\r\n--b x',
    '\r\n--b\r\n: x',
    '\r\n--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n',
  ].map((piece) => `Content-Type: multipart/mixed; boundary=b\r\n${piece.repeat(1_000_000 / piece.length)}`),
  ...['QUJD=\r\n', 'a b c\r\n', 'QUJDQUJDQUJDQUJD!\r\n', '!', '='].map(
    (piece) =>
      `Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${piece.repeat(500_000 / piece.length)}`,
  ),
  ...[
    'text/plain',
    'text/html',
    'text/plain; format=flowed',
    'text/enriched',
    'text/plain; charset=hz',
    'text/plain; charset=utf-7',
    'text/plain; charset=iso-2022-jp',
  ].flatMap((type) =>
    ['\r', '\x07', '\x92', '>', '<', '+', '~{', '\x1b$B', 'begin 644 x\n', ' ', '<div style="display:none">'].map(
      (piece) => `Content-Type: ${type}\r\n\r\n${piece.repeat(500_000 / piece.length)}`,
    ),
  ),
];

test('bombs are read in time', async () => {
  for (const bomb of BOMBS) {
    const started = performance.now();
    await parseMail(Buffer.from(bomb, 'latin1'));
    expect(performance.now() - started, bomb.slice(0, 80)).toBeLessThan(2_000);
  }
}, 120_000);

const RAW = [
  ...STRUCTURE_CASES,
  ...KIND_CASES,
  ...NAME_CASES,
  ...BYTE_CASES,
  ...WINMAIL_CASES,
  ...SIGNED_CASES,
  ...BROKEN_CASES,
  ...ALTERNATIVE_CASES,
  ...DELIMITER_CASES,
  ...FIELD_CASES,
  ...ADDRESS_CASES,
  ...SUBJECT_CASES,
  ...CHARSET_CASES,
  ...ENCODING_CASES,
  ...FORMAT_CASES,
].flatMap(({ raw }) => (raw.length < 100_000 ? [raw] : []));

/** A stretch that is cut out, and what comes in its place: bytes, or a piece of another mail. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 60 }),
  by: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc
      .tuple(fc.constantFrom(...RAW), fc.nat(500), fc.nat(100))
      .map(([raw, from, length]) => raw.subarray(from, from + length)),
  ),
});
const damaged = fc
  .tuple(fc.constantFrom(...RAW), fc.array(change, { minLength: 1, maxLength: 5 }))
  .map(([raw, changes]) =>
    changes.reduce<Uint8Array>((bytes, { at, length, by }) => {
      const place = Math.floor(bytes.length * at);
      return Buffer.concat([bytes.subarray(0, place), by, bytes.subarray(place + length)]);
    }, raw),
  );

test('whatever is done to a mail, it is read, in time, into what can be shown and kept', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (raw) => {
      const started = performance.now();
      const mail = await parseMail(raw);
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(mail.text.isWellFormed() && mail.subject.isWellFormed()).toBe(true);
      expect(mail.text).not.toContain('\0');
      for (const { fileName, contentType, bytes } of mail.attachments) {
        expect(fileName).toMatch(/^[^/\\\p{Cc}]{1,220}$/u);
        expect(contentType).toMatch(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/);
        expect(bytes.length).toBeLessThanOrEqual(raw.length + 4_000_000);
      }
      for (const { address } of mail.to) expect(address).toMatch(/^.+@.+$/su);
      // A machine's own users have no domain, and nobody has no address, but a name.
      for (const { name, address } of mail.from) expect(address || name).not.toBe('');
    }),
    { numRuns: 2_000, seed: 4 },
  );
}, 60_000);
