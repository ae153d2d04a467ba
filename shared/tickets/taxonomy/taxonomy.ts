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

const KINDS: Readonly<Record<string, { readonly label: Label; readonly asks: boolean }>> = taxonomy.kinds;

/**
 * What a message of that kind, category and reason has to tell before somebody can work on it. A kind or category that an
 * administrator added needs nothing.
 */
export function needsOf(kind: string, category: string, reason: string): readonly Need[] {
  if (!asksFor(kind)) return [];
  return ownNeeds(category, reason) ?? ownNeeds(category) ?? [];
}

/** What a category of the taxonomy needs, or a reason in it that needs something else; undefined where it says nothing of its own. */
export function ownNeeds(category: string, reason?: string): readonly Need[] | undefined {
  const entry = Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category as Category] : undefined;
  return reason === undefined ? entry?.needs : entry?.reasons[reason]?.needs;
}

/** Whether whoever writes something of that kind is asked for what is missing. */
export function asksFor(kind: string): boolean {
  return Object.hasOwn(KINDS, kind) && KINDS[kind]?.asks === true;
}

/** The kinds, each with its name. */
export function namedKinds(): (readonly [kind: string, label: Label])[] {
  return Object.entries(KINDS).map(([kind, { label }]) => [kind, label]);
}

/** The dangers, each with its name. */
export function namedRisks(): (readonly [risk: string, label: Label])[] {
  return Object.entries(taxonomy.risks).map(([risk, { label }]) => [risk, label]);
}

/** The categories and the reasons in each, with their names. */
export function categoriesWithReasons() {
  return Object.entries(CATEGORIES).map(([category, { label, reasons }]) => ({
    category,
    label,
    reasons: Object.entries(reasons).map(([reason, own]): readonly [string, Label] => [reason, own.label]),
  }));
}

/** How a need is checked: `text` stands in the text, `file` is attached, `words` is told in one's own words, others have a form. */
export function checkOf(need: Need): string {
  return taxonomy.facts[need].check;
}

/** A need's name and a hint for whoever is asked for it. */
export function needTexts(need: Need): { readonly label: Label; readonly hint: Label } {
  return taxonomy.facts[need];
}

/** The names of what a message is about, for people; what an administrator added has its own name only. */
export function namesOf(about: {
  readonly kind: string;
  readonly category: string;
  readonly reason: string;
  readonly risk: string;
}): Readonly<Record<'kind' | 'category' | 'reason' | 'risk', Label>> {
  const { kind, category, reason, risk } = about;
  const within = Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category as Category] : undefined;
  const bare = (name: string): Label => ({ en: name, 'zh-CN': name });
  const risks: Readonly<Record<string, { readonly label: Label }>> = taxonomy.risks;
  return {
    kind: KINDS[kind]?.label ?? bare(kind),
    category: within?.label ?? bare(category),
    reason: within?.reasons[reason]?.label ?? bare(reason),
    risk: risks[risk]?.label ?? bare(risk),
  };
}

/** The names of everything a category may ask for. */
export function needNames(): Need[] {
  return Object.keys(taxonomy.facts) as Need[];
}

/** Whether that is the name of something a category may ask for. */
export function isNeed(name: string): name is Need {
  return Object.hasOwn(taxonomy.facts, name);
}
