/** Fields of which a block has one each: a second one begins the next recipient, where an empty line is missing. */
const ONE_PER_RECIPIENT = new Set(['final-recipient', 'original-recipient']);
/** Fields that say something of one recipient (RFC 3464 section 2.3); a block of nothing else belongs to the one before. */
const OF_RECIPIENT = new Set([
  'action',
  'status',
  'remote-mta',
  'diagnostic-code',
  'last-attempt-date',
  'final-log-id',
  'will-retry-until',
  'x-actual-recipient',
  'x-display-name',
  'x-supplementary-info',
]);
const BLOCKS_AT_MOST = 200;
const FIELD = /^([\w-]{1,100})[ \t]*:[ \t]*(.*)$/;
const VALUE_AT_MOST = 4_000;

/** A block of a report's fields by lower-case name. */
export type FieldBlock = ReadonlyMap<string, string>;

/**
 * Blocks of `Name: value` lines, parted by empty lines (RFC 3464 section 2). Servers forget the empty line between two
 * recipients, put one too many between the fields of the same, and go on with a value without indenting it.
 */
export function fieldBlocks(text: string): FieldBlock[] {
  const blocks: Map<string, string>[] = [];
  let fields = new Map<string, string>();
  let last: string | undefined;
  const close = () => {
    if (fields.size > 0) add(blocks, fields);
    fields = new Map();
    last = undefined;
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (blocks.length >= BLOCKS_AT_MOST) break;
    if (line.trim() === '') {
      close();
      continue;
    }
    const [, name = '', value = ''] = /^[ \t]/.test(line) ? [] : (FIELD.exec(line) ?? []);
    const key = name.toLowerCase();
    if (key === '') {
      const soFar = last === undefined ? undefined : fields.get(last);
      if (last !== undefined && soFar !== undefined)
        fields.set(last, `${soFar} ${line.trim()}`.slice(0, VALUE_AT_MOST).trim());
      continue;
    }
    if (ONE_PER_RECIPIENT.has(key) && fields.has(key)) close();
    last = fields.has(key) ? undefined : key;
    if (last !== undefined) fields.set(last, value.trim().slice(0, VALUE_AT_MOST));
  }
  close();
  return blocks;
}

function add(blocks: Map<string, string>[], fields: Map<string, string>): void {
  const before = blocks.at(-1);
  const isMore = before !== undefined && isOfRecipient(before) && !isOfRecipient(fields);
  const names = [...fields.keys()];
  if (!isMore || !names.every((name) => OF_RECIPIENT.has(name) && !before.has(name))) {
    blocks.push(fields);
    return;
  }
  for (const [name, value] of fields) before.set(name, value);
}

/** Whether a block is about a recipient, not about the whole mail. */
export function isOfRecipient(fields: FieldBlock): boolean {
  return fields.has('final-recipient') || fields.has('original-recipient');
}

const IN_TEXT =
  /^[ \t>]*(final-recipient|original-recipient|x-actual-recipient|action|status|diagnostic-code|remote-mta|reporting-mta|last-attempt-date|arrival-date)[ \t]*:/i;

/** The blocks of a report that a server wrote into the text, or labelled as text. Empty where there is none. */
export function blocksInText(lines: readonly string[]): FieldBlock[] {
  if (!lines.some((line) => /^[ \t>]*(final|original)-recipient[ \t]*:/i.test(line))) return [];
  const plain = lines.map((line) => (IN_TEXT.test(line) ? line.replace(/^[ \t>]+/, '') : line));
  return fieldBlocks(plain.join('\n')).filter(isOfRecipient);
}
