import { findChromium, startChromium } from './chromium.ts';
import { checkHostileHtml } from './hostile-html.ts';
import { checkHostileTexts } from './hostile-texts.ts';
import { checkMails } from './mails.ts';
import { report } from './report.ts';
import { checkSurveyPages } from './survey-pages.ts';

/*
 * `npm run browser`: the mails we send and the pages their links open, in a real browser, as people see them; and HTML of
 * attackers, made safe and shown. It needs a Chromium; without one nothing is checked, and that is a failure.
 */

const SUITES = [
  ['HTML of attackers', checkHostileHtml],
  ['texts of attackers in our mails', checkHostileTexts],
  ['the pages of a survey', checkSurveyPages],
  ['the mails', checkMails],
] as const;

const write = (line: string) => void process.stdout.write(`${line}\n`);

const path = findChromium(process.env);
if (path === undefined) {
  write(
    'There is no Chromium here, so nothing was checked. Install one (on Debian: apt-get install chromium), or say with',
  );
  write('CHROMIUM_PATH where it is.');
  process.exitCode = 2;
} else {
  const browser = await startChromium(path);
  try {
    write(`${await browser.version()} at ${path}`);
    const result = report(write);
    for (const [name, suite] of SUITES) {
      const started = performance.now();
      const checks = await suite(browser, result);
      write(`${name}: ${checks} checks, ${((performance.now() - started) / 1_000).toFixed(1)} s`);
    }
    if (!result.end()) process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
