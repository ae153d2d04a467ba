import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { SURVEY_HEADERS, surveyPage, thanksPage } from '../../../functions/ratings-api/survey-page.ts';

const form = {
  locale: 'en',
  companyName: 'Moorline',
  token: '1.2.3.abc',
  ticketId: 7,
  score: 'good' as const,
  comment: '',
};

const inline = (page: string, tag: string) => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? '';

type Listener = (event: { isTrusted: boolean; target: unknown }) => void;

/** Runs the page's script on as much of a document as it uses; answers what it sends and how to touch the page. */
async function aPage(chosen: string | undefined) {
  const sent: string[] = [];
  const noted = { textContent: '' };
  const onWindow: Record<string, Listener> = {};
  const onForm: Record<string, Listener> = {};
  runInNewContext(inline(surveyPage(form), 'script'), {
    URLSearchParams,
    addEventListener: (name: string, listener: Listener) => Object.assign(onWindow, { [name]: listener }),
    document: {
      querySelector: () => ({
        dataset: { chosen, noted: 'Noted' },
        action: '/survey/1.2.3.abc',
        addEventListener: (name: string, listener: Listener) => Object.assign(onForm, { [name]: listener }),
      }),
      getElementById: () => noted,
    },
    fetch: async (url: string, { method, body }: { method: string; body: URLSearchParams }) => {
      sent.push(`${method} ${url} ${body}`);
      return { ok: true };
    },
  });
  const within = (selector?: string) => ({ closest: () => selector ?? null });
  const touch = async (name: string, event: { isTrusted: boolean; target: unknown }) => {
    (onWindow[name] ?? onForm[name])?.(event);
    await new Promise((done) => setImmediate(done));
  };
  return { sent, noted, touch, within };
}

describe('the page of a survey', () => {
  test('runs only the script and style that its policy names', () => {
    const policy = SURVEY_HEADERS['content-security-policy'];
    for (const page of [surveyPage(form), thanksPage(form)]) {
      for (const tag of ['script', 'style']) {
        const hash = createHash('sha256').update(inline(page, tag)).digest('base64');
        expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
      }
      expect(page.match(/<script|<style|\son\w+=|javascript:/g)).toHaveLength(2);
    }
  });

  test('sends the chosen answer at the first thing a person does, once', async () => {
    const page = await aPage('good');
    expect(page.sent).toEqual([]);
    await page.touch('pointerdown', { isTrusted: true, target: page.within() });
    await page.touch('keydown', { isTrusted: true, target: page.within() });
    expect(page.sent).toEqual(['POST /survey/1.2.3.abc score=good']);
    expect(page.noted.textContent).toBe('Noted');
  });

  test('sends nothing for what a program does, or while a person is about to choose or send', async () => {
    const page = await aPage('good');
    await page.touch('pointerdown', { isTrusted: false, target: page.within() });
    await page.touch('change', { isTrusted: false, target: { name: 'score', value: 'bad' } });
    await page.touch('pointerdown', { isTrusted: true, target: page.within('.choice') });
    expect(page.sent).toEqual([]);
    await page.touch('change', { isTrusted: true, target: { name: 'score', value: 'bad' } });
    await page.touch('keydown', { isTrusted: true, target: page.within() });
    expect(page.sent).toEqual(['POST /survey/1.2.3.abc score=bad']);
  });

  test('sends nothing by itself when there is nothing new to say', async () => {
    const page = await aPage(undefined);
    await page.touch('keydown', { isTrusted: true, target: page.within() });
    expect(page.sent).toEqual([]);
  });

  test('works without script, and keeps what was written', () => {
    const page = surveyPage({ ...form, comment: '</textarea><b>"', problem: 'Too <long>' });
    expect(page).toContain('<form method="post" action="/survey/1.2.3.abc"');
    expect(page).toContain('&lt;/textarea&gt;&lt;b&gt;&quot;</textarea>');
    expect(page).toContain('<p class="wrong" role="alert">Too &lt;long&gt;</p>');
    expect(page.match(/<label/g)).toHaveLength(3);
    expect(page).toContain('<legend>How would you rate the help you received on request #7?</legend>');
  });
});
