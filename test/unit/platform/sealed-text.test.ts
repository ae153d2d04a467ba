import { describe, expect, test } from 'vitest';
import { seal, unseal } from '../../../shared/platform/sealed-text.ts';

describe('a sealed text', () => {
  const sealed = seal('a pass phrase', 'webhook 1', ['one key']);

  test('is read by who has the key, and shows nothing to others', () => {
    expect(unseal(sealed, 'webhook 1', ['one key'])).toBe('a pass phrase');
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('phrase');
    expect(() => unseal(sealed, 'webhook 1', ['another key'])).toThrow('another key');
  });

  test('is sealed anew each time', () => {
    expect(seal('a pass phrase', 'webhook 1', ['one key'])).not.toBe(sealed);
  });

  test('belongs to one place', () => {
    expect(() => unseal(sealed, 'webhook 2', ['one key'])).toThrow('another key');
  });

  test('is refused after any change', () => {
    for (let at = 0; at < Buffer.from(sealed, 'base64').length; at++) {
      const bytes = Buffer.from(sealed, 'base64');
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(() => unseal(bytes.toString('base64'), 'webhook 1', ['one key'])).toThrow('changed');
    }
    expect(() => unseal(sealed.slice(0, 4), 'webhook 1', ['one key'])).toThrow('changed');
  });

  test('is still read while its key is rotated, and not after', () => {
    expect(unseal(sealed, 'webhook 1', ['new key', 'one key'])).toBe('a pass phrase');
    expect(() => unseal(sealed, 'webhook 1', ['new key', undefined])).toThrow('another key');
  });
});
