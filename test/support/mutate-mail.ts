import type { Chance } from '../faults/chance.ts';

/** Pieces of mail syntax that turn up where they should not. */
const PIECES = [
  '\r\n\r\n',
  '\n\n',
  '\r',
  '\0',
  '--',
  '=?utf-8?B?',
  '=?gb2312?Q?=?=',
  '?=',
  '"',
  '<',
  '>',
  '(((((((',
  ';;;;',
  '@',
  ',,,,',
  '=',
  '=\r\n',
  'charset=utf-7',
  'charset="x"',
  'charset*0*=',
  "filename*1*=utf-8''%",
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: x-uuencode\r\n',
  'Content-Type: multipart/report; report-type=delivery-status\r\n',
  'Content-Type: message/delivery-status\r\n',
  'From: a@b, c@d\r\n',
  'begin 644 x\r\n',
  'end\r\n',
  '\u{1f600}',
  '\ufeff',
  '\u202e',
  '<html><!--',
  '<![CDATA[',
  '<table>'.repeat(20),
  '>'.repeat(200),
  'A'.repeat(3_000),
  'On Mon, 1 Jan 2026 a wrote:\r\n',
];

/** A mail that one of these was made from, damaged in one to six places: bytes, lines, and pieces of two mails put together. */
export function mutated(mails: readonly Uint8Array[], { next, happens, pick }: Chance): Uint8Array {
  const below = (bound: number) => Math.floor(next() * bound);
  let mail = Buffer.from(pick(mails));
  for (let change = 1 + below(6); change > 0; change--) {
    const at = below(mail.length + 1);
    const length = Math.min(mail.length - at, 1 + below(happens(0.2) ? 2_000 : 40));
    const [before, part, after] = [mail.subarray(0, at), mail.subarray(at, at + length), mail.subarray(at + length)];
    switch (below(9)) {
      case 0:
        mail = Buffer.concat([before, after]);
        break;
      case 1:
        mail = Buffer.concat([before, part, part, part, after]);
        break;
      case 2:
        mail = Buffer.concat([before, Buffer.from(pick(PIECES)), part, after]);
        break;
      case 3:
        mail = Buffer.concat([before, Buffer.from(Array.from(part, () => below(256))), after]);
        break;
      case 4:
        mail = Buffer.concat([before, after, part]);
        break;
      case 5:
        mail = Buffer.from(before.length > 0 ? before : mail);
        break;
      case 6: {
        const other = pick(mails);
        mail = Buffer.concat([before, other.subarray(below(other.length))]);
        break;
      }
      case 7:
        mail = shuffledLines(mail, below);
        break;
      default:
        mail = Buffer.concat([before, Buffer.from(part.map((byte) => byte ^ (1 << below(8)))), after]);
    }
  }
  return mail.subarray(0, 300_000);
}

function shuffledLines(mail: Buffer, below: (bound: number) => number): Buffer<ArrayBuffer> {
  const lines = mail.toString('latin1').split('\n');
  const [one, other] = [below(lines.length), below(lines.length)];
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  return Buffer.from(lines.join('\n'), 'latin1');
}
