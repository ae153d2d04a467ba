/*
 * How mail clients mark, by class, id or style, what they put around an answer. A row a client; names that others' HTML
 * carries into later mails keep a prefix (`x_`, `yiv123`, `ydp12ab`), which does not matter.
 */

/**
 * What an element holds: an earlier mail, one together with its announcement, the announcement, or a signature; `indented`
 * is what may be an earlier mail, if it is announced, or what somebody moved to the right. Below a `rest` everything is an
 * earlier mail; so it is below a `border`, if headers stand in it.
 */
export type ContainerRole = 'quoted' | 'indented' | 'area' | 'announcing' | 'signature' | 'rest' | 'border';

/** Elements around an earlier mail and, mostly, the line that announces it; answers may stand between its parts. */
const AREAS = [
  'gmail_quote', // Gmail, K-9, Superhuman, Mailspring
  'gmail_quote_container',
  'gmail_extra', // Gmail, old
  'yahoo_quoted', // Yahoo, AOL; with a number behind
  'protonmail_quote',
  'zmail_extra', // Zoho
  'moz-forward-container', // Thunderbird
  'qmbox', // QQ Mail
  'ntes-mailmaster-quote', // NetEase Master
  'isReplyContent', // NetEase 163, 126
  'reply139content', // 139
  'origbody', // Sina
  '__aliyun_previous_body_wrap', // Alibaba Mail, DingTalk
  'mail-editor-reference-message-container', // Outlook, new and mobile
  'mailru-blockquote',
  'messageReplySection', // Spark
  'bloop_original_html', // Airmail
  'cm_quote', // Newton
  'missive_quote',
  'front-blockquote',
  'tutanota_quote',
  'freshdesk_quote',
  'hs_reply', // HubSpot
  'intercom-quote',
  'nylas-quote',
  'history_container', // Feishu
  'lark-mail-quote',
  'adM-quote',
  'wmi-quote', // Yandex
  '_origContent', // BlackBerry
  '__QUOTED_TEXT__', // Zimbra
  'aqm-original', // AquaMail
  'edo-original', // Edison
  'history-quote-wrapper', // Lark
];

/** The line that announces an earlier mail. */
const ANNOUNCEMENTS = [
  'gmail_attr',
  'moz-cite-prefix',
  'yahoo-quoted-begin',
  'airmail_on',
  'history-quote-meta-wrapper', // Lark
  'reply-intro',
  'front-attribution',
  'gmail_quote_attribution',
];

const SIGNATURES = [
  'gmail_signature',
  'gmail_signature_prefix',
  'moz-signature',
  'ms-outlook-mobile-signature',
  'AppleMailSignature',
  'Signature', // Outlook on the web
  'signature', // Yahoo and others
  'protonmail_signature_block',
  'messageSignatureSection', // Spark
  'bloop_sign', // Airmail
  'composer_signature', // Samsung
  'k9mail-signature',
  'tutanota-signature',
  'mail-app-auto-default-signature', // DingTalk
  'ntes-mailmaster-signature',
  'front-signature',
  'missive_signature',
  'hs_signature',
  '__SIG_POST__', // Zimbra
  '__aliyun_signature_wrap',
  'edo-signature', // Edison
  'yMail_sig', // Yahoo, mobile
];

/** Below these everything is an earlier mail, without an element around it. */
const RESTS = [
  'divRplyFwdMsg', // Outlook
  'appendonsend',
  'stopSpelling', // Hotmail
  'zwchr', // Zimbra
  '__DIVIDER__',
  'OLK_SRC_BODY_SECTION', // Outlook for Mac
  'replySplit', // 139
  'ms-outlook-mobile-reference-message',
  'xm_mail_oringinal_describe', // QQ Mail, which spells it so
];

function named(names: readonly string[]): RegExp {
  const all = names.map((name) => name.replace(/[-]/g, '\\-')).join('|');
  return new RegExp(
    `(?:^|\\s)(?:x_){0,5}(?:yiv\\d{1,20}|ydp[0-9a-z]{1,12}|[0-9a-f]{8,40})?(?:${all})(?:[_-]?[0-9A-Fa-f]+)?(?=\\s|$)`,
  );
}

const AREA = named(AREAS);
const ANNOUNCEMENT = named(ANNOUNCEMENTS);
const SIGNATURE = named(SIGNATURES);
const REST = named(RESTS);

/** The line that Word draws above the headers of the mail it quotes, in its colours over the years. */
const DRAWN_BORDER =
  /\bborder-(?:top[a-z-]*\s*:[^;]{0,40}|color\s*:\s*)(?:#?e1e1e1|#?b5c4df|rgb\(\s?(?:225,\s?225,\s?225|181,\s?196,\s?223)\s?\))/i;
/** The line that others draw there, and on no other side. */
const TOP_BORDER = /border-top(?:-style)?\s*:[^;]{0,60}\bsolid\b|border-style\s*:\s*solid\s+none\s+none\b/i;
const OTHER_BORDER = /border(?:-(?:left|right|bottom)(?:-style)?)?\s*:[^;]{0,60}\b(?:solid|dashed|dotted|double)\b/i;
/** A block that is moved to the right, not quoted: Gmail's indent. */
const INDENT = /border:\s*(?:none|0)|margin:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px/i;

/** What an element holds by its name and attributes; undefined for most. */
export function roleOf(
  tag: string,
  attributes: Readonly<Record<string, string | undefined>>,
): ContainerRole | undefined {
  const { class: classes = '', id = '', name = '', style = '' } = attributes;
  const marks = `${classes} ${id} ${name} ${attributes['data-marker'] ?? ''} ${attributes['data-smartmail'] ?? ''}`;
  if (tag === 'includetail') return 'area';
  if (tag === 'signature') return 'signature';
  if (tag === 'blockquote') {
    if (attributes['type'] === 'cite') return 'quoted';
    if (INDENT.test(style) && !AREA.test(marks)) return undefined;
    const mark = marks.trim();
    return mark === 'gmail_quote' || (mark === '' && style === '') ? 'indented' : 'quoted';
  }
  if (marks.trim() !== '') {
    if (REST.test(marks)) return 'rest';
    if (ANNOUNCEMENT.test(marks)) return 'announcing';
    if (AREA.test(marks)) return 'area';
    if (SIGNATURE.test(marks)) return 'signature';
  }
  return DRAWN_BORDER.test(style) || (TOP_BORDER.test(style) && !OTHER_BORDER.test(style)) ? 'border' : undefined;
}
