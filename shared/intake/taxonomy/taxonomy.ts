import taxonomy from './taxonomy.json' with { type: 'json' };

export type Kind = keyof typeof taxonomy.kinds;
export type Category = keyof typeof taxonomy.categories;
export type Risk = keyof typeof taxonomy.risks;
/** Everything a category may ask for: what is read out of texts, what only words can tell, and files. */
export type Need = keyof typeof taxonomy.facts;

/** A name in each language. */
export interface Label {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** A category: its name, what it needs to be worked on, and the reasons in it, which may need other things. */
interface CategoryEntry {
  readonly label: Label;
  readonly needs: readonly Need[];
  readonly reasons: Readonly<Record<string, { readonly label: Label; readonly needs?: readonly Need[] }>>;
}

const CATEGORIES = taxonomy.categories as unknown as Readonly<Record<Category, CategoryEntry>>;

/** What a message of that kind, category and reason has to tell before somebody can work on it. */
export function needsOf(kind: Kind, category: Category, reason: string): readonly Need[] {
  if (!taxonomy.kinds[kind].asks) return [];
  const entry = CATEGORIES[category];
  return entry.reasons[reason]?.needs ?? entry.needs;
}

/** How a need is checked: `text` stands in the text, `file` is attached, `words` is told in one's own words, others have a form. */
export function checkOf(need: Need): string {
  return taxonomy.facts[need].check;
}

/** A need's name and a hint for whoever is asked for it. */
export function needTexts(need: Need): { readonly label: Label; readonly hint: Label } {
  return taxonomy.facts[need];
}

/** The names of what a message is about, for people. */
export function namesOf(about: {
  kind: Kind;
  category: Category;
  reason: string;
  risk: Risk;
}): Readonly<Record<'kind' | 'category' | 'reason' | 'risk', Label>> {
  const category = CATEGORIES[about.category];
  return {
    kind: taxonomy.kinds[about.kind].label,
    category: category.label,
    reason: category.reasons[about.reason]?.label ?? taxonomy.categories.other.reasons.other.label,
    risk: taxonomy.risks[about.risk].label,
  };
}

/** Whether that is the name of something a category may ask for. */
export function isNeed(name: string): name is Need {
  return Object.hasOwn(taxonomy.facts, name);
}
