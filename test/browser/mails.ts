import type { Browser } from 'puppeteer-core';
import { type MailTemplate, renderMail } from '../../shared/mail/render/render-mail.ts';
import { LOCALES } from '../../shared/platform/i18n/text.ts';
import { offlinePage } from './chromium.ts';
import { STRIPPED } from './in-page.ts';
import { type Look, SCHEMES, setUp, unreadable, WIDTHS } from './readable.ts';
import type { Report } from './report.ts';
import { PICTURE, SAMPLES } from './sample-mails.ts';

export const TEMPLATES: readonly MailTemplate[] = [
  'acknowledgement',
  'answer',
  'asked',
  'assigned',
  'customer-commented',
  'escalated',
  'followed',
  'survey',
  'unsent',
];

const ADDRESS = 'https://mail.test/';

interface Shown extends Look {
  readonly name: string;
  readonly html: string;
  /** As the programs show it that take the style sheets away. */
  readonly stripped: boolean;
}

/** Every mail, in every language, short and long, in light and in dark, on a telephone and in a window. */
function everyMail(): Shown[] {
  return TEMPLATES.flatMap((template) =>
    Object.keys(LOCALES).flatMap((locale) =>
      Object.entries(SAMPLES).flatMap(([sample, content]) => {
        const { html } = renderMail(template, { ...content, locale });
        return SCHEMES.flatMap((scheme) =>
          WIDTHS.flatMap((width) => {
            const whole = { name: `${template} ${locale} ${sample}`, html, scheme, width, kind: 'mail' as const };
            // What matters without a sheet is the telephone; and an author's own tables may need the sheet.
            const bare = width === WIDTHS[0] && sample === 'short' ? [{ ...whole, stripped: true }] : [];
            return [{ ...whole, stripped: false }, ...bare];
          }),
        );
      }),
    ),
  );
}

const aDocument = (body: string) =>
  `<!doctype html><html lang="en"><head><meta name="color-scheme" content="light dark"><title>x</title></head><body><h1>x</h1>${body}</body></html>`;

/** What has to be noticed, or else the mails would pass unseen. */
const FAULTY = [
  ['dark letters on the ground of a dark window', aDocument('<p style="color:#1c1e21">x</p>')],
  ['letters that are too faint', aDocument('<p style="background:#fff;color:#9aa0a6">x</p>')],
  ['something too wide', aDocument(`<p style="white-space:nowrap">${'wide '.repeat(40)}</p>`)],
  ['a picture without a text', aDocument('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')],
  ['a link without a text', aDocument('<a href="https://a.test/"></a>')],
  ['no language', aDocument('<p>x</p>').replace(' lang="en"', '')],
] as const;

/** Whether people can read our mails, and nothing is loaded by looking at them. */
export async function checkMails(browser: Browser, { check }: Report): Promise<number> {
  const loads: string[] = [];
  let html = '';
  const page = await offlinePage(
    browser,
    (url) => (url === ADDRESS ? { body: html } : undefined),
    (url, kind) => {
      // The one picture that the author of a sample put in.
      if (url !== PICTURE) loads.push(`${kind} ${url}`);
    },
  );
  for (const [what, faulty] of FAULTY) {
    html = faulty;
    await setUp(page, { scheme: 'dark', width: 320, kind: 'mail' });
    await page.goto(ADDRESS);
    const wrong = await unreadable(page, { scheme: 'dark', width: 320, kind: 'mail' });
    check(`noticed: ${what}`, wrong.length > 0 ? [] : ['nothing was noticed']);
  }
  const mails = everyMail();
  for (const mail of mails) {
    ({ html } = mail);
    await setUp(page, mail);
    await page.goto(ADDRESS);
    if (mail.stripped) await page.evaluate(STRIPPED);
    const wrong = await unreadable(page, mail);
    const how = `${mail.scheme} ${mail.width} px${mail.stripped ? ' without its style sheet' : ''}`;
    check(`mail ${mail.name} ${how}`, [...wrong, ...loads.splice(0)]);
  }
  await page.close();
  return mails.length + FAULTY.length;
}
