import { describe, expect, test } from 'vitest';
import { errorText } from '../../../shared/platform/i18n/error-text.ts';
import { acceptedLocale, nearestLocale } from '../../../shared/platform/i18n/locale.ts';
import { isTextKey } from '../../../shared/platform/i18n/text.ts';

describe('the language of an answer', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en-GB', 'en'],
    ['zh-TW', 'zh-CN'],
    ['de, fr;q=0.9', undefined],
    ['de, en;q=0.5, zh;q=0.7', 'zh-CN'],
    ['en;q=0, zh;q=0.1', 'zh-CN'],
    ['zh;q=0', undefined],
    [' EN ; q=0.3 , ZH-hans ; q=0.2', 'en'],
    ['english, zhuang', undefined],
    [';;;,,q=1', undefined],
    ['*', undefined],
  ])('accepting %j is %s', (header, locale) => {
    expect(acceptedLocale(header)).toBe(locale);
  });

  test.each([
    ['zh-CN', 'zh-CN'],
    ['zh-Hant-HK', 'zh-CN'],
    ['en-US', 'en'],
    ['pt-BR', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('for a person of %j is %s', (tag, locale) => {
    expect(nearestLocale(tag)).toBe(locale);
  });
});

describe('a text', () => {
  test('has its placeholders filled, and shows those that are not', () => {
    expect(errorText('en', 'field_too_long', { field: 'Subject', limit: 5 })).toBe('Subject: is too long (at most 5)');
    expect(errorText('zh-CN', 'field_too_long', { field: '主题' })).toContain('{limit}');
  });

  test('does not fill what a value brings along', () => {
    expect(errorText('en', 'field_not_allowed', { field: '{allowed}', allowed: 'x' })).toBe(
      '{allowed}: must be one of: x',
    );
  });

  test('of an error is its code where nobody wrote one', () => {
    expect(errorText('en', 'toString')).toBe('toString');
  });

  test('is known by its key alone', () => {
    expect(isTextKey('file.unavailable')).toBe(true);
    expect(isTextKey('toString')).toBe(false);
  });
});
