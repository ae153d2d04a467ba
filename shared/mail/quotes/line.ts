/** A line of a mail: as it stands there, and as it is compared with what clients write. */
export interface Line {
  readonly raw: string;
  /** Without what no reader sees, every space a plain one; empty for a blank line. */
  readonly text: string;
  /** It goes on in the line of the one above: what announces a quote begins where somebody's own words end. */
  readonly glued?: true;
  /** Its HTML says that it is of an earlier mail. */
  readonly cited?: true;
  /** Its HTML drew a line above it, and may have begun it in bold type. */
  readonly ruled?: 'bold' | 'plain';
}

/** What a reader does not see: soft hyphens, joiners, marks of direction, byte order marks. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** The colons of other scripts, and those that are drawn otherwise. */
const COLONS = /[\u0589\u17d6\u2236\ufe55\ufe13]/g;
/** What is left of HTML where somebody's program forgot to read it. */
const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', amp: '&' };
/** Of a longer line only the beginning is compared: no client writes such a line. */
export const COMPARED = 1000;

/** Words of ASCII with one space between them, as most lines are: nothing of it is written otherwise. */
const PLAIN = /^[!-%'-~]+(?: [!-%'-~]+)*$/;

/** A text as it is compared with what clients write. */
export function comparable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replace(COLONS, ':')
    .replace(/&(nbsp|lt|gt|quot|amp);/g, (_, name) => ENTITIES[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
}

/** In lower case; of the Turkish `İ` that leaves a dot of its own behind, which no table has. */
export function caseless(text: string): string {
  return text.toLowerCase().replace(/i\u0307/g, 'i');
}

/** The lines of a text. */
export function linesOf(text: string): Line[] {
  return text.split('\n').map(lineOf);
}

/** What programs that watch whether a mail is opened leave behind as its last line; in words it is a letter. */
const WATCHING = /^\u1427$/;

/** One line. */
export function lineOf(raw: string): Line {
  if (WATCHING.test(raw.trim())) return { raw, text: '' };
  return { raw, text: raw.length > COMPARED ? `${comparable(raw.slice(0, COMPARED))} …` : comparable(raw) };
}

/** Lines as the text that they were. */
export function textOfLines(lines: readonly Line[]): string {
  return lines.map(({ raw, glued }, at) => (at === 0 || glued ? raw : `\n${raw}`)).join('');
}

/** Without the marks of quotes. */
export function withoutMarks(text: string): string {
  return text.replace(/^(?:[>＞]\s?)+/, '');
}

/** Whether a line is blank. */
export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text === '';
}

/** Whether a line carries the mark of a quote. */
export function isQuoted(line: Line | undefined): boolean {
  return /^[>＞]/.test(line?.text ?? '');
}

/** For each line, the place of the next one that is not blank; the number of lines when there is none. */
export function nextFilled(lines: readonly Line[]): number[] {
  const next: number[] = new Array(lines.length);
  let filled = lines.length;
  for (let at = lines.length - 1; at >= 0; at--) {
    next[at] = filled;
    if (!isBlank(lines[at])) filled = at;
  }
  return next;
}

/** A line that is drawn: nothing but dashes, underscores or the like. */
export function isRule(line: Line | undefined): boolean {
  return /^([-‐-―−─━_=*~#·.+] ?){3,}$/u.test(line?.text ?? '');
}
