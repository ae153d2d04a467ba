import { createHash } from 'node:crypto';
import { escapeHtml } from '../../shared/platform/html/escape-html.ts';
import { nearestLocale } from '../../shared/platform/i18n/locale.ts';
import { type TextKey, text } from '../../shared/platform/i18n/text.ts';
import { GIVEN_SCORES, type GivenScore, MAX_RATING_COMMENT } from '../../shared/surveys/rating.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--line:#8b949e;--act:#0b57d0;--on:#fff;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--paper:#11161c;--line:#6e7681;--act:#8ab4f8;--on:#0b1117;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}
.who,.small{color:var(--soft);margin:0 0 .25rem}
fieldset{border:0;margin:0 0 1.25rem;padding:0}
legend,.label{display:block;font-weight:600;margin:0 0 .5rem;padding:0}
.choice{display:flex;gap:.75rem;align-items:center;min-height:3rem;padding:.5rem 1rem;margin:0 0 .5rem;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
.choice:has(:checked){border-color:var(--act);box-shadow:inset 0 0 0 1px var(--act)}
input{width:1.25rem;height:1.25rem;accent-color:var(--act);margin:0}
textarea{width:100%;min-height:7rem;padding:.75rem;border:1px solid var(--line);border-radius:.5rem;background:transparent;color:inherit;font:inherit}
button{min-height:3rem;margin:1rem 0;padding:0 1.5rem;border:0;border-radius:.5rem;background:var(--act);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.wrong{color:var(--bad)}
a{color:var(--act)}
`;

/**
 * The first thing a person does on the page sends the answer that their click in the mail chose, so that one click is
 * enough; choosing another sends that. What fetches or renders the page without a person does nothing of the kind, and
 * without script the form does it all.
 */
const SCRIPT = `
(function(){
var form=document.querySelector('form');
if(!form)return;
var chosen=form.dataset.chosen;
function send(score){
chosen=undefined;
fetch(form.action,{method:'POST',credentials:'omit',body:new URLSearchParams({score:score})}).then(function(answer){
if(answer.ok)document.getElementById('noted').textContent=form.dataset.noted;
}).catch(function(){});
}
function gesture(event){
if(!event.isTrusted||!chosen)return;
if(event.target.closest&&event.target.closest('.choice,button'))return;
send(chosen);
}
addEventListener('pointerdown',gesture);
addEventListener('keydown',gesture);
form.addEventListener('change',function(event){
if(event.isTrusted&&event.target.name==='score')send(event.target.value);
});
})();
`;

const hash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** What every page of a survey is served with: nothing from elsewhere, nothing kept, nothing told to others. */
export const SURVEY_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src ${hash(STYLE)}`,
    `script-src ${hash(SCRIPT)}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** The form of a survey as somebody sees it. */
export interface SurveyForm {
  readonly locale: string;
  readonly companyName: string;
  readonly token: string;
  readonly ticketId: number;
  readonly score: GivenScore | undefined;
  readonly comment: string;
  /** The answer their link stands for, where it is not recorded yet: the page sends it at a person's first gesture. */
  readonly chosen?: GivenScore | undefined;
  readonly problem?: string | undefined;
}

/** The page that asks. */
export function surveyPage(form: SurveyForm): string {
  const t = (key: TextKey, params = {}) => escapeHtml(text(form.locale, key, params));
  const choices = GIVEN_SCORES.map(
    (score) =>
      `<label class="choice"><input type="radio" name="score" value="${score}" required${form.score === score ? ' checked' : ''}> ${t(`survey.${score}`)}</label>`,
  ).join('\n');
  const chosen = form.chosen ? ` data-chosen="${form.chosen}"` : '';
  return page(form, [
    form.problem ? `<p class="wrong" role="alert">${escapeHtml(form.problem)}</p>` : '',
    `<form method="post" action="/survey/${escapeHtml(form.token)}" data-noted="${t('survey.recorded')}"${chosen}>`,
    `<fieldset><legend>${t('survey.question', { ticket_id: form.ticketId })}</legend>`,
    `${choices}</fieldset>`,
    `<label class="label" for="comment">${t('survey.comment')}</label>`,
    // The line break after the tag is not part of the text (HTML section 13.1.2.5).
    `<textarea id="comment" name="comment" maxlength="${MAX_RATING_COMMENT}" aria-describedby="secrets">`,
    `${escapeHtml(form.comment)}</textarea>`,
    `<p class="small" id="secrets">${t('survey.secret_notice')}</p>`,
    `<button type="submit">${t('survey.send')}</button>`,
    '</form>',
    '<p id="noted" role="status"></p>',
  ]);
}

/** The page after an answer, with a way back to it. */
export function thanksPage(of: Pick<SurveyForm, 'locale' | 'companyName' | 'token'>): string {
  const t = (key: TextKey) => escapeHtml(text(of.locale, key));
  const back = `<p><a href="/survey/${escapeHtml(of.token)}">${t('survey.change')}</a></p>`;
  return page(of, [`<p role="status">${t('survey.thanks')}</p>`, back]);
}

/** The page of a link that is of no use (any more). */
export function refusalPage(of: Pick<SurveyForm, 'locale' | 'companyName'>, reason: TextKey): string {
  return page(of, [`<p>${escapeHtml(text(of.locale, reason))}</p>`]);
}

function page(of: Pick<SurveyForm, 'locale' | 'companyName'>, content: readonly string[]): string {
  const title = escapeHtml(text(of.locale, 'survey.title'));
  const company = escapeHtml(of.companyName);
  return [
    `<!doctype html><html lang="${nearestLocale(of.locale)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="robots" content="noindex,nofollow">',
    `<title>${title} · ${company}</title><style>${STYLE}</style></head>`,
    `<body><main><p class="who">${company}</p><h1>${title}</h1>`,
    content.filter(Boolean).join('\n'),
    `</main><script>${SCRIPT}</script></body></html>`,
  ].join('\n');
}
