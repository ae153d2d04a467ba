import en from '../../strings/errors/en.json' with { type: 'json' };
import zhCN from '../../strings/errors/zh-CN.json' with { type: 'json' };
import { textsOf } from './texts-of.ts';

type ErrorTextKey = keyof typeof en;
const textOf = textsOf<ErrorTextKey>({ en, 'zh-CN': zhCN });

/** The text of an error code in a language; the code itself where it has none. */
export function errorText(
  locale: string,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const key = `error.${code}`;
  return isErrorTextKey(key) ? textOf(locale, key, params) : code;
}

function isErrorTextKey(key: string): key is ErrorTextKey {
  return Object.hasOwn(en, key);
}
