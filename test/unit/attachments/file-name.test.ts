import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanFileName, extensionOf } from '../../../shared/attachments/file-name.ts';

describe('a file name', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['提现 截图.png', '提现 截图.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\li\\Desktop\\id.jpg', 'id.jpg'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
    ['what?*<>|".txt', 'what______.txt'],
    ['.bashrc', 'bashrc'],
    ['name. ', 'name'],
    ['', 'file'],
    ['///', 'file'],
    ['half\ud800.png', 'half\ufffd.png'],
  ])('%j becomes %j', (given, cleaned) => {
    expect(cleanFileName(given)).toBe(cleaned);
  });

  test('keeps its extension when it is shortened', () => {
    const cleaned = cleanFileName(`${'长'.repeat(400)}.xlsx`);
    expect([...cleaned]).toHaveLength(200);
    expect(cleaned).toMatch(/长\.xlsx$/);
  });

  test('of any kind becomes one that is safe to write down and stays as it is from then on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const cleaned = cleanFileName(given);
        expect(cleaned).not.toMatch(/[/\\\p{Cc}\p{Cf}<>:"|?*]/u);
        expect(cleaned.isWellFormed()).toBe(true);
        expect([...cleaned].length).toBeGreaterThan(0);
        expect([...cleaned].length).toBeLessThanOrEqual(200);
        expect(cleanFileName(cleaned)).toBe(cleaned);
      }),
    );
  });

  test('has an extension only where there is a short one', () => {
    expect(extensionOf('a.tar.GZ')).toBe('.gz');
    expect(extensionOf('README')).toBe('');
    expect(extensionOf(`a.${'x'.repeat(40)}`)).toBe('');
  });
});
