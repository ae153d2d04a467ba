/*
 * The look of every mail. Each colour of writing stands with a ground of ours, in pairs for light and for dark readers, so
 * that a client which changes one of them changes both. What matters stands on the elements themselves, since some clients
 * take the style sheet away; the sheet adds what only it can say. No pictures, no fonts, nothing to load.
 */

interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly quiet: string;
  readonly link: string;
  readonly line: string;
}

const LIGHT: Palette = { ground: '#ffffff', ink: '#1c1e21', quiet: '#5c6370', link: '#1a56db', line: '#d5d9e0' };
const DARK: Palette = { ground: '#15181c', ink: '#e6e8eb', quiet: '#a9b0bb', link: '#8ab4f8', line: '#454b57' };
/** White on this blue is readable on either ground. */
const BUTTON = { ground: '#1a56db', ink: '#ffffff' } as const;

const FONT =
  "-apple-system,'Segoe UI',Roboto,'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',Helvetica,Arial,sans-serif";
const BREAKS = 'overflow-wrap:anywhere;word-break:break-word';

/** Styles of elements, for their `style` attributes. */
export const STYLES = {
  page: `margin:0;padding:0;background-color:${LIGHT.ground};color:${LIGHT.ink}`,
  sheet: `max-width:600px;margin:0 auto;padding:16px;font-family:${FONT};font-size:16px;line-height:1.6;${BREAKS}`,
  preview: 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all',
  headline: 'margin:16px 0;font-size:22px;line-height:1.3;font-weight:600',
  quiet: `margin:0 0 16px;font-size:14px;color:${LIGHT.quiet}`,
  safety: `margin:24px 0 0;padding:12px 0 0;border-top:1px solid ${LIGHT.line};font-size:14px`,
  footer: `margin:12px 0 0;font-size:14px;color:${LIGHT.quiet}`,
  history: 'margin:24px 0 0',
  quote: `margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid ${LIGHT.line};font-size:14px;color:${LIGHT.quiet}`,
  fact: `color:${LIGHT.quiet}`,
  link: `color:${LIGHT.link}`,
  button: `display:inline-block;padding:12px 20px;color:${BUTTON.ink};font-weight:600;text-decoration:none`,
  buttonGround: `background-color:${BUTTON.ground};border-radius:6px`,
  buttons: 'margin:0 0 12px',
} as const;

/** The ground of a button, as Outlook reads it. */
export const BUTTON_GROUND = BUTTON.ground;

const darkRules = (scope: string) =>
  [
    `${scope} .page{background-color:${DARK.ground}!important;color:${DARK.ink}!important}`,
    `${scope} .quiet{color:${DARK.quiet}!important}`,
    `${scope} .line{border-color:${DARK.line}!important}`,
    `${scope} a{color:${DARK.link}!important}`,
    `${scope} a.button{color:${BUTTON.ink}!important}`,
    `${scope} .words font{color:inherit!important}`,
  ]
    .map((rule) => rule.trimStart())
    .join('');

/**
 * The style sheet. Outlook on the web does not ask for the colour scheme but marks what it darkens with `data-ogsc`. An
 * author's own pictures, tables and lines of code stay within a telephone's width.
 */
export const SHEET = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  `a{color:${LIGHT.link}}`,
  '.words img{max-width:100%!important;height:auto!important}',
  '.words pre{white-space:pre-wrap}',
  '.words table{max-width:100%}',
  '.words ul,.words ol{padding-left:24px}',
  '.words blockquote,.words dd{margin-left:12px;margin-right:0}',
  `@media (prefers-color-scheme:dark){${darkRules('')}}`,
  darkRules('[data-ogsc]'),
].join('');
