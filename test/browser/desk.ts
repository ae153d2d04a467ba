import type { Browser, Page } from 'puppeteer-core';
import * as z from 'zod/mini';
import { offlinePage } from './chromium.ts';
import { CLEAR, SHOW, SHOW_OURS, WATCH } from './in-page.ts';

const ADDRESS = 'https://desk.test/';
const EMPTY = '<!doctype html><html lang="en"><head><title>Desk</title></head><body></body></html>';
/** Everything that could run, load or post is refused, and told. */
const STRICT = "default-src 'none'; img-src cid: https:; base-uri 'none'; form-action 'none'";

const Lines = z.array(z.string());

/** Which pictures HTML was allowed to load. */
export type Pictures = 'own' | 'any';

/** What came of showing something. */
export interface Outcome {
  /** What is there and must not be. */
  readonly seen: readonly string[];
  /** What ran, loaded, posted or went elsewhere. */
  readonly happened: readonly string[];
}

/** A page like an agent's, that tells everything which happens in it. */
export interface Desk {
  /** Shows pieces of HTML inside of the page, and, where all runs that can, as whole documents too. */
  show(pieces: readonly string[], pictures: Pictures): Promise<Outcome>;
  /** Shows whole documents of ours. */
  showOurs(documents: readonly string[]): Promise<Outcome>;
  close(): Promise<void>;
}

/** A desk where all runs that can, to see whether it does; or, `strict`, one whose policy tells what would have been run. */
export async function aDesk(browser: Browser, strict: boolean): Promise<Desk> {
  const requests: { readonly text: string; readonly isPicture: boolean }[] = [];
  const events: string[] = [];
  const answer = strict ? { body: EMPTY, headers: { 'content-security-policy': STRICT } } : { body: EMPTY };

  async function open(): Promise<Page> {
    const opened = await offlinePage(
      browser,
      (url) => (url === ADDRESS ? answer : undefined),
      (url, kind) => {
        const isPicture = kind === 'image' && url.startsWith('https:');
        if (!url.startsWith('cid:')) requests.push({ text: `${kind} ${url.slice(0, 100)}`, isPicture });
      },
    );
    await opened.evaluateOnNewDocument(WATCH);
    opened.on('dialog', (dialog) => {
      events.push(`a ${dialog.type()} came up`);
      dialog.dismiss().catch(() => undefined);
    });
    opened.on('popup', () => events.push('a window was opened'));
    opened.on('framenavigated', (frame) => {
      if (frame === opened.mainFrame() && frame.url() !== ADDRESS) events.push(`the page became ${frame.url()}`);
    });
    await opened.goto(ADDRESS);
    return opened;
  }
  let page = await open();

  /** The lines that a script in the page answers; a page that is lost is opened anew. */
  async function lines(script: string): Promise<string[]> {
    try {
      return z.parse(Lines, await page.evaluate(script));
    } catch (error) {
      events.push(`the page was lost: ${String(error).slice(0, 200)}`);
      await page.close().catch(() => undefined);
      page = await open();
      return [];
    }
  }

  async function outcome(script: string, pictures: Pictures): Promise<Outcome> {
    const seen = await lines(script);
    const marks = await lines(CLEAR);
    const loaded = requests.splice(0).filter(({ isPicture }) => !(isPicture && pictures === 'any'));
    return { seen: [...new Set(seen)], happened: [...marks, ...loaded.map(({ text }) => text), ...events.splice(0)] };
  }

  return {
    show: (pieces, pictures) => outcome(`${SHOW}(${JSON.stringify([pieces, pictures, !strict])})`, pictures),
    showOurs: (documents) => outcome(`${SHOW_OURS}(${JSON.stringify(documents)})`, 'own'),
    close: () => page.close(),
  };
}
