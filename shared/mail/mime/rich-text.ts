/** Commands between which nothing is for the reader. */
const SILENT = new Set(['param', 'comment']);

/** Text of `text/enriched` (RFC 1896): marks go, a line break is a blank, and of several the first is none. */
export function textOfEnriched(enriched: string): string {
  return withoutMarks(enriched, (text, isFixed) =>
    isFixed ? text : text.replace(/\n+/g, (breaks) => (breaks.length === 1 ? ' ' : breaks.slice(1))),
  );
}

/** Text of `text/richtext` (RFC 1341), where only marks break lines. */
export function textOfRichtext(rich: string): string {
  return withoutMarks(rich, (text) => text.replace(/[ \t\n]+/g, ' '));
}

function withoutMarks(source: string, flow: (text: string, isFixed: boolean) => string): string {
  const pieces: string[] = [];
  let silent = 0;
  let fixed = 0;
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    const text = source.slice(at, open < 0 ? source.length : open);
    if (silent === 0 && text !== '') pieces.push(flow(text, fixed > 0));
    if (open < 0) break;
    const mark = /^<(\/?)([a-z0-9-]{1,60})>/i.exec(source.slice(open, open + 64));
    if (!mark) {
      // `<<` is one bracket.
      if (silent === 0) pieces.push('<');
      at = open + (source.charAt(open + 1) === '<' ? 2 : 1);
      continue;
    }
    at = open + mark[0].length;
    const step = mark[1] === '/' ? -1 : 1;
    const name = (mark[2] ?? '').toLowerCase();
    if (SILENT.has(name)) silent = Math.max(0, silent + step);
    else if (name === 'nofill') fixed = Math.max(0, fixed + step);
    else if (silent === 0 && name === 'lt') pieces.push('<');
    else if (silent === 0 && step > 0 && name === 'nl') pieces.push('\n');
    else if (silent === 0 && name === 'paragraph') pieces.push('\n\n');
  }
  return pieces.join('');
}
