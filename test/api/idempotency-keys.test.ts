import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONTRACTS } from '../../infra/contracts.ts';
import { reachedText } from '../support/reached-text.ts';

/** What comes to the same however often it is asked, or answers what cannot be kept, and so needs no key of its client's. */
const WITHOUT_A_KEY: Readonly<Record<string, string>> = {
  'POST /survey/{token}': 'a survey has one answer',
  'POST /api/v2/business_hours/schedules/{id}/holidays/import': 'what is there is not added again',
  'POST /api/v2/large_uploads/{id}/complete': 'what is complete is answered as it is',
  'POST /api/v2/organizations/create_or_update': 'the one that the first made is the one that is meant, by its name',
  'POST /api/v2/tickets/{id}/tags': 'what is there is not added again',
  'POST /api/v2/tickets/{ticket_id}/intake/ask': 'who waits for an answer does not ask again',
  'POST /api/v2/users/{id}/tags': 'what is there is not added again',
  'POST /api/v2/views/preview': 'makes nothing',
  'POST /api/v2/views/preview/count': 'makes nothing',
  'POST /api/v2/webhooks/test': 'makes nothing',
};

/** Every POST, with the text of its use case and of all in its function that this calls. */
function posts(): { readonly name: string; readonly text: string }[] {
  return Object.entries(CONTRACTS).flatMap(([of, { routes }]) => {
    const [useCases, handler] = ['use-cases', 'handler'].map(
      (name) => new URL(`../../functions/${of}/${name}.ts`, import.meta.url),
    ) as [URL, URL];
    const table = existsSync(useCases) ? useCases : handler;
    const text = readFileSync(table, 'utf8');
    return Object.entries(routes).flatMap(([route, { method, path }]) => {
      if (method !== 'POST') return [];
      const entry = new RegExp(`[{,\\s]${route}(?:: (.+?))?(?:,\\s|\\s\\}|$)`, 'm').exec(
        text.slice(text.lastIndexOf('import ')),
      );
      if (!entry) throw new Error(`${of} does not say what serves ${route}`);
      return { name: `${method} ${path}`, text: reachedText(table, entry[1] ?? route) };
    });
  });
}

const TAKES_THE_KEY = /\bidempotency\b|\bqueueOnce\(/;

describe('a key by which a client repeats a request', () => {
  const all = posts();

  test('is taken by every POST that a repeat would do again', () => {
    expect(all.length).toBeGreaterThan(40);
    const deaf = all.filter(({ text }) => !TAKES_THE_KEY.test(text)).map(({ name }) => name);
    expect(deaf.sort()).toEqual(Object.keys(WITHOUT_A_KEY).sort());
  });
});
