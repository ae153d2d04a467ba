import { linearPattern } from '../kernel/linear-pattern.ts';
import type { OwnFact } from '../tickets/own-facts.ts';
import { checkOf, isNeed, type Need } from '../tickets/taxonomy/taxonomy.ts';
import type { FactName } from './facts/fact.ts';
import type { OwnFindings } from './facts/own-facts.ts';
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
  readonly alreadyKnown?: readonly string[];
  /** The facts that the company has added, and what was found of them. */
  readonly own?: { readonly facts: readonly OwnFact[]; readonly found: OwnFindings };
}

const MENTIONS = readVocabulary(mentions);
const ONE_NETWORK = new Set<string>(networks.assets_of_one_network);
const ONE_NETWORK_FORMS = new Set<string>(networks.forms_of_one_network);

/** What a matter still lacks of what it needs before somebody can work on it, in the order in which it is asked for. */
export function missingFacts(needs: readonly string[], known: Known): readonly string[] {
  const mentioned = new Set(findPhrases(foldCharacters(known.text), MENTIONS).map(({ label }) => label));
  return needs.filter((need) => {
    if (known.alreadyKnown?.includes(need)) return false;
    return isNeed(need) ? !isKnown(need, known, mentioned) : !isOwnKnown(need, known);
  });
}

function isKnown(need: Need, { facts, files = [] }: Known, mentioned: ReadonlySet<string>): boolean {
  const check = checkOf(need);
  if (check === 'file') return files.some((type) => /^(image|video)\//.test(type));
  if (check === 'words') return mentioned.has(need);
  if (need === 'network' && isNetworkClear(facts)) return true;
  return (facts[need as FactName] ?? []).some(({ flaw }) => !flaw);
}

/** A file counts when it is of a type that the field's pattern means, whichever it is where there is none. */
function isOwnKnown(need: string, { own, files = [] }: Known): boolean {
  const field = own?.facts.find(({ name }) => name === need)?.field;
  if (field?.type !== 'file') return (own?.found[need] ?? []).length > 0;
  const types = linearPattern(field.regexp_for_validation ?? '');
  return files.some((type) => types?.test(type));
}

/** Bitcoin travels on one network only, and some ids and addresses say on which they do. */
function isNetworkClear({ chain = [], asset = [], tx_id = [], address = [] }: Known['facts']): boolean {
  return (
    chain.length > 0 ||
    asset.some(({ value }) => ONE_NETWORK.has(value.toUpperCase())) ||
    [...tx_id, ...address].some(({ form, flaw }) => !flaw && form !== undefined && ONE_NETWORK_FORMS.has(form))
  );
}
