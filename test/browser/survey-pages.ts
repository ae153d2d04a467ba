import type { Browser } from 'puppeteer-core';
import { refusalPage, SURVEY_HEADERS, surveyPage, thanksPage } from '../../functions/ratings-api/survey-page.ts';
import { LOCALES } from '../../shared/platform/i18n/text.ts';
import { offlinePage } from './chromium.ts';
import { type Look, SCHEMES, setUp, unreadable, WIDTHS } from './readable.ts';
import type { Report } from './report.ts';

const ADDRESS = 'https://api.moorline.test/survey/token';

function pagesIn(locale: string): Record<string, string> {
  const of = { locale, companyName: 'Moorline <b>', token: 'token' };
  const form = { ...of, ticketId: 35_436, score: undefined, comment: '' };
  const said = `</textarea><img src=x onerror=alert(1)>${'0x9f3c2b7a8d1e4f6a'.repeat(20)}`;
  return {
    form: surveyPage(form),
    'form from the mail': surveyPage({ ...form, score: 'good', chosen: 'good' }),
    'form with a problem': surveyPage({ ...form, score: 'bad', comment: said, problem: 'Too long.' }),
    thanks: thanksPage(of),
    refusal: refusalPage(of, 'survey.link_expired'),
  };
}

/** The pages that a survey's links open, served as they are served: every page, language, scheme and width. */
export async function checkSurveyPages(browser: Browser, { check }: Report): Promise<number> {
  const noticed: string[] = [];
  let body = '';
  const page = await offlinePage(
    browser,
    (url) => (url === ADDRESS ? { body, headers: SURVEY_HEADERS } : undefined),
    (url, kind) => {
      noticed.push(`${kind} ${url}`);
    },
  );
  // A script or a style that the page's own policy refuses is told to the console only.
  page.on('console', (message) => {
    if (message.type() === 'error') noticed.push(message.text());
  });
  page.on('dialog', (dialog) => {
    noticed.push(`a ${dialog.type()} came up`);
    void dialog.dismiss();
  });
  let checks = 0;
  for (const locale of Object.keys(LOCALES)) {
    for (const [name, html] of Object.entries(pagesIn(locale))) {
      body = html;
      for (const scheme of SCHEMES) {
        for (const width of WIDTHS) {
          const look: Look = { scheme, width, kind: 'page' };
          await setUp(page, look);
          await page.goto(ADDRESS);
          check(`survey ${name} ${locale} ${scheme} ${width} px`, [...(await unreadable(page, look)), ...noticed]);
          noticed.length = 0;
          checks++;
        }
      }
    }
  }
  await page.close();
  return checks;
}
