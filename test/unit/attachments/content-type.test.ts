import { describe, expect, test } from 'vitest';
import { contentDisposition } from '../../../shared/attachments/content-disposition.ts';
import { contentTypeOf, isShownInline, servedType } from '../../../shared/attachments/content-type.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const ZIP = latin('PK\x03\x04\x14\x00\x06\x00');

describe('what a file is', () => {
  test.each([
    ['a png', latin('\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR'), 'x.txt', 'image/png'],
    ['a jpeg', latin('\xff\xd8\xff\xe0\x00\x10JFIF'), 'x', 'image/jpeg'],
    ['a gif', latin('GIF89a\x01\x00'), 'x.gif', 'image/gif'],
    ['a webp', latin('RIFF\x24\x00\x00\x00WEBPVP8 '), 'x.webp', 'image/webp'],
    ['a pdf', latin('%PDF-1.7\n%\xe2\xe3'), 'x.pdf', 'application/pdf'],
    ['an mp4', latin('\x00\x00\x00\x20ftypisom\x00\x00'), 'x.mp4', 'video/mp4'],
    ['a zip', ZIP, 'x.zip', 'application/zip'],
    ['a spreadsheet', ZIP, 'x.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a text in Chinese', Buffer.from('提现一直卡住'), 'x', 'text/plain'],
    ['a table', Buffer.from('a,b\n1,2\n'), 'x.csv', 'text/csv'],
    ['a text in UTF-16', Buffer.from('\ufeffhello', 'utf16le'), 'x', 'text/plain'],
    ['a page called a picture', Buffer.from('  <!DOCTYPE html><script>alert(1)</script>'), 'x.png', 'text/html'],
    ['a drawing with a script', Buffer.from('<?xml version="1.0"?><svg onload="x()">'), 'x.svg', 'image/svg+xml'],
    ['a program called a document', latin('MZ\x90\x00\x03'), 'x.pdf', 'application/x-msdownload'],
    ['bytes of no known kind', Buffer.from([0, 1, 2, 3, 255, 254]), 'x.png', 'application/octet-stream'],
    ['nothing', Buffer.alloc(0), 'x', 'text/plain'],
  ])('%s', (_, bytes, name, type) => {
    expect(contentTypeOf(bytes, name)).toBe(type);
  });

  test('a text whose sample ends inside a character is still a text', () => {
    const text = Buffer.from(`a${'字'.repeat(3_000)}`);
    expect(contentTypeOf(text, 'x')).toBe('text/plain');
  });
});

describe('how a file is served', () => {
  test.each(['text/html', 'image/svg+xml', 'application/xml', 'application/x-msdownload', 'application/javascript'])(
    '%s is only bytes to a browser',
    (type) => {
      expect(servedType(type)).toBe('application/octet-stream');
      expect(isShownInline(type)).toBe(false);
      expect(contentDisposition('a.html', type)).toMatch(/^attachment;/);
    },
  );

  test('only pictures that cannot carry code are shown in place', () => {
    expect(['image/png', 'image/jpeg', 'image/gif', 'image/webp'].every(isShownInline)).toBe(true);
    expect(isShownInline('application/pdf')).toBe(false);
  });

  test('its name survives in any language and cannot break the header', () => {
    expect(contentDisposition('提现"截图\'.png', 'image/png')).toBe(
      "inline; filename=\"_____'.png\"; filename*=UTF-8''%E6%8F%90%E7%8E%B0%22%E6%88%AA%E5%9B%BE%27.png",
    );
  });
});
