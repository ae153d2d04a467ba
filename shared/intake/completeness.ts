import { type Category, checkOf, type Kind, type Need, needsOf } from '../tickets/taxonomy/taxonomy.ts';
import type { FactName } from './facts/fact.ts';
import type { Fact } from './facts/read-facts.ts';
import { foldCharacters } from './folded-text.ts';
import { findPhrases, readVocabulary } from './vocabulary/find-phrases.ts';
import mentions from './vocabulary/mentions.json' with { type: 'json' };
import networks from './vocabulary/networks.json' with { type: 'json' };

/** What is known of a matter so far. */
export interface Known {
  readonly text: string;
  readonly facts: Readonly<Partial<Record<FactName, readonly Fact[]>>>;
  /** Types of the files that open, as their content says. */
  readonly files?: readonly string[];
  /** What is known from elsewhere, such as the UID of a customer who is signed in. */
  readonly alreadyKnown?: readonly Need[];
  /** What such a matter needs; what the shipped taxonomy says unless a desk says otherwise. */
  readonly needs?: (about: About) => readonly Need[];
}

interface About {
  readonly kind: Kind;
  readonly category: Category;
  readonly reason: string;
}

const MENTIONS = readVocabulary(mentions);
const ONE_NETWORK = new Set<string>(networks.assets_of_one_network);
const ONE_NETWORK_FORMS = new Set<string>(networks.forms_of_one_network);

/** What a matter still needs before somebody can work on it, in the order in which it is asked for. */
export function missingFacts(about: About, known: Known): readonly Need[] {
  const mentioned = new Set(findPhrases(foldCharacters(known.text), MENTIONS).map(({ label }) => label));
  const needs = known.needs?.(about) ?? needsOf(about.kind, about.category, about.reason);
  return needs.filter((need) => !isKnown(need, known, mentioned));
}

function isKnown(need: Need, { facts, files = [], alreadyKnown = [] }: Known, mentioned: ReadonlySet<string>): boolean {
  if (alreadyKnown.includes(need)) return true;
  const check = checkOf(need);
  if (check === 'file') return files.some((type) => /^(image|video)\//.test(type));
  if (check === 'words') return mentioned.has(need);
  if (need === 'network' && isNetworkClear(facts)) return true;
  return (facts[need as FactName] ?? []).some(({ flaw }) => !flaw);
}

/** Bitcoin travels on one network only, and some ids and addresses say on which they do. */
function isNetworkClear({ chain = [], asset = [], tx_id = [], address = [] }: Known['facts']): boolean {
  return (
    chain.length > 0 ||
    asset.some(({ value }) => ONE_NETWORK.has(value.toUpperCase())) ||
    [...tx_id, ...address].some(({ form, flaw }) => !flaw && form !== undefined && ONE_NETWORK_FORMS.has(form))
  );
}
