import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONTRACTS } from '../../infra/contracts.ts';

/** What comes to the same however often it is asked, or answers what cannot be kept, and so needs no key of its client's. */
const WITHOUT_A_KEY: Readonly<Record<string, string>> = {
  'POST /survey/{token}': 'a survey has one answer',
  'POST /api/v2/business_hours/schedules/{id}/holidays/import': 'what is there is not added again',
  'POST /api/v2/webhooks/test': 'makes nothing',
};

/** Every POST of the functions that name their use cases in a module of their own, with the text of its use case. */
async function posts(): Promise<{ readonly name: string; readonly text: string }[]> {
  const found: { readonly name: string; readonly text: string }[] = [];
  for (const [of, { routes }] of Object.entries(CONTRACTS)) {
    const file = new URL(`../../functions/${of}/use-cases.ts`, import.meta.url);
    if (!existsSync(file)) continue;
    const [useCases = {}] = Object.values((await import(file.href)) as Record<string, Record<string, unknown>>);
    for (const [route, { method, path }] of Object.entries(routes))
      if (method === 'POST') found.push({ name: `${method} ${path}`, text: String(useCases[route]) });
  }
  return found;
}

describe('a key by which a client repeats a request', () => {
  test('is not left behind by what takes a POST: it reads the key, or hands the whole request on', async () => {
    const all = await posts();
    expect(all.length).toBeGreaterThan(30);
    const deaf = all.filter(({ text }) => !/\bidempotency\b/.test(text) && !/=>[\s\S]*\brequest[,)]/.test(text));
    expect(deaf.map(({ name }) => name).sort()).toEqual(Object.keys(WITHOUT_A_KEY).sort());
  });
});
