import { createHash } from 'node:crypto';

/** A mail of about so many bytes: text and HTML, an answer to an earlier mail, and a file that makes up most of it. */
export function mailOfSize(bytes: number): Buffer {
  const words =
    '提现两小时仍未到账，请帮忙查询。 My withdrawal has not arrived for two hours, please look into it.\n'.repeat(40);
  const quoted = words.replaceAll(/^/gm, '> ');
  const text = `${words}\nOn Mon, 16 Nov 2026 at 10:00, Support <support@moorline.test> wrote:\n${quoted}`;
  const html = `<div>${words}</div><div class="gmail_quote"><blockquote>${words}</blockquote></div>`;
  const base64 = (content: Buffer) => `${content.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;
  const part = (type: string, content: Buffer) =>
    `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(content)}`;
  const head = [
    'From: =?utf-8?B?546L5bCP5piO?= <wang@customer.test>',
    'To: support@moorline.test',
    'Subject: =?utf-8?B?5o+Q546w5LiA55u05rKh5pyJ5Yiw6LSm?=',
    'Date: Sun, 22 Nov 2026 03:00:00 +0000',
    'Message-ID: <large@customer.test>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="outer"',
  ].join('\r\n');
  const bodies = [
    `--outer\r\nContent-Type: multipart/alternative; boundary="inner"\r\n`,
    `--inner\r\n${part('text/plain; charset=utf-8', Buffer.from(text))}`,
    `--inner\r\n${part('text/html; charset=utf-8', Buffer.from(html))}--inner--`,
  ].join('\r\n');
  const room = Math.max(0, bytes - head.length - bodies.length - 300);
  const file = noise(Math.floor((room * 57) / 78));
  const attached = `--outer\r\nContent-Disposition: attachment; filename="screen.bin"\r\n${part('application/octet-stream', file)}--outer--\r\n`;
  return Buffer.from(`${head}\r\n\r\n${bodies}\r\n${attached}`);
}

/** Bytes without any order, the same each time. */
function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
    createHash('sha256').update(`${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}
