import { foldCharacters } from '../folded-text.ts';
import { findAddresses } from './addresses.ts';
import { type Amount, findAmounts } from './amounts.ts';
import { findAssets, findNetworks, findPairs } from './assets-and-networks.ts';
import { findErrorTexts, findOrderTypes } from './errors-and-orders.ts';
import { FACT_NAMES, type FactName, type Finding, takenParts } from './fact.ts';
import { findOrderIds, findUids } from './numbered.ts';
import { findSecrets, type Secret, type SecretKind, withoutSecrets } from './secrets.ts';
import { findTimes } from './times.ts';
import { findTxIds } from './tx-ids.ts';

/** A fact as it was written, and where. */
export interface Fact {
  readonly value: string;
  readonly field: 'subject' | 'text';
  readonly start: number;
  readonly end: number;
  /** Why it looks like one and cannot be used: mistyped, or too short. */
  readonly flaw?: Finding['flaw'];
  /** The chain whose form a transaction or an address has. */
  readonly form?: string;
  /** What a sum is of, as it was written. */
  readonly unit?: string;
}

/** What was read out of a message. */
export interface FactsOfMessage {
  /** One of each kind: the one most likely meant, exactly as written. */
  readonly facts: Readonly<Partial<Record<FactName, string>>>;
  readonly all: Readonly<Partial<Record<FactName, readonly Fact[]>>>;
  /** What should never have been sent; never its text. */
  readonly secrets: readonly SecretKind[];
}

/** A message without its secrets, for whoever reads on. */
export interface CleanMessage {
  readonly subject: string;
  readonly text: string;
}

/** Takes secrets out of a message, keeping every other character in its place. */
export function cleanMessage({ subject = '', text }: { readonly subject?: string; readonly text: string }): {
  readonly message: CleanMessage;
  readonly secrets: readonly SecretKind[];
} {
  const clean = (part: string): [string, readonly Secret[]] => {
    const secrets = findSecrets({ written: part, folded: foldCharacters(part) });
    return [withoutSecrets(part, secrets), secrets];
  };
  const [cleanSubject, inSubject] = clean(subject);
  const [cleanText, inText] = clean(text);
  const kinds = [...new Set([...inSubject, ...inText].map(({ kind }) => kind))];
  return { message: { subject: cleanSubject, text: cleanText }, secrets: kinds };
}

/** Reads the facts of a message where they stand, in Chinese and English. */
export function readFacts({ subject, text }: CleanMessage): Omit<FactsOfMessage, 'secrets'> {
  const written = `${subject}\n${text}`;
  const found = findingsOf(written);
  const offset = subject.length + 1;
  const all: Partial<Record<FactName, readonly Fact[]>> = {};
  const facts: Partial<Record<FactName, string>> = {};
  for (const name of FACT_NAMES) {
    const list = found[name].filter(({ start, end }) => end > start);
    if (list.length === 0) continue;
    all[name] = list.map(({ start, end, flaw, form, unit }) => ({
      value: written.slice(start, end),
      ...(start >= offset
        ? { field: 'text', start: start - offset, end: end - offset }
        : { field: 'subject', start, end }),
      ...(flaw ? { flaw } : {}),
      ...(form ? { form } : {}),
      ...(unit ? { unit: written.slice(...unit) } : {}),
    }));
    facts[name] = writtenAt(written, mostLikely(list));
  }
  return { facts, all };
}

function findingsOf(written: string): Record<FactName, readonly (Finding & Pick<Amount, 'unit'>)[]> {
  const source = { written, folded: foldCharacters(written) };
  const taken = takenParts([]);
  const tx_id = findTxIds(source, taken);
  const address = findAddresses(source, taken);
  const order_id = findOrderIds(source, taken);
  const uid = findUids(source, taken);
  const time = findTimes(source, taken);
  const pair = findPairs(source, taken);
  const amount = findAmounts(source, taken);
  const { networks, chains } = findNetworks(source, taken);
  const named = [...assetsOf(written, amount), ...findAssets(source, taken)];
  // "50x on DOGE": what may be a network is a coin where there is no other.
  const asset = named.length > 0 ? named : findAssets(source, takenParts([...address, ...pair, ...amount]));
  const error_text = findErrorTexts(source);
  const order_type = findOrderTypes(source);
  return {
    uid,
    tx_id,
    chain: chains,
    asset,
    network: networks,
    address,
    amount,
    time,
    order_id,
    pair,
    order_type,
    error_text,
  };
}

/** What sums are of comes before what is only named: coins first, then "U", then currencies. */
function assetsOf(written: string, amounts: readonly Amount[]): readonly Finding[] {
  const units = amounts.flatMap(({ unit, isFiat, weak }) => {
    if (!unit || /^[$€£¥₩₹]$|^(?:[元块刀]|块钱)$/u.test(written.slice(...unit))) return [];
    const [start, end] = unit;
    return [{ start, end, weak: isFiat || weak === true || end - start === 1 }];
  });
  return units;
}

function mostLikely(list: readonly Finding[]): Finding | undefined {
  return list.find(({ flaw, weak }) => !flaw && !weak) ?? list.find(({ flaw }) => !flaw) ?? list[0];
}

function writtenAt(written: string, finding: Finding | undefined): string {
  return finding ? written.slice(finding.start, finding.end) : '';
}
