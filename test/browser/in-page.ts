/*
 * What runs inside of the browser, as text: the project's code is not compiled against a browser's interfaces.
 */

/**
 * Put into every frame before anything else runs. Whatever a payload could do to be noticed leaves a mark with the page
 * that holds all frames; so does whatever a content security policy would have forbidden.
 */
export const WATCH = `(() => {
  const marks = (window.top.__marks ??= []);
  const mark = (what) => { marks.push(String(what)); };
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch', 'postMessage', 'requestAnimationFrame', 'setTimeout']) {
    window[name] = () => { mark(name + ' was called'); };
  }
  for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'Image', 'RTCPeerConnection']) {
    window[name] = function () { mark('a ' + name + ' was made'); };
  }
  navigator.sendBeacon = () => { mark('sendBeacon was called'); return true; };
  HTMLFormElement.prototype.submit = function () { mark('a form was submitted'); };
  addEventListener('submit', (event) => { event.preventDefault(); mark('a form was submitted'); }, true);
  addEventListener('securitypolicyviolation', (event) => mark(event.effectiveDirective + ' was violated'), true);
})()`;

/**
 * Puts HTML into the page in the ways an agent's page may: as the inside of an element, the same once more after the
 * browser has written it out, taken from a document of its own, and as a whole document. Then does to all of it what a
 * person, or time, may do, and answers what it sees that must not be there.
 */
export const SHOW = `(async ([cases, pictures, documents]) => {
  const wrong = [];
  const TAGS = new Set(('a abbr b big blockquote br caption center code col colgroup dd del details div dl dt em font h1 h2 h3 ' +
    'h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th ' +
    'thead tr tt u ul var').split(' '));
  const PLAIN = new Set('title alt width height colspan rowspan align start color dir lang rel'.split(' '));
  const LINKS = new Set(['http:', 'https:', 'mailto:', 'tel:']);
  const SOURCES = pictures === 'any' ? /^(cid:|https:\\/\\/)/i : /^cid:/i;
  const audit = (element) => {
    const name = element.localName;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') wrong.push('an element of ' + element.namespaceURI);
    if (!TAGS.has(name)) wrong.push('an element ' + name);
    if (element.shadowRoot) wrong.push('a shadow root');
    for (const { name: attribute, value } of element.attributes) {
      const fine = PLAIN.has(attribute)
        || (name === 'a' && attribute === 'href' && LINKS.has(element.protocol))
        || (name === 'img' && attribute === 'src' && SOURCES.test(value))
        || (name === 'img' && attribute === 'data-remote-src' && /^https?:\\/\\//i.test(value));
      if (!fine) wrong.push(name + ' ' + attribute + '=' + value.slice(0, 80));
    }
  };
  const everything = (root) => [...root.querySelectorAll('*')];
  const rooms = [];
  const room = (fill) => {
    const element = document.createElement('div');
    document.body.append(element);
    fill(element);
    rooms.push(element);
    return element;
  };
  for (const html of cases) {
    const first = room((element) => { element.innerHTML = html; });
    room((element) => { element.innerHTML = first.innerHTML; });
    room((element) => { element.append(...document.importNode(new DOMParser().parseFromString(html, 'text/html').body, true).childNodes); });
    if (document.body.lastElementChild !== rooms.at(-1)) wrong.push('it got out of its element');
  }
  for (const element of rooms.flatMap(everything)) audit(element);
  const frames = (documents ? cases : []).map((html) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<!doctype html><html><head></head><body>' + html + '</body></html>';
    const loaded = new Promise((done) => { frame.onload = done; });
    document.body.append(frame);
    return loaded.then(() => frame.contentDocument);
  });
  const bodies = (await Promise.all(frames)).map((inner) => {
    if (!inner) { wrong.push('a document went elsewhere'); return document.createElement('div'); }
    if (everything(inner.head).length > 0) wrong.push('something in the head');
    for (const whole of [inner.documentElement, inner.body]) if (whole.attributes.length > 0) wrong.push('an attribute of the whole document');
    for (const element of everything(inner.body)) audit(element);
    return inner.body;
  });
  const EVENTS = ['mouseover', 'mouseenter', 'mousedown', 'pointerdown', 'focus', 'focusin', 'blur', 'input', 'change', 'keydown', 'load',
    'error', 'toggle', 'beforetoggle', 'animationstart', 'transitionend', 'wheel', 'scroll', 'copy', 'paste', 'select'];
  for (const element of [...rooms, ...bodies].flatMap(everything)) {
    for (const name of EVENTS) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    if (element.localName === 'details') element.open = !element.open;
    // A person who follows a link wants to go where it leads; a click inside of one is a click on it.
    const link = element.closest('a[href]');
    const leadsOut = link !== null && LINKS.has(link.protocol);
    if (!leadsOut) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }
  await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
  return wrong;
})`;

/**
 * Shows whole documents of ours, each in a frame, and answers what in them is none of our writing: an element or attribute
 * that our mails do not have, a link that leads elsewhere, or a text that has become something else.
 */
export const SHOW_OURS = `(async (documents) => {
  const wrong = [];
  const TAGS = new Set('html head meta title style body div p h1 span br a ul li blockquote table tbody tr td'.split(' '));
  const ATTRIBUTES = new Set(('lang dir charset name content style class role aria-label aria-roledescription type href rel ' +
    'cellpadding cellspacing border bgcolor').split(' '));
  await Promise.all(documents.map((html) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = html;
    const loaded = new Promise((done) => { frame.onload = done; });
    document.body.append(frame);
    return loaded.then(() => {
      const inner = frame.contentDocument;
      if (!inner) return void wrong.push('a document went elsewhere');
      for (const element of inner.querySelectorAll('*')) {
        if (!TAGS.has(element.localName)) wrong.push('an element ' + element.localName);
        for (const { name, value } of element.attributes) if (!ATTRIBUTES.has(name)) wrong.push(element.localName + ' ' + name + '=' + value);
        if (element.localName === 'a' && element.href !== '' && !/^https?:$/.test(element.protocol)) wrong.push('a link to ' + element.href);
        for (const name of ['click', 'mouseover', 'focus', 'error']) element.dispatchEvent(new Event(name));
      }
      const count = (selector) => inner.querySelectorAll(selector).length;
      if (count('body > .page') !== 1 || count('h1') !== 1 || count('style') !== 1) wrong.push('the mail fell apart');
      if (!inner.body.lastElementChild?.matches('.page')) wrong.push('something got out of the mail');
    });
  }));
  return wrong;
})`;

/** Empties the page and answers the marks that were left since. */
export const CLEAR = `(() => {
  document.body?.replaceChildren();
  return (window.top.__marks ?? []).splice(0);
})()`;

/** What is too wide for the window, by how much. Nothing is, when nothing has to be scrolled sideways. */
export const TOO_WIDE = `(() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  const name = (element) => element.localName + (element.className ? '.' + element.className : '');
  const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5);
  return [scrollWidth + ' px in a window of ' + clientWidth + ': ' + wide.slice(0, 3).map(name).join(', ')];
})()`;

/** Takes away what some web mails and apps take away: the head of the document, and with it every style sheet. */
export const STRIPPED = `(() => {
  for (const element of document.querySelectorAll('style, meta')) element.remove();
})()`;
