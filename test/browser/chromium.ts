import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** What a browser of the family is called on one system or another. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const ELSEWHERE = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where a Chromium is: as `CHROMIUM_PATH` says, or where systems keep it; undefined when there is none. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  const named = env['CHROMIUM_PATH'] ?? env['PUPPETEER_EXECUTABLE_PATH'];
  if (named !== undefined) return isExecutable(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin');
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...ELSEWHERE].find(isExecutable);
}

/** Starts it without a window. In a container nobody but root may be there, and its own sandbox does not start then. */
export function startChromium(executablePath: string): Promise<Browser> {
  const asRoot = process.getuid?.() === 0;
  return puppeteer.launch({
    executablePath,
    headless: true,
    args: ['--disable-gpu', '--hide-scrollbars', '--no-first-run', ...(asRoot ? ['--no-sandbox'] : [])],
  });
}

/** What a page is answered with; nothing else that it asks for gets anywhere. */
export interface Served {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page for which `serve` is all the web there is. What it does not serve is refused, and told to `onRequest`. */
export async function offlinePage(
  browser: Browser,
  serve: (url: string) => Served | undefined,
  onRequest: (url: string, kind: string) => void,
): Promise<Page> {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const served = serve(request.url());
    // The browser asks for it by itself, now and then.
    if (!served && !request.url().endsWith('/favicon.ico'))
      onRequest(request.url(), request.isNavigationRequest() ? 'navigation' : request.resourceType());
    const done = served
      ? request.respond({
          status: 200,
          contentType: 'text/html; charset=utf-8',
          ...served,
          headers: { ...served.headers },
        })
      : request.abort('blockedbyclient');
    done.catch(() => undefined);
  });
  return page;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
