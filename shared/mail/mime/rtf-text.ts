import { decodeText } from './charset.ts';

/** Groups whose content is not text. */
const HIDDEN = new Set(
  'fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator header footer headerl headerr footerl footerr footnote xmlnstbl fldinst mmathPr wgrffmtfilter pgptbl'.split(
    ' ',
  ),
);
/** Control words that are a character. */
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: ' ',
  bullet: '•',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  '~': '\u00a0',
  _: '-',
  '-': '',
};
const DEPTH_AT_MOST = 500;
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\/gi;

interface State {
  readonly isHidden: boolean;
  /** Inside of what Outlook wrote for RTF only, in HTML that it wrapped into RTF. */
  readonly isRtfOnly: boolean;
  /** Inside of a tag of that HTML. */
  readonly isTag: boolean;
  /** Characters behind a Unicode one that say the same to old readers. */
  readonly skips: number;
}

/** The text of RTF, or the HTML that Outlook wrapped into it ([MS-OXRTFEX]). Each character of `rtf` is a byte. */
export function readRtf(rtf: string): { readonly text?: string; readonly html?: string } {
  const isHtml = rtf.slice(0, 1_000).includes('\\fromhtml');
  const codepage = /\\ansicpg(\d{1,5})/.exec(rtf.slice(0, 1_000))?.[1];
  const out: string[] = [];
  const stack: State[] = [];
  let state: State = { isHidden: false, isRtfOnly: false, isTag: false, skips: 1 };
  let bytes: number[] = [];
  let toSkip = 0;
  let isFirst = false;
  const isShown = () => !state.isHidden && !(isHtml && state.isRtfOnly);
  const flush = () => {
    if (bytes.length > 0) out.push(decodeText(Uint8Array.from(bytes), codepage && `cp${codepage}`));
    bytes = [];
  };
  const put = (text: string) => {
    flush();
    out.push(text);
  };
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(rtf); token; token = TOKEN.exec(rtf)) {
    const [, word, number, hex, symbol, brace, text] = token;
    const wasFirst = isFirst;
    isFirst = false;
    if (brace === '{') {
      if (stack.length < DEPTH_AT_MOST) stack.push(state);
      isFirst = true;
    } else if (brace === '}') {
      state = stack.pop() ?? state;
      toSkip = 0;
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip--;
      else if (isShown()) bytes.push(Number.parseInt(hex, 16));
    } else if (text !== undefined) {
      const rest = text.slice(toSkip);
      toSkip = Math.max(0, toSkip - text.length);
      if (isShown()) for (const byte of Buffer.from(rest, 'latin1')) bytes.push(byte);
    } else if (symbol === '*') {
      state = { ...state, isHidden: true };
    } else if (symbol !== undefined) {
      if (isShown()) put(CHARACTERS[symbol] ?? symbol);
    } else if (word !== undefined) {
      const value = number === undefined ? undefined : Number(number);
      if (word === 'htmltag' && isHtml) state = { ...state, isHidden: false, isTag: true };
      else if (word === 'htmlrtf') state = { ...state, isRtfOnly: value !== 0 };
      else if (word === 'uc') state = { ...state, skips: Math.min(value ?? 1, 20) };
      else if (word === 'u' && value !== undefined) {
        if (isShown()) put(String.fromCharCode(value & 0xffff));
        toSkip = state.skips;
      } else if (wasFirst && HIDDEN.has(word)) state = { ...state, isHidden: true };
      else if (word in CHARACTERS && isShown()) put(CHARACTERS[word] ?? '');
    }
  }
  flush();
  const read = out.join('').toWellFormed();
  return isHtml ? { html: read } : { text: read };
}
