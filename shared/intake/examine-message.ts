import type { OwnFact } from '../tickets/own-facts.ts';
import { type Category, type Kind, needsOf, type Risk } from '../tickets/taxonomy/taxonomy.ts';
import { askFor } from './ask-for.ts';
import { type Classification, classifyMessage, type IntakeMessage } from './classify-message.ts';
import { missingFacts } from './completeness.ts';
import type { FactName } from './facts/fact.ts';
import { type OwnFindings, readOwnFacts } from './facts/own-facts.ts';
import { cleanMessage, type Fact, readFacts } from './facts/read-facts.ts';
import type { SecretKind } from './facts/secrets.ts';
import { foldCharacters, foldText } from './folded-text.ts';
import { classifyForwarding, type Forwarded, ownWords } from './forwarded-words.ts';
import { mendWord } from './misspelt-words.ts';
import { type Priority, priorityOf, type Stakes } from './priority.ts';
import { findReason } from './reason-of.ts';
import { worseRisk } from './risk-of.ts';
import priorities from './taxonomy/priority.json' with { type: 'json' };
import { isLoud } from './vocabulary/circumstances.ts';
import { findPhrases, readVocabulary } from './vocabulary/find-phrases.ts';
import mentions from './vocabulary/mentions.json' with { type: 'json' };

/** What is known of a message besides its words. */
export interface Surroundings extends Pick<Stakes, 'tier' | 'people' | 'regulator'> {
  readonly files?: readonly string[];
  readonly alreadyKnown?: readonly string[];
  /** What such a matter needs; what the shipped taxonomy says unless a desk says otherwise. */
  readonly needs?: (about: Pick<Classification, 'kind' | 'category' | 'reason'>) => readonly string[];
  /** The facts that the company has added: those that are needed are read. */
  readonly ownFacts?: readonly OwnFact[];
  /** What is settled, because a person said so or because it was sure before: it stays as it is. */
  readonly settled?: Settled;
  /** What of the message its writer did not write. */
  readonly forwarded?: Forwarded;
  /** A danger that was told of before: it does not go away because somebody writes on. */
  readonly knownRisk?: string;
}

/** What is settled of what a matter is about. An administrator may have added names of their own. */
export type Settled = Readonly<Partial<Record<'kind' | 'category' | 'reason' | 'risk', string>>>;

/** All that intake decides about a message. The names are those of the command's JSON. */
export interface Intake extends Classification {
  readonly priority: Priority;
  readonly priority_why: readonly string[];
  readonly facts: Readonly<Partial<Record<FactName, string>>>;
  /** Every fact with where it stands; those that a company has added, where they are needed. */
  readonly facts_all: Readonly<Partial<Record<FactName, readonly Fact[]>>> & OwnFindings;
  readonly missing: readonly string[];
  /** The message that asks for what is missing. */
  readonly ask: string | null;
  readonly secrets: readonly SecretKind[];
}

const MANY_PEOPLE = readVocabulary({ many_people: mentions.many_people });

/** What a message is about, what it tells, what it lacks, and how pressing it is. Secrets in it are named, never repeated. */
export function examineMessage(given: IntakeMessage, surroundings: Surroundings = {}): Intake {
  const { message, secrets } = cleanMessage(given);
  const own = ownPart(given, surroundings);
  const { dangerOfOthers, ...classified } = own
    ? classifyForwarding(own.message, message)
    : { ...classifyMessage(message), dangerOfOthers: false };
  const written = `${message.subject}\n${message.text}`;
  const sent = own?.secrets ?? secrets;
  const about = settle({ ...classified, risk: riskWith(sent, classified.risk) }, written, surroundings);
  const { facts, all } = readFacts(message);
  const said = own ? `${own.message.subject}\n${own.message.text}` : written;
  const folded = foldCharacters(said);
  const manyPeople = findPhrases(folded, MANY_PEOPLE).length > 0 ? priorities.many_people : undefined;
  const needs = surroundings.needs?.(about) ?? needsOf(about.kind, about.category, about.reason);
  const ownFacts = (surroundings.ownFacts ?? []).filter(({ name }) => needs.includes(name));
  const own_facts = readOwnFacts(message, ownFacts);
  const missing = missingFacts(needs, {
    text: written,
    facts: all,
    own: { facts: ownFacts, found: own_facts },
    ...(surroundings.files ? { files: surroundings.files } : {}),
    ...(surroundings.alreadyKnown ? { alreadyKnown: surroundings.alreadyKnown } : {}),
  });
  const people = surroundings.people ?? manyPeople;
  const { priority, why } = priorityOf({
    ...about,
    amounts: (own ? readFacts(own.message).all : all).amount?.map(sumOf) ?? [],
    loud: isLoud(folded, said),
    secrets: sent.length > 0,
    ...(dangerOfOthers ? { dangerOfOthers: true } : {}),
    ...(people === undefined ? {} : { people }),
    ...(surroundings.tier ? { tier: surroundings.tier } : {}),
    ...(surroundings.regulator ? { regulator: true } : {}),
  });
  return {
    ...about,
    priority,
    priority_why: why,
    facts,
    facts_all: { ...all, ...own_facts },
    missing,
    ask: askFor({ missing, fields: ownFacts.map(({ field }) => field) }, about.language) ?? null,
    secrets,
  };
}

/** What the writer of a message wrote themselves, and the secrets in that; undefined where that is all of it. */
function ownPart({ subject = '', text }: IntakeMessage, { forwarded }: Surroundings) {
  return forwarded ? cleanMessage(ownWords({ subject, text }, forwarded)) : undefined;
}

function sumOf({ value, unit = '' }: Fact): string {
  return `${value} ${unit}`.trim();
}

function settle(found: Classification, written: string, { settled = {}, knownRisk = 'none' }: Surroundings) {
  const category = (settled.category ?? found.category) as Category;
  const reason =
    settled.reason ??
    (category === found.category ? found.reason : findReason(foldText(written, mendWord).text, category).reason);
  const risk = (settled.risk ?? worseRisk(found.risk, knownRisk as Risk)) as Risk;
  return { ...found, kind: (settled.kind ?? found.kind) as Kind, category, reason, risk };
}

/** What gives whoever reads it the money: told to a desk, it may have been told to others, and is to be moved away from now. */
const OPENS_WALLETS: readonly SecretKind[] = ['seed_phrase', 'private_key', 'api_secret'];

function riskWith(secrets: readonly SecretKind[], risk: Risk): Risk {
  const isOpen = secrets.some((each) => OPENS_WALLETS.includes(each));
  return isOpen && risk !== 'self_harm' ? 'funds_at_risk' : risk;
}
