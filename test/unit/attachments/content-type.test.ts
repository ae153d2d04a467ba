import { describe, expect, test } from 'vitest';
import { contentDisposition } from '../../../shared/attachments/content-disposition.ts';
import { contentTypeOf, isShownInline, SNIFFED_BYTES, servedType } from '../../../shared/attachments/content-type.ts';
import { aMediaFile, aZip, latin } from '../../support/a-file.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
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

  test.each([
    ['avif', aMediaFile('avif', 'mif1'), 'image/avif'],
    ['avif that is a picture first', aMediaFile('mif1', 'avif', 'miaf'), 'image/avif'],
    ['heic', aMediaFile('heic', 'mif1'), 'image/heic'],
    ['heic that is a picture first', aMediaFile('mif1', 'heic'), 'image/heic'],
    ['heif of another kind', aMediaFile('mif1', 'miaf'), 'image/heif'],
    ['a film of a phone', aMediaFile('3gp5', 'isom'), 'video/3gpp'],
    ['a film of QuickTime', aMediaFile('qt  '), 'video/quicktime'],
    ['a film whose list of brands is long', aMediaFile('isom', ...Array(60).fill('mp41')), 'video/mp4'],
    ['speech', aMediaFile('M4A ', 'isom'), 'audio/mp4'],
    ['webm', latin('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm'), 'video/webm'],
    ['matroska', latin('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska'), 'video/x-matroska'],
    ['avi', latin('RIFF\x24\0\0\0AVI LIST'), 'video/x-msvideo'],
    ['a film in ogg', latin(`OggS\0\x02${'\0'.repeat(22)}\x80theora`), 'video/ogg'],
    ['speech in ogg', latin(`OggS\0\x02${'\0'.repeat(22)}OpusHead`), 'audio/ogg'],
    ['mp3 with a title', latin('ID3\x04\0\0\0\0'), 'audio/mpeg'],
    ['mp3 without one', latin('\xff\xfb\x90\0'), 'audio/mpeg'],
    ['aac', latin('\xff\xf1\x50\x80'), 'audio/aac'],
    ['flac', latin('fLaC\0\0\0\x22'), 'audio/flac'],
    ['speech of a phone', latin('#!AMR\n\x3c'), 'audio/amr'],
    ['speech of a messenger', latin('\x02#!SILK_V3\x0c\0'), 'audio/x-silk'],
    ['tiff', latin('II*\0\x08\0\0\0'), 'image/tiff'],
    ['bmp', latin('BM\x36\0\0\0\0\0\0\0\x36\0\0\0'), 'image/bmp'],
    ['an icon', latin('\0\0\x01\0\x01\0\x10\x10'), 'image/vnd.microsoft.icon'],
    ['rtf', latin('{\\rtf1\\ansi'), 'application/rtf'],
    ['a document of old Office', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'), 'application/x-ole-storage'],
    ['7z', latin('7z\xbc\xaf\x27\x1c\0\x04'), 'application/x-7z-compressed'],
    ['rar', latin('Rar!\x1a\x07\x01\0'), 'application/vnd.rar'],
    ['bzip2', latin('BZh91AY&SY\0\xff'), 'application/x-bzip2'],
    ['xz', latin('\xfd7zXZ\0\0\x04'), 'application/x-xz'],
    ['zstd', latin('\x28\xb5\x2f\xfd\x24'), 'application/zstd'],
    ['cab', latin('MSCF\0\0\0\0'), 'application/vnd.ms-cab-compressed'],
    ['tar', Buffer.concat([Buffer.alloc(257), latin('ustar\x0000')]), 'application/x-tar'],
    ['the image of a disc', Buffer.concat([Buffer.alloc(0x8001), latin('CD001\x01')]), 'application/x-iso9660-image'],
    ['a program of Windows', latin('MZ\x90\0\x03\0'), 'application/x-msdownload'],
    ['a program of Linux', latin('\x7fELF\x02\x01'), 'application/x-executable'],
    ['a program of a Mac', latin('\xcf\xfa\xed\xfe\x07\0\0\x01'), 'application/x-mach-binary'],
    ['a program of any Mac', latin('\xca\xfe\xba\xbe\0\0\0\x02'), 'application/x-mach-binary'],
    ['a class of Java', latin('\xca\xfe\xba\xbe\0\0\0\x41'), 'application/java-vm'],
    ['a shortcut', latin('L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0'), 'application/x-ms-shortcut'],
    ['wasm', latin('\0asm\x01\0\0\0'), 'application/wasm'],
    ['help that runs code', latin('ITSF\x03\0\0\0'), 'application/vnd.ms-htmlhelp'],
    ['a notebook that carries files', latin('\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1'), 'application/onenote'],
    ['winmail.dat', latin('\x78\x9f\x3e\x22\x01\0'), 'application/vnd.ms-tnef'],
    [
      'a signature in DER',
      latin('0\x82\x05\x10\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02'),
      'application/pkcs7-mime',
    ],
    ['a script', latin('#!/bin/sh\nrm -rf /\n'), 'application/x-sh'],
    ['a batch file', latin('@echo off\r\ndel *.*\r\n'), 'application/x-bat'],
    ['entries for the registry', latin('Windows Registry Editor Version 5.00\r\n'), 'text/x-ms-regedit'],
    ['a link to a page', latin('[InternetShortcut]\r\nURL=https://x.test\r\n'), 'application/x-mswinurl'],
    ['an invitation', latin('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'), 'text/calendar'],
    ['a card', latin('BEGIN:VCARD\r\nVERSION:4.0\r\n'), 'text/vcard'],
    [
      'a mail',
      latin('Received: from a.test\r\n\tby b.test\r\nFrom: a@a.test\r\nSubject: x\r\n\r\nHi'),
      'message/rfc822',
    ],
    ['a page past its comment', latin('<!-- saved -->\n<html><body>'), 'text/html'],
    ['a page as XML', latin('<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>'), 'text/html'],
    ['a page in UTF-16', Buffer.from('\ufeff<script>x()</script>', 'utf16le'), 'text/html'],
    ['a page in an encoding of old', latin(`<html><title>\xcc\xe1\xcf\xd6${' '.repeat(40)}</title>`), 'text/html'],
    ['a page whose comment does not end', latin('<!-- <html>'), 'text/html'],
    [
      'a drawing past its comments',
      latin('<?xml version="1.0"?><!-- a --><!DOCTYPE svg PUBLIC "x"><svg/>'),
      'image/svg+xml',
    ],
    ['other XML', latin('<?xml version="1.0"?><invoice/>'), 'application/xml'],
    ['Chinese in an encoding of old', latin(`\xcc\xe1\xcf\xd6${'\xb2\xe2\xca\xd4'.repeat(20)}\r\n`), 'text/plain'],
    ['Russian in an encoding of old', latin('\xcf\xf0\xe8\xe2\xe5\xf2, \xff '.repeat(8)), 'text/plain'],
    ['a text about tags', latin('The page shows <b>nothing</b> when I log in.'), 'text/plain'],
    ['a text that begins like a program', latin('MZ is how a program begins, and BM a picture.'), 'text/plain'],
    ['a text that begins like a picture', latin('BM 2026 report'), 'text/plain'],
  ])('%s, whatever its name', (_, bytes, type) => {
    expect(contentTypeOf(bytes, 'x')).toBe(type);
    expect(contentTypeOf(bytes, 'x.png')).toBe(type);
  });

  test.each([
    [
      'a text',
      { '[Content_Types].xml': '<x/>', '_rels/.rels': '', 'word/document.xml': '' },
      'x.zip',
      `${OFFICE}.wordprocessingml.document`,
    ],
    ['a table', { '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '' }, 'x', `${OFFICE}.spreadsheetml.sheet`],
    [
      'slides',
      { '[Content_Types].xml': '<x/>', 'ppt/presentation.xml': '' },
      'x.pdf',
      `${OFFICE}.presentationml.presentation`,
    ],
    ['a text with macros', { 'word/document.xml': '' }, 'x.docm', 'application/vnd.ms-word.document.macroenabled.12'],
    [
      'a text of OpenOffice',
      { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' },
      'x',
      'application/vnd.oasis.opendocument.text',
    ],
    ['a book', { mimetype: 'application/epub+zip' }, 'x.zip', 'application/epub+zip'],
    [
      'an app for Android',
      { 'AndroidManifest.xml': '', 'META-INF/MANIFEST.MF': '' },
      'x.docx',
      'application/vnd.android.package-archive',
    ],
    ['a program in Java', { 'META-INF/MANIFEST.MF': '', 'A.class': '' }, 'x.zip', 'application/java-archive'],
    ['an archive that calls itself a page', { mimetype: 'text/html' }, 'x.zip', 'application/zip'],
    ['any archive', { 'a.txt': 'a' }, 'x.exe', 'application/zip'],
  ])('an archive that is %s says so by what it holds', (_, entries, name, type) => {
    expect(contentTypeOf(aZip(entries), name)).toBe(type);
    expect(contentTypeOf(aZip(entries, { streamed: true }), name)).toBe(type);
  });

  test.each([
    '<svg',
    '<!--',
    '<?xml',
    '<!DOCTYPE ',
    'PK\x03\x04',
    'From: ',
    '\0\0\xff\xffftyp',
    '\xff\xfe',
    'OggS',
    'G',
  ])('is found at once, however much of %j there is, and cut off anywhere', (piece) => {
    const bytes = latin(piece.repeat(SNIFFED_BYTES)).subarray(0, SNIFFED_BYTES);
    const began = performance.now();
    for (const length of [...Array(80).keys(), SNIFFED_BYTES]) contentTypeOf(bytes.subarray(0, length), 'x.html');
    expect(performance.now() - began).toBeLessThan(200);
  });

  test('a text whose sample ends inside a character is still a text', () => {
    const text = Buffer.from(`a${'字'.repeat(3_000)}`);
    expect(contentTypeOf(text, 'x')).toBe('text/plain');
  });
});

describe('how a file is served', () => {
  test.each([
    ...[
      'text/html',
      'image/svg+xml',
      'application/xml',
      'application/x-msdownload',
      'text/javascript',
      'application/hta',
    ],
    ...[
      'application/x-sh',
      'application/java-archive',
      'application/vnd.ms-excel.sheet.macroenabled.12',
      'text/calendar',
    ],
    ...['application/x-ms-shortcut', 'application/x-iso9660-image', 'message/rfc822', 'application/octet-stream'],
  ])('%s is only bytes to a browser', (type) => {
    expect(servedType(type)).toBe('application/octet-stream');
    expect(isShownInline(type)).toBe(false);
    expect(contentDisposition('a.html', type)).toMatch(/^attachment;/);
  });

  test('only pictures that cannot carry code are shown in place', () => {
    expect(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'].every(isShownInline)).toBe(true);
    expect(isShownInline('application/pdf')).toBe(false);
  });

  test('its name survives in any language and cannot break the header', () => {
    expect(contentDisposition('提现"截图\'.png', 'image/png')).toBe(
      "inline; filename=\"_____'.png\"; filename*=UTF-8''%E6%8F%90%E7%8E%B0%22%E6%88%AA%E5%9B%BE%27.png",
    );
  });
});
