import en from '../../strings/en.json' with { type: 'json' };
import zhCN from '../../strings/zh-CN.json' with { type: 'json' };
import type { Locale } from './locale.ts';
import { textsOf } from './texts-of.ts';

/** All texts by language, but for those of errors and mails. */
export const LOCALES = { en, 'zh-CN': zhCN } as const satisfies Record<Locale, Record<keyof typeof en, string>>;
export type TextKey = keyof typeof en;

/** A text in a person's language. */
export const text = textsOf(LOCALES);

/** Whether there is a text of that name: for keys that are put together. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}
