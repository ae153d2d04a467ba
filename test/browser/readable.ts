import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import * as z from 'zod/mini';
import { TOO_WIDE } from './in-page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const Findings = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.optional(z.string()) })),
  }),
);
const Axe = z.object({ violations: Findings, incomplete: Findings });

export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];
/** A small telephone, and a window of a mail program. */
export const WIDTHS = [320, 640] as const;

/** A web mail puts a mail into its own page, which has the landmarks: a mail with some of its own would be in the way. */
const NOT_FOR_MAILS = ['landmark-one-main', 'region', 'bypass'];

/** How a document is looked at. */
export interface Look {
  readonly scheme: Scheme;
  readonly width: (typeof WIDTHS)[number];
  readonly kind: 'mail' | 'page';
}

export async function setUp(page: Page, { scheme, width }: Look): Promise<void> {
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
}

/** What keeps somebody from reading the document that a page shows: too wide, too faint, or nothing a screen reader can use. */
export async function unreadable(page: Page, { kind }: Look): Promise<string[]> {
  const tooWide = z.parse(z.array(z.string()), await page.evaluate(TOO_WIDE));
  await page.evaluate(AXE);
  const off = Object.fromEntries((kind === 'mail' ? NOT_FOR_MAILS : []).map((id) => [id, { enabled: false }]));
  const options = { resultTypes: ['violations', 'incomplete'], rules: off };
  const found = z.parse(Axe, await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`));
  // Where it cannot tell whether something is readable, a person could not either.
  const unsure = found.incomplete.filter(({ id }) => id === 'color-contrast');
  const findings = [...found.violations, ...unsure].map(({ id, help, nodes }) => {
    const [first] = nodes;
    const why = (first?.failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 200);
    return `${id}: ${help} (${nodes.length}): ${first?.html.slice(0, 120)} ${why}`;
  });
  return [...tooWide, ...findings];
}
