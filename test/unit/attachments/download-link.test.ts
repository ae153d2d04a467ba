import { describe, expect, test } from 'vitest';
import { attachmentView } from '../../../shared/attachments/attachment.view.ts';
import { downloadSigner, readDownloadToken } from '../../../shared/attachments/download-link.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import { aClock } from '../../support/clock.ts';

const KEY = 'k'.repeat(32);

describe('a link to a file', () => {
  const clock = aClock();
  const id = clock.newId();
  const token = downloadSigner(KEY, clock.now())(id);

  test('opens that file for at least an hour, and not much longer', () => {
    expect(readDownloadToken(token, [KEY], clock.now())).toBe(id);
    expect(readDownloadToken(token, [KEY], clock.now() + HOUR - 1)).toBe(id);
    expect(readDownloadToken(token, [KEY], clock.now() + HOUR + 15 * MINUTE)).toBeUndefined();
  });

  test('stays the same for a while, so that a browser keeps its copy', () => {
    expect(downloadSigner(KEY, clock.now() - 10 * MINUTE)(id)).toBe(token);
  });

  test('opens nothing once any part of it is changed', () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === '1' ? '2' : '1';
      const forged = token.slice(0, at) + other + token.slice(at + 1);
      const read = readDownloadToken(forged, [KEY], clock.now());
      // The last character of base64url has two bits that say nothing.
      if (at < token.length - 1) expect(read).toBeUndefined();
    }
    expect(readDownloadToken('', [KEY], clock.now())).toBeUndefined();
    expect(readDownloadToken('..', [KEY], clock.now())).toBeUndefined();
  });

  test('survives a rotation of the key, but not two', () => {
    expect(readDownloadToken(token, ['new'.repeat(11), KEY], clock.now())).toBe(id);
    expect(readDownloadToken(token, ['newer'.repeat(7), 'new'.repeat(11)], clock.now())).toBeUndefined();
    expect(readDownloadToken(token, ['new'.repeat(11), undefined], clock.now())).toBeUndefined();
  });

  test('carries the name of the file for people to see', () => {
    const view = attachmentView(
      { id, file_name: '截图 1.png', content_type: 'image/png', size: 5, inline: false },
      { baseUrl: 'https://api.test/api/v2', filesUrl: 'https://files.test', signer: downloadSigner(KEY, clock.now()) },
    );
    expect(view.content_url).toBe(`https://files.test/attachments/token/${token}/?name=%E6%88%AA%E5%9B%BE%201.png`);
    expect(view.malware_scan_result).toBe('not_scanned');
  });
});
