import en from '../../strings/mail/en.json' with { type: 'json' };
import zhCN from '../../strings/mail/zh-CN.json' with { type: 'json' };
import { textsOf } from './texts-of.ts';

export type MailTextKey = keyof typeof en;

/** What is said in mails, and in notes about mails. */
export const mailText = textsOf<MailTextKey>({ en, 'zh-CN': zhCN });

/** Whether there is such a text: for keys that are put together. */
export function isMailTextKey(key: string): key is MailTextKey {
  return Object.hasOwn(en, key);
}
