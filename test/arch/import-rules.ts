import { type Place, placeOf, type Suffix } from './places.ts';

/** What each kind of file may import of its own context and of those below it. */
const MAY_IMPORT: Record<Suffix, readonly Suffix[]> = {
  plain: ['plain', 'events'],
  events: ['plain', 'events'],
  policy: ['plain', 'events', 'policy'],
  view: ['plain', 'events', 'policy', 'view'],
  // A contract answers what a view shows: the schema of an answer may stand beside the view that fills it.
  api: ['plain', 'events', 'view', 'api'],
  // A store may say that it works with the dependencies of its context; only functions have them made.
  store: ['plain', 'events', 'policy', 'store', 'deps'],
  deps: ['plain', 'events', 'policy', 'store', 'deps'],
};

/** Parts of the platform that are as pure as a plain file: texts, HTML, the shape of an event. */
const PURE_PLATFORM = [
  'shared/platform/i18n/locale.ts',
  'shared/platform/i18n/text.ts',
  'shared/platform/i18n/error-text.ts',
  'shared/platform/i18n/mail-text.ts',
  'shared/platform/messaging/event.ts',
  ...[
    'entities',
    'escape-html',
    'folded-html',
    'html-as-text',
    'parts-of-html',
    'quote-containers',
    'safe-html',
    'text-as-html',
  ].map((name) => `shared/platform/html/${name}.ts`),
];
/** What contracts are written with. */
const CONTRACT_PLATFORM = [...PURE_PLATFORM, 'shared/platform/http/contract.ts', 'shared/platform/http/paging.ts'];

/** What the stack reads of the code: routes, events and names, so that it cannot drift from them. */
const FOR_INFRA = [
  /\.(api|events)\.ts$/,
  /^shared\/strings\//,
  /^shared\/kernel\//,
  /^shared\/platform\/messaging\/(subscriptions|event)\.ts$/,
  /^shared\/platform\/table\/(schema|definition)\.ts$/,
  /^shared\/platform\/http\/(contract|path)\.ts$/,
];
/** The local run also fills and reads what it boots; operators' tools read what the running code writes. */
const FOR_OPERATION = [/^shared\//];

/** Imports that break a rule on purpose. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'functions/openapi-api/document.ts -> infra/openapi.ts':
    'the bundler puts the document in; only a handler that runs from its source makes it itself',
  'infra/redrive/relay-again.ts -> functions/relay-events/relay-records.ts':
    'what the relay gave up is relayed by its own logic, for an operator',
};

/** Why a file may not import another file of ours, or undefined when it may. */
export function objection(file: string, target: string): string | undefined {
  const from = placeOf(file);
  const to = placeOf(target);
  if (from.area === 'test' || `${file} -> ${target}` in EXCEPTIONS) return undefined;
  if (to.area === 'test') return 'only tests import from test/';
  if (from.area === 'infra') {
    if (to.area === 'infra') return undefined;
    if (to.area === 'function') return 'the stack reaches handlers by path';
    const allowed = /^infra\/(local|redrive|add-admin|read-mail|tell-time|try-intake|train-classifier)\//.test(file)
      ? FOR_OPERATION
      : FOR_INFRA;
    return allowed.some((pattern) => pattern.test(target))
      ? undefined
      : 'the stack reads contracts, events and names only';
  }
  if (to.area === 'infra') return 'nothing that runs knows the stack';
  if (from.area === 'function') {
    if (to.area === 'function' && to.name !== from.name) return 'a function never imports another';
    return target === 'shared/platform/table/keys.ts' ? 'keys are the stores’ matter' : undefined;
  }
  if (to.area === 'function') return 'what is shared knows no function';
  if (from.area === 'kernel') return to.area === 'kernel' ? undefined : 'the kernel imports nothing';
  if (from.area === 'platform') return to.area === 'context' ? 'the platform knows no context' : undefined;
  if (from.area !== 'context') return 'texts are data';
  return contextObjection(from, to, target);
}

function contextObjection(from: Extract<Place, { area: 'context' }>, to: Place, target: string): string | undefined {
  if (to.area === 'kernel') return undefined;
  if (to.area === 'platform') {
    if (from.suffix === 'store' || from.suffix === 'deps') return undefined;
    const allowed = from.suffix === 'api' ? CONTRACT_PLATFORM : PURE_PLATFORM;
    return allowed.includes(target) ? undefined : `a .${from.suffix} file does not use that part of the platform`;
  }
  if (to.area !== 'context') return 'texts come through platform/i18n';
  if (to.context !== from.context && to.rank >= from.rank)
    return `${from.context} stands before or beside ${to.context}`;
  return MAY_IMPORT[from.suffix].includes(to.suffix)
    ? undefined
    : `a ${from.suffix} file does not import a ${to.suffix} file`;
}
