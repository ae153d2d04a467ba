import sets from './sets.json' with { type: 'json' };

/** A phrase of the vocabulary, ready to be looked for. */
export interface Phrase {
  readonly source: string;
  /** Text that has to be there for the phrase to be there; empty when the phrase has none. */
  readonly anchor: string;
  readonly pattern: RegExp;
}

/** Within the same sentence, not far behind. The point of a decimal ends no sentence. */
const GAP = '(?:[^.!?。！？\\n]|\\.(?=\\d)){0,28}?';
const SETS: Readonly<Record<string, readonly string[]>> = sets;

/**
 * Reads a phrase; throws for one that is no phrase. It is a regular expression over folded text in which `withdraw*` stands
 * for any ending, `a..b` for b within the same sentence not far behind a, `<stranger_en>` for any of a set of `sets.json`,
 * and a space for any space or hyphen. Latin words begin and end where words do.
 */
export function readPhrase(source: string): Phrase {
  const body = source
    .replace(/<(\w+)>/g, (_, name: string) => anyOf(name))
    .split('..')
    .map((part) =>
      part
        .replace(/(?<=[a-z0-9')])\*(?!\w*\])(?! \?)/g, "[a-z']*")
        .replace(/\((?!\?)/g, '(?:')
        .replace(/ \?/g, '[\\s-]*')
        .replace(/ \*/g, '\\s*')
        .replace(/ +/g, '[\\s-]+'),
    )
    .join(GAP);
  const before = /^\(*(?:[a-z0-9]|<\w+_en>)/.test(source) ? '(?<![a-z0-9])' : '';
  const after = /(?:[a-z0-9]|<\w+_en>)\)*\??$/.test(source) ? '(?![a-z])' : '';
  return { source, anchor: anchorOf(source), pattern: new RegExp(`${before}(?:${body})${after}`, 'gm') };
}

/** Any word of a set; words of Latin letters begin and end where words do. */
function anyOf(name: string): string {
  const words = SETS[name];
  if (!words) throw new Error(`there is no set ${name}`);
  const either = `(${words.join('|')})`;
  return name.endsWith('_en') ? `(?<![a-z0-9])${either}(?![a-z])` : either;
}

/** The longest run of plain text outside of what may be missing or may vary. */
function anchorOf(source: string): string {
  if (/^[^()]*\|/.test(source)) return '';
  let bare = source.replace(/<\w+>/g, '\n');
  while (/\([^()]*\)/.test(bare)) bare = bare.replace(/\([^()]*\)[?*+]?/g, '\n');
  const runs = bare.replace(/\[[^\]]*\]|\{[^}]*\}|\\.|.\?/g, '\n').split(/[\n*+.$^| ]/);
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}
